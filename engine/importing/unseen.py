"""The figures that a reader of the workbook does not see as they are read: hidden, filtered out, or struck through.

They are read, as the rows of a programmation are, and told: what fell out of sight may still be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.errors import Finding, Path, Place, Severity
from engine.importing.found import Layout, Spot
from engine.importing.given import Given, GivenSheet
from engine.importing.merged_findings import read_as_empty, read_unseen
from engine.workbook import cell_name
from models.nombres import ecrit

_MOST_NAMED = 5


def not_as_seen(layouts: Iterable[Layout], sheets: Iterable[GivenSheet], changed: frozenset[Path]) -> Iterator[Finding]:
    """What is told of the cells that change a fact."""
    of_name = {sheet.name: sheet for sheet in sheets}
    for layout in layouts:
        read = [(spot, given) for cell, spot, given in layout.pairs if given and cell.path in changed]
        if sheet := of_name.get(layout.given):
            yield from _hidden(layout, sheet, [spot for spot, _ in read])
            yield from _covered(layout, sheet)
        for spot, given in read:
            yield from struck(given, layout.place(spot))


def _hidden(layout: Layout, sheet: GivenSheet, read: list[Spot]) -> Iterator[Finding]:
    view = sheet.view
    out_of_sight = read if sheet.hidden else [one for one in read if one[0] in view.rows or one[1] in view.columns]
    if not out_of_sight:
        return
    where = "une feuille masquée"
    if not sheet.hidden:
        kinds = (view.rows & {row for row, _ in read}, view.columns & {column for _, column in read})
        names = ("des lignes masquées ou filtrées" if view.filtered else "des lignes masquées", "des colonnes masquées")
        where = " ou ".join(name for name, kind in zip(names, kinds, strict=True) if kind)
    named = ", ".join(cell_name(*one) for one in out_of_sight[:_MOST_NAMED])
    more = f" et {len(out_of_sight) - _MOST_NAMED} autres" if len(out_of_sight) > _MOST_NAMED else ""
    message = f"ce qui est lu dans {where} compte comme le reste : {named}{more}."
    hint = "Affichez-le et vérifiez-le ; s'il ne compte pas, videz ces cellules."
    yield Finding("cellules-masquees", message, Severity.WARNING, hint, place=layout.place(out_of_sight[0]))


def _covered(layout: Layout, sheet: GivenSheet) -> Iterator[Finding]:
    """The figures that another cell covers, where they do not say what it does."""
    empty: dict[Spot, list[str]] = {}
    for _, spot, given in layout.pairs:
        if over := sheet.view.merged.get(spot):
            if given:
                yield read_unseen(_said(given), cell_name(*spot), layout.place(spot))
            elif over in sheet.cells:
                empty.setdefault(over, []).append(cell_name(*spot))
    for over, names in empty.items():
        yield read_as_empty(_said(sheet.cells[over]), ", ".join(names), layout.place(over))


def _said(given: Given) -> str:
    return str(given.value) if isinstance(given.value, str) else ecrit(given.value)


def struck(given: Given, place: Place) -> Iterator[Finding]:
    """What is told of a cell that is struck through."""
    if not given.struck:
        return
    part = given.struck == "part"
    message = "une partie de cette cellule est barrée." if part else "cette cellule est barrée, et elle est lue."
    severity = Severity.ERROR if part else Severity.WARNING
    hint = "Gardez ce qui vaut seulement, sans le barrer."
    yield Finding("cellule-barree", message, severity, hint, place=place)
