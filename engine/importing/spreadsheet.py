"""What the cells of a workbook hold: its XML read as it is, without a library that would guess.

A number stays the decimal that the file holds, with its fifteen significant digits (what follows is the noise of binary
fractions, which no spreadsheet shows); how its cell is formatted says whether it is a date or a percentage.

Source: ECMA-376, part 1, 18.2 (workbook), 18.3.1.4 (cells), 18.4.8 (shared strings), 18.8.30 (formats of numbers).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from pathlib import Path
from typing import Any, Literal

from engine.importing.archive import Archive, local, open_archive

MOST_CELLS = 200_000
FIRST_DAY, _FIRST_DAY_OF_MACS = date(1899, 12, 30), date(1904, 1, 1)
"""The days that spreadsheets number 0 (18.2.28, date1904)."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_FIFTEEN = Context(prec=15)
_LARGEST_EXPONENT = 30
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

_PERCENTAGES = frozenset({9, 10})
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The formats that have a number and no code (18.8.30)."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_DAY_OR_HOUR = re.compile(r"[dhmsy]", re.IGNORECASE)

Kind = Literal["number", "text", "yes_no", "error", "date", "not_worked_out"]
Shown = Literal["", "percentage", "percent_sign"]


@dataclass(frozen=True, slots=True)
class Given:
    """What a cell holds; rows and columns count from 1.

    `shown` says whether a number is formatted as a percentage (0.12 is shown « 12 % ») or is only followed by the sign
    (0.12 is shown « 0,12 % »); `formula` that it is computed, and then `value` is what the spreadsheet last worked out.
    """

    row: int
    column: int
    kind: Kind
    value: Decimal | str
    shown: Shown = ""
    formula: bool = False


@dataclass(frozen=True, slots=True)
class GivenSheet:
    """A sheet: the cells that hold something, by row and column; `first_day` is the day that its dates number 0."""

    name: str
    cells: dict[tuple[int, int], Given]
    hidden: bool = False
    first_day: date = FIRST_DAY


@dataclass(frozen=True, slots=True)
class _Format:
    date: bool = False
    shown: Shown = ""


def read_workbook(path: Path) -> tuple[GivenSheet, ...]:
    """The sheets of a workbook, in order; a sheet that is only a chart has no cells.

    Raises:
        InputError: where the file cannot be read as a workbook, or holds too many cells.
    """
    archive = open_archive(path)
    part = _workbook_part(archive)
    related = dict(_relations(archive, part))
    texts = next(iter(related.get("sharedStrings", {}).values()), "")
    styles = next(iter(related.get("styles", {}).values()), "")
    reader = _Reader(
        archive,
        tuple(_text(one) for one in archive.elements(texts, "si")) if texts else (),
        tuple(_formats(archive, styles)) if styles else (),
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
            found.append(GivenSheet(element.get("name", ""), reader.cells(worksheets[key]), hidden, first_day))
    return tuple(found)


def _workbook_part(archive: Archive) -> str:
    found = [part for key, parts in _relations(archive, "") if key == "officeDocument" for part in parts.values()]
    if not found or found[0] not in archive:
        hint = "Dans le tableur, enregistrez-le au format Classeur Excel (.xlsx)."
        raise archive.refused("classeur-illisible", "cette archive ne contient pas de classeur.", hint)
    return found[0]


def _relations(archive: Archive, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The parts that a part relates to, by the kind of their relation (`worksheet`), each by its identifier."""
    folder, name = posixpath.split(part)
    related: dict[str, dict[str, str]] = {}
    described = posixpath.join(folder, "_rels", f"{name}.rels")
    if not part and described not in archive:
        return
    for element in archive.elements(described, "Relationship"):
        kind = element.get("Type", "").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
        if element.get("TargetMode") != "External":
            related.setdefault(kind, {})[element.get("Id", "")] = target
    yield from related.items()


def _text(element: Any) -> str:
    """The words of a string, its pronunciation left out."""
    runs = (one for one in element.iter("{*}t") if local(one.getparent()) != "rPh")
    whole = "".join(one.text or "" for one in runs)
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), whole).replace("\r\n", "\n")


def _formats(archive: Archive, part: str) -> Iterator[_Format]:
    """The format of numbers of each style of cells, in order."""
    codes: dict[str, str] = {}
    for element in archive.elements(part, "numFmt", "cellXfs"):
        if local(element) == "numFmt":
            codes[element.get("numFmtId", "")] = element.get("formatCode", "")
            continue
        for style in element:
            key = style.get("numFmtId", "0")
            yield _format(int(key) if key.isdecimal() else 0, codes.get(key, ""))


def _format(number: int, code: str) -> _Format:
    if not code:
        return _Format(number in _DATES, "percentage" if number in _PERCENTAGES else "")
    bare = _BRACKETS.sub("", _LITERAL.sub("", code.split(";", maxsplit=1)[0]))
    if "%" in bare:
        return _Format(shown="percentage")
    return _Format(bool(_DAY_OR_HOUR.search(bare)), "percent_sign" if "%" in code else "")


class _Reader:
    """Reads the cells of sheets, with the strings and the formats that they share."""

    def __init__(self, archive: Archive, texts: tuple[str, ...], formats: tuple[_Format, ...]) -> None:
        self.archive, self.texts, self.formats, self.count = archive, texts, formats, 0

    def cells(self, part: str) -> dict[tuple[int, int], Given]:
        found: dict[tuple[int, int], Given] = {}
        row = 0
        for element in self.archive.elements(part, "row"):
            said = element.get("r", "")
            row = int(said) if said.isdecimal() and len(said) <= 7 else row + 1
            column = 0
            for cell in element.iterchildren("{*}c"):
                place = _REFERENCE.fullmatch(cell.get("r", ""))
                column = _column(place[1]) if place else column + 1
                if row > _LAST_ROW or column > _LAST_COLUMN:
                    raise self.archive.broken()
                if given := self._given(cell, row, column):
                    found[row, column] = given
                    self.count += 1
            if self.count > MOST_CELLS:
                raise self.archive.too_large(f"il a plus de {MOST_CELLS} cellules remplies")
        return found

    def _given(self, cell: Any, row: int, column: int) -> Given | None:
        kind, formula = cell.get("t", "n"), cell.find("{*}f") is not None
        held = cell.find("{*}v")
        raw = (held.text or "") if held is not None else ""
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            raw = _text(inline) if inline is not None else ""
        elif kind == "s":
            raw = self._shared(raw)
        elif kind == "str":
            raw = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), raw).replace("\r\n", "\n")
        if not raw.strip():
            unknown = formula and kind == "n"  # a formula that gives an empty text says so (« str »)
            return Given(row, column, "not_worked_out", "", formula=True) if unknown else None
        if kind == "b":
            return Given(row, column, "yes_no", "oui" if raw.strip() == "1" else "non", formula=formula)
        if kind in ("e", "d"):
            return Given(row, column, "error" if kind == "e" else "date", raw, formula=formula)
        number = _number(raw) if kind == "n" else None
        if number is None:
            return Given(row, column, "text", raw, formula=formula)
        style = cell.get("s", "")
        form = self.formats[int(style)] if style.isdecimal() and int(style) < len(self.formats) else _Format()
        return Given(row, column, "date" if form.date else "number", number, form.shown, formula)

    def _shared(self, raw: str) -> str:
        try:
            return self.texts[int(raw)] if raw.isascii() and raw.strip().isdecimal() else ""
        except (IndexError, ValueError):
            raise self.archive.broken() from None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _number(raw: str) -> Decimal | None:
    """The number that a cell holds; None where no spreadsheet could hold it (« 1e309 »).

    What is nearer to nothing than any figure of a contract is the rest of a subtraction: zero.
    """
    try:
        number = _FIFTEEN.create_decimal(raw.strip())
    except ArithmeticError:
        return None
    if not number.is_finite() or number.adjusted() > _LARGEST_EXPONENT:
        return None
    return number.normalize(_FIFTEEN) if number and number.adjusted() > -_LARGEST_EXPONENT else Decimal(0)
