"""What the cells of a workbook hold: its XML read as it is, without a library that would guess.

A number stays the decimal that the file holds, with its fifteen significant digits (what follows is the noise of binary
fractions, which no spreadsheet shows); how its cell is formatted says whether it is a date or a percentage.

Source: ECMA-376, part 1, 18.2 (workbook), 18.3.1.4 (cells), 18.4.8 (shared strings), 18.8.30 (formats of numbers).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from engine.elements import local
from engine.importing.archive import Archive, open_archive
from engine.importing.beside import Beside, beside_cells, margins, told
from engine.importing.given import FIRST_DAY, MOST_CELLS, Given, GivenSheet, GivenWorkbook, View, number_of
from engine.importing.intruders import intruders
from engine.importing.merged_ranges import Ranges
from engine.importing.open_document import open_document_sheets
from engine.importing.relations import external, relations, workbook_part
from engine.importing.styles import Format, Struck, formats, index, is_struck
from engine.workbook import column_number

_FIRST_DAY_OF_MACS = date(1904, 1, 1)
"""The day that those of a Mac number 0 (18.2.28, date1904)."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MARGINS = tuple(f"{page}{place}" for page in ("odd", "even", "first") for place in ("Header", "Footer"))
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_workbook(path: Path) -> GivenWorkbook:
    """The sheets of a workbook, .xlsx or .ods; a sheet that is only a chart has no cells.

    Raises:
        InputError: where the file cannot be read as a workbook, or holds too many cells.
    """
    return workbook_of(open_archive(path))


def workbook_of(archive: Archive) -> GivenWorkbook:
    """The same, of a file that is open."""
    if archive.is_open_document:
        return _whole(archive, open_document_sheets(archive), ())
    part = workbook_part(archive)
    related = dict(relations(archive, part))
    texts = next(iter(related.get("sharedStrings", {}).values()), "")
    styles = next(iter(related.get("styles", {}).values()), "")
    reader = _Reader(
        archive,
        tuple(_text(one) for one in archive.elements(texts, "si")) if texts else (),
        tuple(formats(archive, styles)) if styles else (),
    )
    worksheets = related.get("worksheet", {})
    first_day, found = FIRST_DAY, []
    for element in archive.elements(part, "workbookPr", "sheet"):
        if local(element) == "workbookPr":
            first_day = _FIRST_DAY_OF_MACS if element.get("date1904") in ("1", "true") else FIRST_DAY
            continue
        key = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
        if key in worksheets:
            hidden = element.get("state", "visible") != "visible"
            cells, view, beside = reader.cells(worksheets[key])
            found.append(GivenSheet(element.get("name", ""), cells, hidden, first_day, view, beside))
    return _whole(archive, tuple(found), external(archive))


def _whole(archive: Archive, sheets: tuple[GivenSheet, ...], outside: Iterable[str]) -> GivenWorkbook:
    """The workbook, with what is to be known of what it holds beside its cells."""
    texts = (one for sheet in sheets for one in told(sheet.name, sheet.beside, archive.name))
    return GivenWorkbook(sheets, (*intruders(archive.parts, outside, archive.name), *texts))


def _text(element: Any) -> tuple[str, Struck]:
    """The words of a string, its pronunciation left out, and whether they are struck through."""
    runs = [one for one in element.iter("{*}t") if local(one.getparent()) != "rPh"]
    whole = "".join(one.text or "" for one in runs)
    struck = [is_struck(one.getparent().find("{*}rPr")) for one in runs if (one.text or "").strip()]
    how: Struck = ("whole" if all(struck) else "part") if any(struck) else ""
    return _unescaped(whole), how


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text).replace("\r\n", "\n")


class _Reader:
    """Reads the cells of sheets, with the strings and the formats that they share."""

    def __init__(self, archive: Archive, texts: tuple[tuple[str, Struck], ...], forms: tuple[Format, ...]) -> None:
        self.archive, self.texts, self.formats, self.count = archive, texts, forms, 0

    def cells(self, part: str) -> tuple[dict[tuple[int, int], Given], View, tuple[Beside, ...]]:
        found: dict[tuple[int, int], Given] = {}
        rows, columns, filtered = set(), set(), False
        merged = Ranges(self.archive)
        beside: list[Beside] = []
        row = 0
        for element in self.archive.elements(part, "row", "col", "mergeCell", "filterColumn", *_MARGINS):
            kind = local(element)
            if kind == "row":
                row = index(element.get("r")) or row + 1
                self._row(element, row, found)
                if _is_hidden(element):
                    rows.add(row)
            elif kind == "col" and _is_hidden(element):
                first, last = index(element.get("min")) or 1, index(element.get("max")) or 0
                columns |= set(range(first, min(last, _LAST_COLUMN) + 1))
            elif kind == "mergeCell":
                merged.add(*_merged(element.get("ref", "")))
            elif kind in _MARGINS:
                beside += margins(element)
            filtered = filtered or kind == "filterColumn"
        beside += beside_cells(self.archive, part)
        view = View(frozenset(rows), frozenset(columns), filtered, merged.covered(found))
        return found, view, tuple(beside)

    def _row(self, element: Any, row: int, found: dict[tuple[int, int], Given]) -> None:
        column = 0
        for cell in element.iterchildren("{*}c"):
            place = _REFERENCE.fullmatch(cell.get("r", ""))
            column = column_number(place[1]) if place else column + 1
            if row > _LAST_ROW or column > _LAST_COLUMN:
                raise self.archive.broken()
            if given := self._given(cell, row, column):
                found[row, column] = given
                self.count += 1
        if self.count > MOST_CELLS:
            raise self.archive.too_large(f"il a plus de {MOST_CELLS} cellules remplies")

    def _given(self, cell: Any, row: int, column: int) -> Given | None:
        kind, formula = cell.get("t", "n"), cell.find("{*}f") is not None
        style = index(cell.get("s"))
        form = self.formats[style] if style is not None and style < len(self.formats) else Format()
        raw, struck = self._raw(cell, kind)
        struck = form.struck or struck
        if not raw.strip():
            unknown = formula and kind == "n"  # a formula that gives an empty text says so (« str »)
            return Given(row, column, "not_worked_out", "", formula=True) if unknown else None
        if kind == "b":
            answer = "oui" if raw.strip() == "1" else "non"
            return Given(row, column, "yes_no", answer, formula=formula, struck=struck)
        if kind in ("e", "d"):
            return Given(row, column, "error" if kind == "e" else "date", raw, formula=formula, struck=struck)
        number = number_of(raw) if kind == "n" else None
        if number is None:
            return Given(row, column, "text", raw, formula=formula, struck=struck)
        return Given(row, column, "date" if form.date else "number", number, form.shown, formula, struck)

    def _raw(self, cell: Any, kind: str) -> tuple[str, Struck]:
        held = cell.find("{*}v")
        raw = (held.text or "") if held is not None else ""
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return _text(inline) if inline is not None else ("", "")
        if kind == "s":
            return self._shared(raw)
        return (_unescaped(raw), "") if kind == "str" else (raw, "")

    def _shared(self, raw: str) -> tuple[str, Struck]:
        try:
            return self.texts[int(raw)] if raw.isascii() and raw.strip().isdecimal() else ("", "")
        except (IndexError, ValueError):
            raise self.archive.broken() from None


def _is_hidden(element: Any) -> bool:
    """Whether a row or a column is hidden, by a filter, by hand, or as it has no height."""
    return element.get("hidden") in ("1", "true") or element.get("ht") == "0"


def _merged(reference: str) -> tuple[range, range]:
    """The rows and the columns of a merged range; none where the range is no table's."""
    first, _, last = reference.partition(":")
    top, bottom = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if not top or not bottom:
        return range(0), range(0)
    return range(int(top[2]), int(bottom[2]) + 1), range(column_number(top[1]), column_number(bottom[1]) + 1)
