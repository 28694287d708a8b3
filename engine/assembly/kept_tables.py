"""The computed tables of a contract, worked out once for the descriptions that say the same of them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import Any

from engine.assembly.selection import applies
from engine.by_identity import ByIdentity
from engine.formulas.cells import Figure
from engine.lately import Lately
from engine.libraries.bibliotheque import kept
from engine.libraries.modele import Modele
from engine.libraries.tableaux import Controle, Tableau
from engine.tables.grilles import Grille, Grilles
from engine.tables.looked_at import LookedAt, facts_of, looked_at, named, said_of, with_those_named
from engine.tables.made_of import made_of
from models import chemins
from models.contrat import Contrat
from models.records import dataclass
from models.traits import Trait

_MOST, _MOST_MARKS, _MOST_ROWS, _MOST_FIGURES = 64, 256, 4096, 2048


def kept_grilles(
    model: Modele, contrat: Contrat, traits: Mapping[str, Trait], before: Grilles | None = None
) -> Grilles:
    """The computed tables of a contract; those of another that says the same of all that they look at serve again.

    An answer that no table looks at leaves every figure as it is: nothing is worked out again. One that some cells look
    at leaves the others as they are `before`, in a contract of which this one says most again.
    """
    parts = tuple(_kept(one, model, contrat, traits, before) for one in _parts(model))
    lately, key = _joined(model), tuple(map(id, parts))
    found = lately.get(key)
    if found is None:
        found = parts, Grilles.joined(model.tableaux, contrat, parts)
        lately.put(key, found)
    return found[1]


@kept
def _joined(_: Modele) -> Lately[tuple[tuple[Grilles, ...], Grilles]]:
    """The tables of contracts made lately, with their parts, whose identities are theirs."""
    return Lately(_MOST)


@dataclass(frozen=True)
class _Part:
    """Tables whose formulas name no other, and what they look at.

    `looks` is what they look at together, under these `keys` of the description, `each` what one of them does, with
    those that it names; `names` only tell one row of a list from another. `of_one_row` are the controls that look at
    one row, each with its keys that they look at. `made` are the tables of contracts written lately, `lately` those of
    contracts that say the very same under each of the keys; `marks` tell a table from those of contracts that say
    otherwise of what it looks at; `held`, which of these controls hold in a row, by what it says, and `holds`, whether
    one of them does, by what it looks at.
    """

    looks: LookedAt
    keys: tuple[str, ...]
    each: Mapping[str, LookedAt]
    names: frozenset[str]
    of_one_row: Mapping[int, tuple[str, ...]]
    made: Lately[Grilles]
    lately: ByIdentity[Grilles]
    marks: Lately[object]
    held: Lately[dict[int, Figure]]
    holds: Lately[Figure]


def _kept(part: _Part, model: Modele, contrat: Contrat, traits: Mapping[str, Trait], before: Grilles | None) -> Grilles:
    if before is None:
        return _made(part, model, contrat, traits, before)
    said = [contrat.effet, contrat.duree, *(getattr(contrat, name, None) for name in part.keys)]
    deciding = tuple(map(traits.get, part.looks.traits))
    return part.lately.of_all(said, deciding, lambda: _made(part, model, contrat, traits, before))


def _made(part: _Part, model: Modele, contrat: Contrat, traits: Mapping[str, Trait], before: Grilles | None) -> Grilles:
    rows = part.looks.rows_of(contrat)
    key = part.looks.said(contrat, traits, rows)
    found = part.made.get(key)
    if found is None:
        found = Grilles(model.tableaux, contrat, lambda one: applies(one, traits), alone=part.each)
        if alike := before and before.part_like(found):
            found.keep_from(alike)
        said = {at: (row, _figures(said_of(row, keys), part)) for at, row, keys in rows}
        _hold(found, tuple(map(traits.get, part.looks.traits)), said, part)
        if len(found) > 1:
            _mark(found, contrat, traits, part)
        part.made.put(key, found)
    return found


def _mark(grilles: Grilles, contrat: Contrat, traits: Mapping[str, Trait], part: _Part) -> None:
    """Have the tables about which another contract says the same be told by the same mark, whatever else changed."""
    for nom, grille in grilles.items():
        looks = part.each[nom]
        key = nom, looks.said(contrat, traits, looks.rows_of(contrat))
        if (known := part.marks.get(key)) is None:
            part.marks.put(key, known := object())
        grille.known.mark = known


def _figures(said: Any, part: _Part) -> str:
    """What a row says, but for its name."""
    return repr([one for one in said if one[0] not in part.names] if isinstance(said, list) else said)


def _hold(grilles: Grilles, traits: Hashable, said: Mapping[chemins.Chemin, tuple[Any, str]], part: _Part) -> None:
    """Look at the controls of each row alone: of two rows that say the same, the same ones hold."""
    for grille in grilles.values():
        controles = [(one, grille.held(one)) for one in grille.controles if id(one) in part.of_one_row]
        for at, serie in enumerate(grille.series if controles else ()):
            if serie.path not in said:
                continue
            row, words = said[serie.path]
            known = part.held.get((traits, words)) or {}
            part.held.put((traits, words), known)
            for controle, positions in controles:
                if at in positions:
                    if id(controle) not in known:
                        known[id(controle)] = _holds(grilles, grille, controle, at, (traits, row), part)
                    grilles.keep(grille, controle, at, known[id(controle)])


def _holds(
    grilles: Grilles, grille: Grille, controle: Controle, at: int, of: tuple[Hashable, Any], part: _Part
) -> Figure:
    """Whether a control holds in a row: of two rows that say the same of what it looks at, in both or in neither."""
    traits, row = of
    key = id(controle), traits, repr([getattr(row, one, None) for one in part.of_one_row[id(controle)]])
    found = part.holds.get(key)
    if found is None:
        found = grilles.holds(grille, controle, at)
        part.holds.put(key, found)
    return found


@kept
def _parts(model: Modele) -> tuple[_Part, ...]:
    """The tables of a model, those whose formulas name each other together."""
    found: list[set[str]] = []
    for name, tableau in model.tableaux.items():
        together = {name, *named(tableau)} & model.tableaux.keys()
        apart = [one for one in found if not one & together]
        found = [*apart, together.union(*(one for one in found if one & together))]
    return tuple(_part({name: one for name, one in model.tableaux.items() if name in part}) for part in found)


def _part(tableaux: Mapping[str, Tableau]) -> _Part:
    alone: dict[int, tuple[str, ...]] = {}
    called: set[str] = set()
    figures: set[str] = set()
    for tableau in tableaux.values():
        alone |= {id(one): _keys(tableau, lines) for one in tableau.controles
                  if (lines := made_of(tableau, one.formula)) is not None}  # fmt: skip
        called |= {tableau.series.cle, tableau.series.groupe}
        figures |= {chemins.noms(one)[0] for one in facts_of(tableau) if one}
    looks = looked_at(tableaux.values())
    return _Part(
        looks,
        looks.keys(),
        {name: looked_at(map(tableaux.__getitem__, with_those_named(name, tableaux))) for name in tableaux},
        frozenset(called - figures),
        alone,
        Lately(_MOST),
        ByIdentity(_MOST),
        Lately(_MOST_MARKS),
        Lately(_MOST_ROWS),
        Lately(_MOST_FIGURES, ages=False),
    )


def _keys(tableau: Tableau, rubriques: Collection[str]) -> tuple[str, ...]:
    """The keys of a row that say the facts of some rubriques."""
    lines = (one for one in tableau.rubriques if one.nom in rubriques)
    return tuple(sorted({chemins.noms(one.fait or one.nom)[0] for one in lines}))
