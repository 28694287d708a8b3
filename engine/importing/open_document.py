"""The sheets of a workbook of LibreOffice (.ods), as those of an .xlsx are given.

Source: OASIS, OpenDocument 1.3, part 3, 9.1 (tables), 19.385 (types of values), 20.380 (struck-through text).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from engine.elements import attribute, local
from engine.importing.archive import Archive
from engine.importing.beside import Beside
from engine.importing.given import MOST_CELLS, Given, GivenSheet, View, number_of
from engine.importing.merged_ranges import Ranges
from engine.importing.styles import Shown, Struck, index

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_NUMBERS = {"float": "number", "currency": "number", "percentage": "number"}
_UNREAD = {"annotation", "shapes", "forms", "tracked-changes", "ruby-text"}


def open_document_sheets(archive: Archive) -> tuple[GivenSheet, ...]:
    """The sheets of a workbook, in order.

    Raises:
        InputError: where they cannot be read, or hold too many cells.
    """
    styles: dict[str, Any] = {}
    found: list[GivenSheet] = []
    budget = [MOST_CELLS]
    for element in archive.elements("content.xml", "style", "table"):
        if local(element) == "style":
            styles[attribute(element, "name")] = (_is_struck(element), _is_undisplayed(element))
        elif local(element.getparent()) == "spreadsheet":
            hidden = styles.get(attribute(element, "style-name"), (False, False))[1]
            sheet = _Sheet(archive, styles, budget)
            cells, view = sheet.read(element)
            beside = (*sheet.beside, *_boxes(element))
            found.append(GivenSheet(attribute(element, "name"), cells, hidden, view=view, beside=beside))
    return tuple(found)


def _is_struck(style: Any) -> bool:
    return any(
        attribute(one, "text-line-through-style") not in ("", "none") for one in style.iter("{*}text-properties")
    )


def _is_undisplayed(style: Any) -> bool:
    return any(attribute(one, "display") == "false" for one in style.iter("{*}table-properties"))


class _Sheet:
    """Reads one sheet; what is repeated by thousands to its end holds nothing, and costs nothing."""

    def __init__(self, archive: Archive, styles: dict[str, Any], budget: list[int]) -> None:
        self.archive, self.styles, self.budget = archive, styles, budget
        self.cells: dict[tuple[int, int], Given] = {}
        self.merged = Ranges(archive)
        self.beside: list[Beside] = []

    def read(self, table: Any) -> tuple[dict[tuple[int, int], Given], View]:
        hidden, filtered, row = set(), False, 1
        for element in _under(table, "table-row"):
            repeated = self._count(element, "number-rows-repeated")
            held = [*self._row(element)]
            for at in range(row, row + (repeated if held else 0)):
                for column, cell in held:
                    self._keep(cell, at, column)
            if attribute(element, "visibility") in ("collapse", "filter"):
                filtered = filtered or attribute(element, "visibility") == "filter"
                hidden |= set(range(row, row + min(repeated, MOST_CELLS)))
            row += repeated
        columns, column = set(), 1
        for element in _under(table, "table-column"):
            repeated = min(self._count(element, "number-columns-repeated"), _LAST_COLUMN)
            if attribute(element, "visibility") in ("collapse", "filter"):
                columns |= set(range(column, column + repeated))
            column += repeated
        return self.cells, View(frozenset(hidden), frozenset(columns), filtered, self.merged.covered(self.cells))

    def _row(self, element: Any) -> Iterator[tuple[int, Any]]:
        column = 1
        for cell in element.iterchildren("{*}table-cell", "{*}covered-table-cell"):
            repeated = self._count(cell, "number-columns-repeated")
            if len(cell) or attribute(cell, "value-type"):
                for at in range(column, column + min(repeated, MOST_CELLS)):
                    yield at, cell
            column += repeated

    def _keep(self, cell: Any, row: int, column: int) -> None:
        if row > _LAST_ROW or column > _LAST_COLUMN:
            raise self.archive.broken()
        for note in cell.iterchildren("{*}annotation"):
            self.beside.append(Beside("comment", row, column, _paragraphs(note)))
        if given := self._given(cell, row, column):
            self.cells[row, column] = given
            self.budget[0] -= 1
            if self.budget[0] < 0:
                raise self.archive.too_large(f"il a plus de {MOST_CELLS} cellules remplies")
        rows, columns = self._count(cell, "number-rows-spanned"), self._count(cell, "number-columns-spanned")
        self.merged.add(range(row, row + rows), range(column, column + columns))

    def _count(self, element: Any, name: str) -> int:
        """How many times something is there: once where nothing says so.

        Raises:
            InputError: where it is no number that a sheet has room for; read as one, all but one would be lost.
        """
        written = attribute(element, name)
        count = index(written) if written else 1
        if not count:
            raise self.archive.broken()
        return count

    def _given(self, cell: Any, row: int, column: int) -> Given | None:
        kind, formula = attribute(cell, "value-type"), bool(attribute(cell, "formula"))
        struck = self._struck(cell)
        text = _paragraphs(cell)
        if formula and text.startswith(("#", "Err:", "Erreur")):
            return Given(row, column, "error", text, formula=True)
        if kind in _NUMBERS:
            number = number_of(attribute(cell, "value"))
            shown: Shown = "percentage" if kind == "percentage" else ""
            if isinstance(number, Decimal):
                return Given(row, column, "number", number, shown, formula, struck)
        if kind == "date":
            return Given(row, column, "date", attribute(cell, "date-value"), formula=formula, struck=struck)
        if kind == "boolean":
            answer = "oui" if attribute(cell, "boolean-value") == "true" else "non"
            return Given(row, column, "yes_no", answer, formula=formula, struck=struck)
        if not text.strip():
            return Given(row, column, "not_worked_out", "", formula=True) if formula and not kind else None
        return Given(row, column, "text", text, formula=formula, struck=struck)

    def _struck(self, cell: Any) -> Struck:
        if self._is_struck(cell):
            return "whole"
        return "part" if any(self._is_struck(span) for span in cell.iter("{*}span")) else ""

    def _is_struck(self, element: Any) -> bool:
        return bool(self.styles.get(attribute(element, "style-name"), (False, False))[0])


def _under(table: Any, name: str) -> Iterator[Any]:
    """The rows or the columns of a table, whatever groups them; not those of a table inside a cell."""
    for child in table.iterchildren("{*}*"):
        if local(child) == name:
            yield child
        elif local(child).startswith(("table-header-", "table-row-group", "table-column-group", "table-rows")):
            yield from _under(child, name)


def _boxes(table: Any) -> Iterator[Beside]:
    """The texts of the shapes that lie on a sheet."""
    for shape in table.iter("{*}text-box", "{*}custom-shape"):
        if text := _paragraphs(shape).strip():
            yield Beside("box", 1, 1, text)


def _paragraphs(element: Any) -> str:
    return "\n".join(_words(one) for one in element.iterchildren("{*}p"))


def _words(element: Any) -> str:
    """The text of a paragraph; its notes are left out, its repeated spaces and its tabs are put back."""
    words = element.text or ""
    for child in element.iterchildren("{*}*"):
        kind = local(child)
        if kind == "s":
            words += " " * min(index(attribute(child, "c")) or 1, 1000)
        elif kind in ("tab", "line-break"):
            words += "\t" if kind == "tab" else "\n"
        elif kind not in _UNREAD:
            words += _words(child)
        words += child.tail or ""
    return words
