"""A formula made of the cells that its names mean in one series of one contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.computing.figures import Absence, Operation, Reference, Resolved, Span
from engine.reading.formules import Call, Formula, Name, Number

if TYPE_CHECKING:
    from engine.computing.grilles import Grille, Grilles


def resolve(formula: Formula, grille: Grille, serie: int | None, grilles: Grilles) -> Resolved:
    """A formula with its names replaced by cells; what depends on the series alone (`debut`) is settled.

    A rubrique that this contract has not (`si`) has no figure: `sinon` replaces it.

    Raises:
        LookupError: where a name is no rubrique of its table: a mistake of the library.
    """
    if isinstance(formula, Number):
        return formula
    if isinstance(formula, Name):
        return _cell(formula, grille, serie, grilles)
    function, arguments = formula.function, formula.arguments
    if function == "debut":
        return resolve(arguments[0 if serie == 0 else 1], grille, serie, grilles)
    if function == "precedent":
        before = grille.previous(serie) if serie is not None and serie != grille.total else None
        return Absence.SANS_BASE if before is None else resolve(arguments[0], grille, before, grilles)
    if _is_over_series(formula):
        return _over_series(formula, grille, serie, grilles)
    return Operation(function, tuple(resolve(argument, grille, serie, grilles) for argument in arguments))


def _is_over_series(call: Call) -> bool:
    alone = len(call.arguments) == 1 and isinstance(call.arguments[0], Name)
    return call.function in {"total", "cumul"} or (call.function == "moyenne" and alone)


def _cell(name: Name, grille: Grille, serie: int | None, grilles: Grilles) -> Resolved:
    target = _table(name, grille, grilles)
    if target is None or target.named(name.rubrique) is None:
        _check_known(name, grille, grilles)
        return Absence.A_RENSEIGNER
    if target.is_parameter(name.rubrique):
        return Reference(target.nom, name.rubrique, None)
    if target is grille and serie is not None:
        return Reference(target.nom, name.rubrique, serie)
    position = 0 if len(target.series) == 1 else None
    if serie is not None and position is None:
        position = target.position(grille.series[serie].key)
    return Absence.A_RENSEIGNER if position is None else Reference(target.nom, name.rubrique, position)


def _over_series(call: Call, grille: Grille, serie: int | None, grilles: Grilles) -> Resolved:
    name = call.arguments[0]
    assert isinstance(name, Name)  # noqa: S101 - the parser takes nothing else
    target = _table(name, grille, grilles)
    if target is None or target.named(name.rubrique) is None:
        _check_known(name, grille, grilles)
        return Absence.A_RENSEIGNER
    last = serie if call.function == "cumul" and serie is not None and serie != grille.total else target.count - 1
    function = "moyenne" if call.function == "moyenne" else "somme"
    return Operation(function, (Span(target.nom, name.rubrique, 0, last),)) if last >= 0 else Absence.A_RENSEIGNER


def _table(name: Name, grille: Grille, grilles: Grilles) -> Grille | None:
    return grilles.get(name.table) if name.table else grille


def _check_known(name: Name, grille: Grille, grilles: Grilles) -> None:
    """A rubrique or a table may be absent from this contract, but not from the library."""
    table = grilles.tableaux.get(name.table or grille.nom)
    if table is None or name.rubrique not in table.noms():
        whole = f"{name.table}.{name.rubrique}".lstrip(".")
        raise LookupError(f"tableau « {grille.nom} » : une formule nomme « {whole} », qui n'existe pas")
