"""The names of things at a date: services, courts and State services change theirs (data/droit/denominations.yaml)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from engine import french
from engine.errors import Finding, InputError, Path, Severity
from engine.law.applicable import Droit
from engine.law.collectivites import Autorite, authority
from engine.law.fait import Fait, Statut
from engine.law.referentiel import Donnees, read
from engine.law.register import AS_PUBLISHED, load_register
from engine.libraries.bibliotheque import Bibliotheque, kept
from models.champs import Fiche
from models.fiches.groupe import altered, checks, fields_of, given_in
from models.records import dataclass


class Formes(Fiche):
    """A name without article; the plural and the acronym are empty where the thing has none.

    `usage` is another name under which the thing is known, for the drafter.
    """

    singulier: str
    pluriel: str = ""
    sigle: str = ""
    usage: str = ""


class Demande(Fiche):
    """The fact of the description that gives the name where the territory does not: its path, its label."""

    fait: str
    libelle: str


class Version(Formes, Fait):
    """A name from a day on; where it depends on the territory, `variantes` holds that of each value of `selon`.

    Where no value is known of a territory, `demande` is asked. `textes` are the texts that give the name. A change that
    was decided ahead is known from the day `annonce`; where a later text gives the names of the territories, those are
    known from the day `designe`.
    """

    depuis: datetime.date | None = None
    annonce: datetime.date | None = None
    designe: datetime.date | None = None
    selon: Literal["tribunal", "service"] | None = None
    demande: Demande | None = None
    variantes: dict[str, Formes] = {}
    textes: list[str] = []

    def formes(self, autorite: Autorite | None, answer: str = "") -> Formes:
        """Choose the name for a territory, or the one answered; the general one where that is unknown or silent."""
        known = getattr(autorite, self.selon) if autorite and self.selon else ""
        variant = self.variantes.get(known or answer)
        return altered(variant, self._left_out(variant)) if variant else self

    def _left_out(self, variant: Formes) -> dict[str, str]:
        """The forms that a variant does not say; one that it says is empty (« sigle: "" ») does not exist there."""
        return {name: getattr(self, name) for name in fields_of(Formes) if name not in given_in(variant)}


class Denomination(Fiche):
    """A thing whose name changes.

    A contract names it as on its day of signature or, where it serves only while the contract is carried out (`vaut`),
    as on the first day of that. `homme` names the same function, where a man holds it: the two change together.
    """

    genre: Literal["masculin", "feminin"]
    homme: str = ""
    vaut: Literal["signature", "execution"] = "signature"
    versions: list[Version]

    @checks
    def _dated(self) -> Denomination:
        days = [version.depuis or datetime.date.min for version in self.versions]
        if not days or days[0] != datetime.date.min or any(one >= two for one, two in pairwise(days)):
            raise ValueError("les versions vont de la plus ancienne, sans « depuis », à la plus récente")
        return self

    def on(self, day: datetime.date) -> Version:
        """The version in use on a day."""
        return [version for version in self.versions if version.depuis is None or version.depuis <= day][-1]

    def before(self, library: Bibliotheque, departement: str | None) -> Formes:
        """The model's name, as it was in a territory on the eve of its first change."""
        first, second = self.versions[0], self.versions[1] if len(self.versions) > 1 else None
        if second is None or second.depuis is None or departement is None:
            return first
        return first.formes(authority(library, departement, second.depuis - datetime.timedelta(days=1)))


class Denominations(Donnees):
    """The whole file."""

    root: dict[str, Denomination]

    def mistakes(self, library: Bibliotheque) -> Iterator[tuple[Path, str]]:
        """The texts that the register does not hold."""
        register = load_register(library)
        for name, thing in self.root.items():
            for key in (key for version in thing.versions for key in version.textes if key not in register):
                yield (name, "versions"), f"« {key} » n'est pas au registre des textes"


@dataclass(frozen=True, slots=True)
class Terme:
    """A name ready to print, and what the drafter must know of it (empty where all is well)."""

    texte: str
    statut: Statut
    findings: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        return self.texte

    @property
    def remarque(self) -> str:
        """What is out of date or to be verified in this name."""
        return "\n".join(f"{finding.message} {finding.hint}".strip() for finding in self.findings)


@kept
def load_denominations(library: Bibliotheque) -> dict[str, Denomination]:
    """Read droit/denominations.yaml, once for each library.

    Raises:
        InputError: where the file breaks its own rules.

    """
    return read(library, "droit/denominations.yaml", Denominations).root


def term(
    library: Bibliotheque,
    key: str,
    day: datetime.date,
    form: str = "singulier",
    departement: str | None = None,
    *,
    as_published: bool = False,
    answer: str = "",
) -> Terme:
    """Name a thing on `day`, in the territory of `departement` (its code) where the name depends on it.

    `answer` is what the description says where the territory does not (see `to_ask`). An acronym may be empty: the
    thing may have none in a territory.

    `form` is « singulier », « pluriel » or « sigle », or asks for an article: « le » (le, la, l'), « du », « au »,
    « un », « les », « des », « aux ». `as_published` gives the first name, that of the models, reported if outdated.

    Raises:
        InputError: where there is no such thing, no such form of its name, or no such département.

    """
    thing = _thing(library, key)
    current = thing.on(day)
    printed = thing.versions[0] if as_published else current
    autorite = authority(library, departement, day) if departement else None
    formes = printed.formes(autorite, answer)
    texte = _form(formes, thing.genre == "feminin", form)
    if not texte and not (form == "sigle" and formes is not printed):
        raise InputError([Finding("terme-sans-forme", f"« {key} » n'a pas de forme « {form} ».")])
    before = thing.before(library, departement)
    findings = [
        *_changed(before, current, current.formes(autorite, answer), as_published),
        *_doubt(printed, formes, day),
    ]
    return Terme(french.typography(texte), printed.statut, tuple(findings))


def day_of(key: str, droit: Droit) -> datetime.date:
    """The day whose name a contract gives to a thing: never a name that its signatories could not know.

    Raises:
        InputError: where there is no such thing.
    """
    thing = _thing(droit.bibliotheque, key)
    if thing.vaut == "signature" or droit.tel_que_publie:
        return droit.jour
    annonce = thing.on(droit.execution).annonce
    return droit.jour if annonce and annonce > droit.jour else droit.execution


def successors(key: str, droit: Droit) -> list[datetime.date]:
    """The days on which a thing changes its name while the contract runs, of those that its signatories could know.

    Raises:
        InputError: where there is no such thing.
    """
    if droit.tel_que_publie or droit.fin is None:
        return []
    return [
        one.depuis
        for one in _thing(droit.bibliotheque, key).versions
        if one.depuis and droit.execution < one.depuis <= droit.fin and (one.annonce or one.depuis) <= droit.jour
    ]


def changes_there(library: Bibliotheque, key: str, day: datetime.date, departement: str | None) -> bool:
    """Whether the name that a thing takes on `day` is another in this territory; it may be, where it is unknown."""
    thing = load_denominations(library).get(key)
    if thing is None or departement is None or thing.on(day).selon is None:
        return True
    eve = day - datetime.timedelta(days=1)
    before = thing.on(eve).formes(authority(library, departement, eve))
    return before.singulier != thing.on(day).formes(authority(library, departement, day)).singulier


def version_on(library: Bibliotheque, key: str, day: datetime.date) -> Version:
    """The name that a thing has on a day, with the day from which it has it and what is known of it.

    Raises:
        InputError: where there is no such thing.
    """
    return _thing(library, key).on(day)


def to_ask(library: Bibliotheque, key: str, day: datetime.date, departement: str | None) -> Demande | None:
    """The fact that the description must give to name a thing of a territory; None where the name is known.

    Raises:
        InputError: where there is no such thing or no such département.

    """
    version = _thing(library, key).on(day)
    if version.demande is None or version.selon is None or departement is None:
        return None
    return None if getattr(authority(library, departement, day), version.selon) else version.demande


def _thing(library: Bibliotheque, key: str) -> Denomination:
    if key not in load_denominations(library):
        file = library.a_ecrire("droit/denominations.yaml")
        raise InputError([Finding("terme-inconnu", f"« {key} » n'est pas dans {file}.")])
    return load_denominations(library)[key]


def _form(formes: Formes, feminine: bool, form: str) -> str:
    """Put a name in its form; empty where it has none, or where no such form exists."""
    if form in {"les", "des", "aux"}:
        return f"{form} {formes.pluriel}" if formes.pluriel else ""
    if form in {"singulier", "pluriel", "sigle"}:
        return str(getattr(formes, form))
    name = formes.singulier
    elided = french.elide("la", name) != f"la {name}"
    masculine_article, feminine_article, elided_article = {
        "le": ("le ", "la ", "l'"),
        "du": ("du ", "de la ", "de l'"),
        "au": ("au ", "à la ", "à l'"),
        "un": ("un ", "une ", "une " if feminine else "un "),
    }.get(form, ("", "", ""))
    article = elided_article if elided else feminine_article if feminine else masculine_article
    return f"{article}{name}" if article else ""


def _changed(old: Formes, current: Version, new: Formes, as_published: bool) -> Iterator[Finding]:
    """Report a name that is no longer the model's; in the singular whatever the form, so as to be said once."""
    before, now = old.singulier, new.singulier
    if current.depuis is None or before == now:
        return
    message = f"« {now} » a remplacé « {before} » le {french.date_in_french(current.depuis)}."
    severity = Severity.WARNING if as_published else Severity.INFORMATION
    hint = AS_PUBLISHED if as_published else "Le contrat emploie le nom en usage à sa date."
    yield Finding("terme-remplace", french.typography(message), severity, french.typography(hint), current.source)


def _doubt(printed: Version, formes: Formes, day: datetime.date) -> Iterator[Finding]:
    """What is to be verified in a name. Where the territory has a name of its own, it is confirmed."""
    if formes.usage:
        message = french.typography(f"« {formes.singulier} » : {formes.usage}")
        yield Finding("terme-usage", message, Severity.INFORMATION, source=printed.source)
    doubt = printed.doubt(day)
    if (printed.statut == "à vérifier" and formes is printed) or doubt:
        message = french.typography(f"« {formes.singulier} » : dénomination à vérifier.")
        hint = french.typography(french.capitalise(doubt or printed.note))
        yield Finding("terme-a-verifier", message, Severity.WARNING, hint, printed.source, reserve=True)
