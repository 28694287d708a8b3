"""The letters that accompany a contract: what each says of its own is worked out of the contract and of its day.

A letter is an act (`clauses/courriers/GENRE`): its facts stand under « courrier » in the description that it carries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from engine import french
from engine.actes.acte import with_acte
from engine.actes.echeances_rappelees import rappel
from engine.actes.prorogation import prorogation, reponse
from engine.asking.sections import section_of
from engine.assembly.soundness import open_model
from engine.calendar.prorogations import terme
from engine.definitif import DRAFT, Final
from engine.document import Document, Letterhead
from engine.dossier import Dossier
from engine.errors import Finding, InputError, Path, Severity
from engine.libraries.accompagnement import accompagne, noms_d_accompagnement
from engine.libraries.autorites import principale
from engine.libraries.bibliotheque import COURRIERS, Bibliotheque
from engine.missing_facts import MissingFact, missing_of
from engine.redaction import Redaction, redaction_of
from engine.tables.series import series
from models import chemins
from models.champs import Repondant
from models.records import dataclass

_NAMES = ("nom", "intitule", "objet", "document", "annee")
"""What an item of a list is called by, the first that it says."""
_AUTHORITIES: Mapping[str, tuple[str, ...]] = {
    "collectivites": ("departement",),
    "agence_regionale": ("departement", "agence"),
    "prefet_region": ("prefet",),
}
"""Which public party may write, by the authority that heads the contract."""
_OTHER_AUTHORITIES = ("autres_departements", "autres_autorites", "prefets_departement")
"""The lists of authorities that sign the contract beside these: a commune, the préfet of a département…"""
OTHER = "autre"


@dataclass(frozen=True, slots=True)
class Demande:
    """What is asked of a letter: its day, the party that writes (`de`), its own facts, which deadlines it recalls.

    A reminder is of the deadlines whose kinds are `echeances`, or else of those that come before `avant`.
    """

    jour: date
    de: str = ""
    facts: Mapping[Path, str] = field(default_factory=dict)
    echeances: Sequence[str] = ()
    avant: date | None = None


def genres(library: Bibliotheque) -> tuple[str, ...]:
    """The letters that a library holds (« prorogation »)."""
    return tuple(name.partition("/")[2] for name in noms_d_accompagnement(library, COURRIERS))


def expediteurs(dossier: Dossier) -> tuple[str, ...]:
    """The parties of a contract that may write, the public ones first."""
    return (*_AUTHORITIES[principale(dossier.modele.plan.autorites)], "gestionnaire")


def _others(dossier: Dossier, de: str) -> tuple[str, ...]:
    """The parties that may have written to the one that answers: « autre » is an authority that heads no letter."""
    has_another = any(getattr(dossier.contrat, name, ()) for name in _OTHER_AUTHORITIES)
    return (*(one for one in expediteurs(dossier) if one != de), *((OTHER,) if has_another else ()))


def lettre(dossier: Dossier, genre: str, demande: Demande, final: Final = DRAFT) -> Redaction:
    """A letter of a contract, ready to be written.

    Raises:
        InputError: where there is no such letter, where the contract or its day does not allow it, or where a fact
            cannot be read.
    """
    if genre not in genres(dossier.modele.bibliotheque):
        raise InputError([_unknown(genre, dossier.modele.bibliotheque)])
    de = demande.de or expediteurs(dossier)[0]
    if de not in expediteurs(dossier):
        raise InputError([_no_sender(de, dossier)])
    if (notifiant := demande.facts.get(("courrier", "notifiant"))) and notifiant not in _others(dossier, de):
        raise InputError([_no_notifier(notifiant, _others(dossier, de))])
    own: dict[Path, str] = {("courrier", "expediteur"): de, ("courrier", "date"): demande.jour.isoformat()}
    said, findings = _worked_out(dossier, genre, replace(demande, de=de))
    name = f"{COURRIERS}/{genre}"
    # A library that rewords a letter asks for what it prints, and no more.
    kind = accompagne(open_model(dossier.modele.nom, dossier.modele.bibliotheque), name).description
    said = {path: one for path, one in said.items() if chemins.field_at(kind, path)}
    act = with_acte(dossier, name, {**own, **said, **demande.facts}, demande.jour)
    made = redaction_of(act, final, name)
    errors = [one for one in made.findings if one.severity is Severity.ERROR]
    told = (*errors, *findings)
    return replace(under_head_of(made, de), findings=told, refusal=final.refusal(len(made.missing), told))


def under_head_of(made: Redaction, de: str) -> Redaction:
    """A letter under the head of the party that writes, alone."""

    def headed(document: Document) -> Document:
        return replace(document, letterhead=_of_sender(document, de))

    traced = made.traced
    return replace(
        made,
        document=headed(made.document),
        charte=made.charte if de != "gestionnaire" else None,
        traced=(lambda: headed(traced())) if traced else None,
    )


def _worked_out(dossier: Dossier, genre: str, demande: Demande) -> tuple[dict[Path, str], list[Finding]]:
    """The facts that follow from the contract, and what to know of them; a letter of a library's own has none."""
    match genre:
        case "prorogation":
            return prorogation(dossier, demande.jour, demande.facts)
        case "reponse":
            return reponse(dossier, demande.jour, demande.facts)
        case "pieces":
            return _pieces(dossier, demande.de)
        case "transmission":
            return _sent(dossier, demande.jour), []
        case "rappel":
            return rappel(dossier, demande.jour, demande.de, demande.echeances, demande.avant)
    return {}, []


def _sent(dossier: Dossier, jour: date) -> dict[Path, str]:
    """Whether the contract that is sent is signed, and whether avenants made another of it, signed by that day too."""
    signed, avenants = dossier.contrat.signature.date, dossier.contrat.avenants
    known = bool(signed and signed <= jour)
    said: dict[Path, str] = {("courrier", "signe"): "oui" if known else "non"}
    if not known or not avenants:
        return said
    agreed = all(one.date and one.date <= jour for one in avenants)
    said["courrier", "consolide" if agreed else "en_projet"] = "oui"
    last = terme(dossier.contrat)
    if last and any(one.prorogation for one in (avenants if agreed else avenants[-1:])):
        said["courrier", "proroge"] = last.isoformat()
    return said


def _pieces(dossier: Dossier, de: str) -> tuple[dict[Path, str], list[Finding]]:
    """The facts missing from the contract that the party written to knows, by section of its questionnaire.

    Raises:
        InputError: where none is missing.
    """
    asked: Repondant = "departement" if de == "gestionnaire" else "gestionnaire"
    missing = [one for one in missing_of(dossier.assembled(), dossier.modele) if one.party == asked]
    if not missing:
        message = f"il ne manque au contrat aucun fait que connaît {dossier.modele.plan.repondants[asked]}."
        raise InputError([Finding("courrier-sans-objet", message, hint="Rien n'est à demander.")])
    sections: dict[str, dict[str, None]] = {}
    for several in _by_question(missing):
        sections.setdefault(section_of(several[0].path, dossier.modele), {})[_in_words(several, dossier)] = None
    lines = (f"{section} : {' ; '.join(words)}" for section, words in sections.items())
    return {("courrier", "manquants", rank): one for rank, one in enumerate(lines)}, []


def _by_question(missing: Sequence[MissingFact]) -> list[list[MissingFact]]:
    """The facts of one question together, at the place of the first: those of each year, of each establishment."""
    found: dict[tuple[object, ...], list[MissingFact]] = {}
    for one in missing:
        last = max((at for at, step in enumerate(one.path) if isinstance(step, int)), default=0)
        found.setdefault((one.path[:last], *one.path[last + 1 :], one.label), []).append(one)
    return [*found.values()]


def _in_words(missing: Sequence[MissingFact], dossier: Dossier) -> str:
    """« adresse de l'établissement (Résidence Exemple) », « nombre d'heures (2024 à 2029) »."""
    ranks = [at for at, step in enumerate(missing[0].path) if isinstance(step, int)]
    if not ranks:
        return missing[0].label
    rows = missing[0].path[: ranks[-1]]
    listed = chemins.at(dossier.contrat, rows) or ()
    known = _names_of_rows(rows, listed, dossier)
    at = [int(one.path[ranks[-1]]) for one in missing]
    if len(at) >= len(listed) and not any(known.get(rank) for rank in at):
        return missing[0].label
    return f"{missing[0].label} ({_listed([known.get(rank) or f'n° {rank + 1}' for rank in at])})"


def _listed(names: Sequence[str]) -> str:
    """« 2026 et 2027 »; of more years that follow each other, the first and the last: « 2024 à 2029 »."""
    years = [int(one) for one in names if one.isdecimal()]
    if len(years) == len(names) > 2 and years == [*range(years[0], years[0] + len(years))]:
        return f"{years[0]} à {years[-1]}"
    return french.enumerate_fr(names)


def _names_of_rows(rows: Path, listed: Sequence[object], dossier: Dossier) -> dict[int, str]:
    """What each item of a list is called; a year of the contract that has no row yet is where its table puts it."""
    said = (next((said for name in _NAMES if (said := getattr(one, name, None))), "") for one in listed)
    known = {rank: str(one) for rank, one in enumerate(said)}
    for table in dossier.modele.tableaux.values():
        if table.series.annees and chemins.lire(table.series.pour) == rows:
            of_table = series(table.series, dossier.contrat)
            known |= {int(one.path[-1]): one.key for one in of_table if one.year and one.path and one.key}
    return known


def _of_sender(document: Document, de: str) -> Letterhead:
    """The head of the party that writes, alone."""
    head = document.letterhead
    if de == "gestionnaire":
        return replace(head, authorities=(), authority_logo="")
    first = head.authorities[1:2] if de == "agence" and len(head.authorities) > 1 else head.authorities[:1]
    return replace(head, authorities=first, manager="", manager_logo="", manager_fact=None,
                   authority_logo="" if de == "agence" else head.authority_logo)  # fmt: skip


def _unknown(genre: str, library: Bibliotheque) -> Finding:
    known = ", ".join(genres(library))
    return Finding("courrier-inconnu", f"« {genre} » n'est pas un courrier.", hint=f"Au choix : {known}.")


def _no_sender(de: str, dossier: Dossier) -> Finding:
    known = ", ".join(expediteurs(dossier))
    message = f"« {de} » n'est pas une partie de ce contrat qui écrive."
    return Finding("courrier-expediteur", message, hint=f"Au choix (--de) : {known}.")


def _no_notifier(said: str, known: tuple[str, ...]) -> Finding:
    message = f"« {said} » n'est pas une autre partie de ce contrat, qui ait demandé à celle qui répond."
    return Finding("courrier-notifiant", message, hint=f"Au choix (--fait courrier.notifiant=…) : {', '.join(known)}.")
