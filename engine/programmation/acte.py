"""The act that programmes the contracts: who signs it, what they cite of it, what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from engine import french
from engine.errors import Finding, InputError, Path, Place
from engine.law.collectivites import Autorite, authority
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.plan import ProgrammationDuModele
from engine.programmation.contrats import description
from engine.programmation.cosignataires import Collectivite, collectivites
from engine.programmation.merging import Facts
from engine.programmation.precedentes import precedentes
from engine.programmation.programme import Programme
from models import chemins
from models.records import dataclass

_NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Reference:
    """How an arrêté is cited."""

    numero: str | None
    date: date | None


@dataclass(frozen=True, slots=True)
class Acte:
    """The arrêté of a programmation, who signed it beside the State, and those that have adjusted it since."""

    reference: Reference
    signataires: tuple[Collectivite, ...]
    modificatifs: tuple[Reference, ...]


def acte_de(programme: Programme) -> Acte:
    """The act that the contracts of a programmation cite.

    Raises:
        InputError: where a programmation that it adjusts cannot be read.
    """
    first, *others = (*precedentes(programme), programme)
    return Acte(
        reference_of(first),
        _signataires(first),
        tuple(reference_of(one) for one in others if one.head.arrete.date),
    )


def reference_of(programme: Programme) -> Reference:
    """The number and the date of the arrêté of a programmation."""
    return Reference(programme.head.arrete.numero, programme.head.arrete.date)


def _signataires(programme: Programme) -> tuple[Collectivite, ...]:
    """Those of its contracts; none where they are of several regions, and no arrêté can be that of them all."""
    try:
        return tuple(signing(_every(programme), programme.head.arrete.date, programme.bibliotheque))
    except InputError:
        return ()


def _every(programme: Programme) -> Iterator[Collectivite]:
    """Who signs the contracts; those of a département that say nothing of their own are signed alike."""
    seen: set[str] = set()
    for groupe in programme.groupes:
        if len(groupe.departements) < 2 and not any(row.ligne.description for row in groupe.rows):
            if groupe.departement in seen:
                continue
            seen.add(groupe.departement)
        try:
            facts = description(groupe, *programme.context, listed=False)
        except InputError:
            continue  # told where its contract is drafted
        yield from collectivites(facts, programme.rules.cosignataires, groupe.rows[0].place)


def signing(found: Iterable[Collectivite], day: date | None, library: Bibliotheque) -> list[Collectivite]:
    """The collectivités of an arrêté, by code, each as it is first named; one signs once.

    Raises:
        InputError: where a code is none, or where they are of several regions.
    """
    kept: dict[str, Collectivite] = {}
    regions: dict[str, Place] = {}
    for one in found:
        known = _authority(library, one.departement, day, one.place)
        kept.setdefault(one.metropole or known.nom, one)
        regions.setdefault(known.region, one.place)
    if len(regions) > 1:
        names = french.enumerate_fr(sorted(regions))
        message = f"les établissements sont dans plusieurs régions ({names}) : un arrêté est celui d'une seule."
        hint = "Corrigez le département de la ligne, ou faites une programmation pour chaque région."
        raise InputError([Finding("plusieurs-regions", message, hint=hint, place=max(regions.values()))])
    return sorted(kept.values(), key=lambda one: (one.departement, one.metropole))


def _authority(library: Bibliotheque, code: str, day: date | None, place: Place) -> Autorite:
    try:
        return authority(library, code, day)
    except InputError as error:
        raise InputError([one.at(place) for one in error.findings]) from None


def signataires(facts: Facts, programme: Programme, found: Sequence[Collectivite]) -> None:
    """Give each collectivité of an arrêté its president, as its contracts name them."""
    for at, one in enumerate(found):
        _put(facts, ("departements", at), one, programme.source.place(("departements", one.departement)))
        for fait, (value, where) in one.president.items():
            facts.put(("departements", at, fait), value, where)


def _put(facts: Facts, path: Path, one: Collectivite, place: Place) -> None:
    facts.put((*path, "departement"), one.departement, place)
    if one.metropole:
        facts.put((*path, "metropole"), one.metropole, one.place)


def cite(facts: Facts, acte: Acte, programme: Programme) -> None:
    """Put in the description of a contract what it cites of its act, whatever else says it."""
    rules, place = programme.rules.arrete, programme.source.place(("arrete",))
    for fact, value in (("numero", acte.reference.numero), ("date", acte.reference.date)):
        if fact in rules and value is not None:
            facts.put(chemins.lire(rules[fact]), value, programme.source.place(("arrete", fact)))
    if "modificatifs" in rules and not facts.has(chemins.lire(rules["modificatifs"])):
        for at, one in enumerate(acte.modificatifs):
            for fact, value in (("numero", one.numero), ("date", one.date)):
                if value is not None:
                    facts.put((*chemins.lire(rules["modificatifs"]), at, fact), value, place)
    if "signataires" in rules and not _are_its_own(facts, acte, programme.rules):
        _sign(facts, acte, chemins.lire(rules["signataires"]))


def _are_its_own(facts: Facts, acte: Acte, rules: ProgrammationDuModele) -> bool:
    """Whether those who sign the contract are those who signed the act, which need not be told then."""
    own = [(one.departement, one.metropole) for one in collectivites(facts, rules.cosignataires, _NOWHERE)]
    return own == [(one.departement, one.metropole) for one in acte.signataires]


def _sign(facts: Facts, acte: Acte, path: Path) -> None:
    if facts.has(path):
        return
    for at, one in enumerate(acte.signataires):
        _put(facts, (*path, at), one, one.place)
