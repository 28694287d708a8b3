"""The sheet of a long list: a row is written at once, as the XML that XlsxWriter makes of it a cell at a time.

The lists of a run of 10,000 contracts have nine million cells, and 40,000 links, which XlsxWriter holds to the end.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from models.regexes import regex

_AT_THE_EDGE = regex(r"^\s|\s$")
_END = "\0"
"""What ends a target: no text of a workbook holds it."""
_PIECE = 2**16

Cell = tuple[Format, str | int | None]
"""A cell: how it looks; its text, its number, or nothing."""


class ListPage(Worksheet):  # type: ignore[misc]
    """A sheet that takes a row at a time; of its links, no more is held than their packed lines."""

    fh: Any

    def __init__(self) -> None:
        """Begin it."""
        super().__init__()
        self._links, self._targets = _Packed(), _Packed()

    def add_row(self, number: int, height: float, cells: Sequence[Cell]) -> None:
        """Write a whole row, from the first column on; a text stays text, whatever it begins with.

        XlsxWriter takes the pixels of a height, and writes them in points.
        """
        self._write_single_row(number)  # the headings, which XlsxWriter still holds
        row = [f'<row r="{number + 1}" ht="{int(height * 4 / 3 + 0.5) * 0.75:.16g}" customHeight="1">']
        for column, (look, value) in enumerate(cells):
            start = f'<c r="{_letters(column)}{number + 1}" s="{look._get_xf_index()}"'
            if value is None:
                row.append(f"{start}/>")
            elif isinstance(value, int):
                row.append(f"{start}><v>{value:.16G}</v></c>")
            else:
                row.append(start + _text(value))
        row.append("</row>")
        self.fh.write("".join(row))

    def ends_at(self, row: int, column: int) -> None:
        """Say which cell is the last."""
        self._check_dimensions(row, column)

    def add_link(self, row: int, column: int, target: str) -> None:
        """Have a cell open a file."""
        url = Url(f"external:{target}")
        self.rel_count += 1
        rows, self.fh = self.fh, self._links
        self._write_hyperlink_external(row, column, self.rel_count, url)
        self.fh = rows
        self._targets.write(url._target() + _END)

    def _write_hyperlinks(self) -> None:
        if self.rel_count:
            self._xml_start_tag("hyperlinks")
            for piece in self._links:
                self.fh.write(piece)
            self._xml_end_tag("hyperlinks")
            self.external_hyper_links = _Relations(self._targets)


class _Packed:
    """Texts kept one after the other, in a tenth of their room."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._last: list[str] = []
        self._length = 0

    def write(self, text: str) -> None:
        self._last.append(text)
        self._length += len(text)
        if self._length > _PIECE:
            self._pieces.append(zlib.compress("".join(self._last).encode()))
            self._last, self._length = [], 0

    def __iter__(self) -> Iterator[str]:
        yield from (zlib.decompress(one).decode() for one in self._pieces)
        yield "".join(self._last)


class _Relations:
    """The links of a sheet, as XlsxWriter takes its list of them."""

    def __init__(self, targets: _Packed) -> None:
        self._targets = targets

    def __add__(self, _none: list[Any]) -> _Relations:
        return self

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        for piece in self._targets:
            yield from (("/hyperlink", target, "External") for target in piece.split(_END)[:-1])


@lru_cache(256)
def _letters(column: int) -> str:
    letters: str = xl_col_to_name(column)
    return letters


@lru_cache(1_000)  # the same facts are missing from many contracts; most texts are of one alone
def _text(text: str) -> str:
    """The end of a cell that holds a text."""
    kept = ' xml:space="preserve"' if _AT_THE_EDGE.search(text) else ""
    said = Worksheet._escape_control_characters(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t{kept}>{said}</t></is></c>'
