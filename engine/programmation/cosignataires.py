"""The collectivités that sign a contract: that of its own département, or a métropole, and those of the others.

The contract of several départements takes the facts of each from the head of its programmation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from engine.errors import InputError, Path, Place
from engine.law.collectivites import authority
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.plan import Cosignataires
from engine.programmation.merging import Facts
from engine.reading.yaml_strict import Source
from models import chemins
from models.programmation import Programmation
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Collectivite:
    """Who signs for a département: its collectivité, or a métropole in its place; and where it is said."""

    departement: str
    metropole: str
    place: Place
    president: Mapping[str, tuple[object, Place]]


def cosignataires(
    facts: Facts,
    rules: Cosignataires,
    codes: Mapping[str, Place],
    head: Programmation,
    source: Source,
    day: date | None,
    *,
    library: Bibliotheque,
) -> None:
    """Put in the list of a description each collectivité after the first; a code that is none is told elsewhere.

    `codes` are the départements of the rows, the first of which heads the contract, each with its place.
    """
    given = facts.has((rules.liste,))
    others = [(code, place, facts_of(code, head, source)) for code, place in _others(codes, day, library)]
    for at, (code, place, said) in enumerate(others if not given else ()):
        _put(facts, (rules.liste, at), code, place, said, rules)
    for key in rules.reunies if others else ():
        _join(facts, [said for *_, said in others], facts_of("", head, source), chemins.lire(key))


def _others(codes: Mapping[str, Place], day: date | None, library: Bibliotheque) -> list[tuple[str, Place]]:
    """The départements after the first; a collectivité that is that of two of them signs once."""
    found: dict[str, tuple[str, Place]] = {}
    for code, place in codes.items():
        try:
            found.setdefault(authority(library, code, day).nom, (code, place))
        except InputError:
            continue
    return list(found.values())[1:]


def facts_of(code: str, head: Programmation, source: Source) -> Facts:
    """What the head says of the contracts of a département."""
    said = Facts()
    said.merge(head.commun, ("commun",), source)
    said.merge(head.departements.get(code, {}), ("departements", code), source)
    return said


def _put(facts: Facts, path: Path, code: str, place: Place, said: Facts, rules: Cosignataires) -> None:
    facts.put((*path, "departement"), code, place)
    columns = rules.colonnes | (rules.metropole if acts(said) else {})
    for column, key in columns.items():
        origin = chemins.lire(key)
        if said.has(origin):
            facts.put((*path, column), said.at(origin), said.places[origin])
    if (*path, "comite") not in facts.places:
        facts.places[(*path, "comite")] = place


def _join(facts: Facts, others: Sequence[Facts], common: Facts, path: Path) -> None:
    """Bring together the items that every département gives to a list, each once: those that all share come first."""
    found = [item for one in (facts, *others) for item in _items(one, path)]
    shared = [item for item, _ in _items(common, path)]
    found.sort(key=lambda one: one[0] not in shared)
    kept: list[dict[str, object]] = []
    facts.put(path, [], facts.places.get(path, Place("")))
    for item, places in found:
        if item not in kept:
            for key, value in item.items():
                facts.put((*path, len(kept), key), value, places[key])
            kept.append(item)


def _items(facts: Facts, path: Path) -> list[tuple[dict[str, object], dict[str, Place]]]:
    """The items of a list that are groups, and the places of their facts."""
    given = facts.at(path)
    rows = [(at, item) for at, item in enumerate(given if isinstance(given, list) else ()) if isinstance(item, dict)]
    return [(dict(item), {key: facts.places.get((*path, at, key), Place("")) for key in item}) for at, item in rows]


def acts(facts: Facts) -> bool:
    """Whether a métropole acts in the place of the Département."""
    return facts.text(("metropole", "competente")).strip().lower() == "oui"


def collectivites(facts: Facts, rules: Cosignataires, place: Place) -> Iterator[Collectivite]:
    """Who signs a contract beside the State, as its description says; only the départements that it names."""
    if code := facts.text(("departement",)):
        name = facts.text(("metropole", "nom")) if acts(facts) else ""
        group = "metropole" if acts(facts) else "collectivite"
        president = _president(facts, (group, "president"))
        yield Collectivite(code, name, facts.places.get(("departement",), place), president)
    items = facts.at((rules.liste,)) if rules.liste else None
    for at, item in enumerate(items or ()):
        if isinstance(item, dict) and isinstance(item.get("departement"), str):
            here = facts.places.get((rules.liste, at, "departement"), place)
            president = _president(facts, (rules.liste, at))
            yield Collectivite(item["departement"], item.get("metropole") or "", here, president)


def _president(facts: Facts, path: Path) -> dict[str, tuple[object, Place]]:
    paths = {fait: (*path, fait) for fait in ("civilite", "prenom", "nom")}
    return {fait: (facts.at(one), facts.places[one]) for fait, one in paths.items() if facts.has(one)}
