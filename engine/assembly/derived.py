"""Facts that follow from others: the term of the contract, its notice, its years, the names of the collectivité."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine.assembly.printed import Manquant, Printed, Typed, Written
from engine.calendar.calendrier import annees_couvertes, echeance, limite_preavis
from engine.calendar.prorogations import prorogations
from engine.document import Note
from engine.errors import Path
from engine.law.collectivites import Autorite, load_collectivites
from engine.libraries.plan import Regles
from models.contrat import Contrat
from models.fiches.groupe import fields_of

# What a form shows where the dates of the contract are unknown: as many columns as a contract has years.
_YEARS_OF_A_FORM = 5

_DATES: tuple[Path, ...] = (("effet",), ("duree",))
FROM: Mapping[str, tuple[Path, ...]] = {
    "echeance": _DATES,
    "limite_preavis": (*_DATES, ("prorogation", "preavis")),
    "preavis": (("prorogation", "preavis"),),
    "reponse": (("prorogation", "reponse"),),
    "annees": _DATES,
    "annee_initiale": _DATES,
    "prorogations": (*_DATES, ("avenants",)),
}
"""The facts from which the names of a clause follow."""
YEARS = ("annees", "annee_initiale")
"""Those that are the same whatever the days of the same years."""


def _known(contrat: Contrat, printed: Printed, label: str) -> Manquant | None:
    """The first fact that is missing to compute a term, as the missing fact that the contract prints."""
    for name, value in (("effet", contrat.effet), ("duree", contrat.duree)):
        if value is None:
            named = fields_of(Contrat)[name].title or name
            return Manquant((name,), label, "departement", printed, named)
    return None


def calendar(contrat: Contrat, regles: Regles, printed: Printed) -> dict[str, Any]:
    """The dates and durations that the clauses print.

    The notice and the time to answer are the description's or else the model's; one pair serves the whole contract.
    """
    preavis = contrat.prorogation.preavis or regles.preavis
    reponse = contrat.prorogation.reponse or regles.reponse
    found: dict[str, Any] = {"preavis": preavis, "reponse": reponse}
    found["prorogations"] = [*_prorogations(contrat, printed)]
    found |= years(contrat, printed)
    if contrat.effet is None or contrat.duree is None:
        found["echeance"] = _known(contrat, printed, "date d'échéance du contrat")
        found["limite_preavis"] = _known(contrat, printed, "date limite de notification")
        return found
    found["echeance"] = echeance(contrat.effet, contrat.duree)
    found["limite_preavis"] = limite_preavis(found["echeance"], preavis) if preavis else None
    return found


def years(contrat: Contrat, printed: Printed) -> dict[str, Any]:
    """The years of a contract, and the one before them."""
    if contrat.effet is None or contrat.duree is None:
        labels = ["année N", *(f"année N+{later}" for later in range(1, _YEARS_OF_A_FORM))]
        known = [_known(contrat, printed, year) for year in labels]
        return {"annees": known, "annee_initiale": _known(contrat, printed, "année N-1")}
    covered = list(annees_couvertes(contrat.effet, contrat.duree))
    return {"annees": covered, "annee_initiale": covered[0] - 1}


def _prorogations(contrat: Contrat, printed: Printed) -> Iterator[Mapping[str, Any]]:
    """What the contract prints of each avenant that prorogated it."""
    for rank, one, end in prorogations(contrat):
        path, label = ("avenants", rank, "date"), "date de l'avenant"
        yield {
            "numero": one.numero or rank + 1,
            "date": one.date or Manquant(path, label, "departement", printed),
            "duree": one.prorogation,
            "echeance": end or _known(contrat, printed, "date d'échéance du contrat prorogé"),
        }


class NomsDeLAutorite:
    """The names of the collectivité, each missing while the département is unknown.

    `facts` are what the description says of it: each is looked at when a clause asks for it, and no sooner, since what
    was looked at is taken to serve.
    """

    def __init__(self, names: Mapping[str, Any], facts: Mapping[str, Callable[[], Any]] | None = None) -> None:
        self._names, self._facts = names, facts or {}

    @property
    def every(self) -> Mapping[str, Any]:
        """The names themselves, by what clauses call them."""
        return self._names

    def __getattr__(self, name: str) -> Any:
        if name in self._facts:
            return self._facts[name]()
        try:
            return self._names[name]
        except KeyError:
            raise AttributeError(name) from None


def authority_names(autorite: Autorite | None, contrat: Contrat, printed: Printed) -> NomsDeLAutorite:
    """The names by which the clauses call the collectivité, its executive agreed with M. or Mme."""
    feminine = contrat.collectivite.president.civilite == "Mme"
    if autorite is None:
        return unknown_authority(Manquant(("departement",), "département", "departement", printed), feminine)
    remark = printed.token(Note(autorite.remarque, from_model=False)) if autorite.remarque else ""
    return names_of(autorite, feminine, remark, _organe(autorite, contrat, printed))


def _organe(autorite: Autorite, contrat: Contrat, printed: Printed) -> dict[str, Any]:
    """Who allows the executive to sign: the description says it, or else the law; it may be missing."""
    said, path = contrat.collectivite.organe, ("collectivite", "organe")

    def named(words: str) -> Typed:
        return Typed(words, path, printed)

    if said == "assemblee":
        return {"organe": named(autorite.assemblee), "de_organe": named(autorite.de_assemblee)}
    if said:
        usual = load_collectivites(printed.bibliotheque).departement
        return {"organe": named(usual.organe), "de_organe": named(usual.de_organe)}
    if autorite.organe:
        return {}
    missing = Manquant(path, "organe qui habilite à signer", "departement", printed)
    return {"organe": missing, "de_organe": missing}


def names_of(
    autorite: Autorite, feminine: bool, remark: str = "", organe: Mapping[str, Any] | None = None
) -> NomsDeLAutorite:
    """The names of a collectivité, its executive a woman or not; `remark` is anchored where a contract first names it.

    `executif_de` is the executive with its territory: « Président du Conseil départemental de l'Ain »,
    `titre_executif` what a letter calls it: « Président », and `assemblee_majuscule` the assembly that opens a
    sentence: « Le Conseil départemental de l'Ain ».
    """
    names: dict[str, Any] = {name: Written(getattr(autorite, name)) for name in _NAMES}
    executive = autorite.executif_f if feminine else autorite.executif_m
    where = f" {autorite.de_territoire}" if autorite.kind == "departement" else ""
    article = "L’" if autorite.assemblee.startswith("Assemblée") else "Le "
    names |= {"le_majuscule": Written(autorite.le_majuscule + remark), "executif": Written(executive)}
    names |= {"executif_de": Written(executive + where), "titre_executif": Written(executive.partition(" ")[0])}
    names |= {"assemblee_majuscule": Written(f"{article}{autorite.assemblee}{where}")}
    names |= {"feminin": autorite.le.startswith("la "), "est_metropole": False}
    return NomsDeLAutorite(names | {"outre_mer": autorite.outre_mer} | dict(organe or {}))


def unknown_authority(missing: Manquant, feminine: bool) -> NomsDeLAutorite:
    """The names of an ordinary département whose own name is to be filled in; a blank keeps the words of its form."""
    printed = missing.printed
    names: dict[str, Any] = dict.fromkeys((*_NAMES, *_OF_EXECUTIVE, "assemblee_majuscule"), missing) | {
        "feminin": False,
        "est_metropole": False,
        "outre_mer": False,
    }
    if printed.blank:
        return NomsDeLAutorite(names)
    usual = load_collectivites(printed.bibliotheque).departement
    articles = {"nom": "", "le": "le ", "du": "du ", "au": "au ", "le_majuscule": "Le "}
    names |= {name: Written(f"{article}{usual.nom} {missing}") for name, article in articles.items()}
    for name in ("appellation", "assemblee", "de_assemblee", "organe", "de_organe"):
        names[name] = Written(getattr(usual, name))
    names["assemblee_majuscule"] = Written(f"Le {usual.assemblee} {missing}")
    names["de_prefet"] = Written(f"de la région {missing}")
    names["ars"] = Written(f"agence régionale de santé {missing}")
    executive = usual.executif.feminin if feminine else usual.executif.masculin
    names |= {"executif": Written(executive), "titre_executif": Written(executive.partition(" ")[0])}
    return NomsDeLAutorite(names | {"executif_de": Written(f"{executive} {missing}")})


_OF_EXECUTIVE = ("executif", "executif_de", "titre_executif")
_NAMES = (
    "nom",
    "le",
    "du",
    "au",
    "le_majuscule",
    "territoire",
    "de_territoire",
    "appellation",
    "assemblee",
    "de_assemblee",
    "organe",
    "de_organe",
    "region",
    "de_region",
    "prefet_region",
    "de_prefet",
    "ars",
    "service",
    "tribunal",
)
