"""The computed tables of a contract, worked out once for the descriptions that say the same of them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import Any

from engine.assembly.selection import applies
from engine.by_identity import ByIdentity
from engine.formulas.cells import Figure
from engine.formulas.tree import names
from engine.lately import Lately
from engine.libraries.bibliotheque import kept
from engine.libraries.modele import Modele
from engine.libraries.tableaux import Controle, Tableau
from engine.tables.grilles import Grille, Grilles
from engine.tables.made_of import made_of
from models import chemins
from models.champs import Fiche
from models.contrat import Contrat
from models.faits import in_words
from models.fiches.groupe import given_in, worked_out
from models.records import dataclass
from models.traits import Trait

_MOST, _MOST_ROWS, _MOST_FIGURES = 64, 4096, 2048


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

    `traits` decide of them; `facts` are keys of the description, `above` the paths of facts of the rows that hold a
    row, `rows` the keys of each row of a list, by its path, of which `names` only tell one row from another.
    `of_one_row` are the controls that look at one row, each with its keys that they look at. `made` are the tables of
    contracts written lately, `lately` those of contracts that say the very same under each of the `keys`; `held`, which
    of these controls hold in a row, by what it says, and `holds`, whether one of them does, by what it looks at.
    """

    tables: frozenset[str]
    traits: tuple[str, ...]
    facts: tuple[str, ...]
    above: tuple[chemins.Chemin, ...]
    rows: tuple[tuple[chemins.Chemin, tuple[str, ...]], ...]
    keys: tuple[str, ...]
    made: Lately[Grilles]
    lately: ByIdentity[Grilles]
    names: frozenset[str]
    of_one_row: Mapping[int, tuple[str, ...]]
    held: Lately[dict[int, Figure]]
    holds: Lately[Figure]


def _kept(part: _Part, model: Modele, contrat: Contrat, traits: Mapping[str, Trait], before: Grilles | None) -> Grilles:
    if before is None:
        return _made(part, model, contrat, traits, before)
    said = [contrat.effet, contrat.duree, *(getattr(contrat, name, None) for name in part.keys)]
    deciding = tuple(map(traits.get, part.traits))
    return part.lately.of_all(said, deciding, lambda: _made(part, model, contrat, traits, before))


def _made(part: _Part, model: Modele, contrat: Contrat, traits: Mapping[str, Trait], before: Grilles | None) -> Grilles:
    rows = [(at, row, keys) for path, keys in part.rows for at, row in chemins.every(contrat, path)]
    key = (
        tuple(traits.get(name) for name in part.traits),
        repr([contrat.effet, contrat.duree]),
        tuple(in_words(getattr(contrat, name, None)) for name in part.facts),
        repr([[*chemins.every(contrat, path)] for path in part.above]),
        tuple((at, _row_in_words(row, keys)) for at, row, keys in rows),
    )
    found = part.made.get(key)
    if found is None:
        found = Grilles(model.tableaux, contrat, lambda one: applies(one, traits), alone=part.tables)
        if alike := before and before.part_like(found):
            found.keep_from(alike)
        _hold(found, key[0], {at: (row, _figures(_said(row, keys), part)) for at, row, keys in rows}, part)
        part.made.put(key, found)
    return found


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


def _said(row: Any, keys: Iterable[str]) -> Any:
    """What the row of a list says of some keys; what is not said is left out."""
    if not isinstance(row, Fiche):
        return row
    said = given_in(row)
    return [(key, getattr(row, key)) for key in keys if key in said]


def _row_in_words(row: Any, keys: tuple[str, ...]) -> str:
    """All that a row says of some keys, in words: of the very same row, once."""
    if not isinstance(row, Fiche):
        return repr(row)
    return worked_out(row, (_row_in_words, keys), lambda: repr(_said(row, keys)))


@kept
def _parts(model: Modele) -> tuple[_Part, ...]:
    """The tables of a model, those whose formulas name each other together."""
    found: list[set[str]] = []
    for name, tableau in model.tableaux.items():
        together = {name, *_named(tableau)} & model.tableaux.keys()
        apart = [one for one in found if not one & together]
        found = [*apart, together.union(*(one for one in found if one & together))]
    return tuple(_part([model.tableaux[name] for name in model.tableaux if name in one], one) for one in found)


def _named(tableau: Tableau) -> Iterator[str]:
    """The tables that the formulas of a table name."""
    lines = (*tableau.rubriques, *tableau.parametres)
    formulas = [*(one.formula for one in lines), *(one.total_formula for one in lines)]
    for formula in (*formulas, *(one.formula for one in tableau.controles)):
        yield from (name.table for name in (names(formula) if formula else ()) if name.table)


def _part(tableaux: Iterable[Tableau], tables: Iterable[str]) -> _Part:
    facts: set[str] = set()
    above: set[str] = set()
    rows: dict[chemins.Chemin, set[str]] = {}
    traits: dict[str, None] = {}
    alone: dict[int, tuple[str, ...]] = {}
    called: set[str] = set()
    figures: set[str] = set()
    for tableau in tableaux:
        alone |= {id(one): _keys(tableau, lines) for one in tableau.controles
                  if (lines := made_of(tableau, one.formula)) is not None}  # fmt: skip
        repeated = tableau.series
        traits |= dict.fromkeys(name for condition in tableau.conditions() for name in condition)
        called |= {repeated.cle, repeated.groupe}
        figures |= {chemins.noms(one)[0] for one in _facts(tableau) if one}
        paths = [*repeated.si, repeated.cle, repeated.groupe, *_facts(tableau)]
        in_rows = {chemins.noms(one)[0] for one in paths if one and "[]" not in one}
        above |= {one for one in paths if "[]" in one}
        facts |= {chemins.noms(one.fait or one.nom)[0] for one in tableau.parametres if one.fait or one.nom}
        if repeated.pour:
            rows.setdefault((*chemins.lire(repeated.pour), chemins.CHAQUE), set()).update(in_rows)
        if not repeated.pour or any(line.faits for line in tableau.rubriques):
            facts |= in_rows
    sorted_rows = tuple((path, tuple(sorted(keys))) for path, keys in sorted(rows.items()))
    return _Part(
        frozenset(tables),
        tuple(traits),
        tuple(sorted(facts)),
        tuple(map(chemins.lire, sorted(above))),
        sorted_rows,
        tuple(sorted({*facts, *(chemins.noms(one)[0] for one in above), *(str(path[0]) for path, _ in sorted_rows)})),
        Lately(_MOST),
        ByIdentity(_MOST),
        frozenset(called - figures),
        alone,
        Lately(_MOST_ROWS),
        Lately(_MOST_FIGURES, ages=False),
    )


def _keys(tableau: Tableau, rubriques: Collection[str]) -> tuple[str, ...]:
    """The keys of a row that say the facts of some rubriques."""
    lines = (one for one in tableau.rubriques if one.nom in rubriques)
    return tuple(sorted({chemins.noms(one.fait or one.nom)[0] for one in lines}))


def _facts(tableau: Tableau) -> Iterator[str]:
    """The facts that its rubriques name, each from the top, or from the row that it is in."""
    for line in tableau.rubriques:
        yield from (line.fait or line.nom, *line.faits.values())
