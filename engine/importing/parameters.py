"""The figures that do not repeat, above the table of a sheet, each found by its label."""

from __future__ import annotations

from collections.abc import Iterator

from engine.importing.found import ABSENT, TWICE, Layout, Spot, Wording, words
from engine.importing.given import GivenSheet
from engine.importing.turned import is_figure, top_of
from engine.workbook import SheetCell


def lay_out_parameters(layout: Layout, given: GivenSheet, top: int, wording: Wording) -> None:
    """Find the parameters among the rows above `top`: what a label, a unit and a computation do not explain.

    A figure there without the label of a parameter is refused.
    """
    rows: dict[int, list[Spot]] = {}
    for at in sorted(given.cells):
        if at[0] < top:
            rows.setdefault(at[0], []).append(at)
    texts = {row: words(given.cells[spots[0]].value) for row, spots in rows.items()}
    named = {row: wording.label(text) for row, text in texts.items()}
    known: set[int] = set()
    for label, wanted, said in _expected(layout):
        places = [row for row, text in named.items() if text == words(label.value)]
        known.update(places)
        if len(places) != 1:
            code, what = (TWICE, "est écrit deux fois") if places else (ABSENT, "manque")
            layout.refuse(rows[places[1]][0] if places else (1, 1), code, f"« {label.value} » {what}.")
            continue
        values = [at for at in rows[places[0]][1:] if words(given.cells[at].value) not in said]
        if len(values) > 1:
            layout.refuse(values[1], "valeur-double", f"« {label.value} » a deux valeurs sur sa ligne.")
            continue
        at = values[0] if values else (places[0], wanted.column)
        layout.pairs.append((wanted, at, given.cells.get(at)))
    for row in rows.keys() - known:
        if texts[row] not in wording.fixed and any(is_figure(given.cells[at]) for at in rows[row]):
            layout.unexpected(rows[row][0], str(given.cells[rows[row][0]].value))


def _expected(layout: Layout) -> Iterator[tuple[SheetCell, SheetCell, set[str]]]:
    """The label and the figure of each parameter, and what else is said in its row."""
    by_row: dict[int, list[SheetCell]] = {}
    for cell in layout.sheet.cells:
        if cell.row < top_of(layout.sheet):
            by_row.setdefault(cell.row, []).append(cell)
    for cells in by_row.values():
        label = next((cell for cell in cells if cell.role == "label" and cell.rubrique), None)
        wanted = next((cell for cell in cells if cell.role in {"input", "computed"}), None)
        if label and wanted:
            yield label, wanted, {words(cell.value) for cell in cells if cell.role in {"unit", "formula"}}
