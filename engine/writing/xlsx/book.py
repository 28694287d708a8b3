"""An XLSX file begun and ended: what it says of itself, its page, and text that stays text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, Any

from xlsxwriter import Workbook as Book
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.carried import PIECE as LONGEST_PROPERTY
from engine.seals import NAME
from engine.workbook import Typed, row_mark, typed_rows
from engine.writing.files import in_the_temporary_folder
from engine.writing.temporary import temporary_folder

LONGEST_TEXT = 32_767
"""The characters of a cell, at the most (Excel), those beyond the first 65,536 of Unicode counting for two."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""Those of a sheet, at the most (Excel): XlsxWriter drops what is written beyond them, and does not say so."""
_PIECE = 2**16
_A4 = 9
_CELL_PADDING = 5 / 7
"""What XlsxWriter adds to the width of a column, in characters."""


def written(title: str, author: str, day: date, fill: Callable[[Book], None], *, keywords: Iterable[str] = ()) -> bytes:
    """The bytes of a workbook that `fill` fills: dated of that day, and the same each time."""
    buffer = BytesIO()
    _write(Book(buffer, {"in_memory": True}), title, author, day, fill, keywords)
    return buffer.getvalue()


def written_row_by_row(title: str, author: str, day: date, fill: Callable[[Book], None]) -> Iterator[bytes]:
    """The same in pieces, of a workbook of which no more than a row is ever kept in memory.

    Raises:
        InputError: where the system's temporary folder cannot be written; nothing is left there.
    """
    with in_the_temporary_folder():
        file = _made(title, author, day, fill)
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _made(title: str, author: str, day: date, fill: Callable[[Book], None]) -> IO[bytes]:
    """The workbook in a file without a name, at its beginning."""
    with ExitStack() as held:
        file = held.enter_context(TemporaryFile())
        target = _Target(file)
        try:
            with temporary_folder("classeur") as folder:
                _write(Book(target, {"constant_memory": True, "tmpdir": folder}), title, author, day, fill)
        except FileCreateError as error:  # XlsxWriter's own, which is no OSError
            target.file = BytesIO()  # the ZIP writes its end as it goes, with the traceback: there is no room for it
            raise error.args[0].with_traceback(None) from None
        file.seek(0)
        held.pop_all()
    return file


class _Target:
    """A file that another may take the place of."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def _write(
    book: Book, title: str, author: str, day: date, fill: Callable[[Book], None], keywords: Iterable[str] = ()
) -> None:
    made = datetime.combine(day, time())
    book.set_properties({"title": title, "author": author, "created": made, "keywords": ", ".join(keywords)})
    fill(book)
    book.close()


def mark_rows(book: Book, cells: Iterable[Typed]) -> None:
    """Keep the marks of the rows of each sheet, as they are written: what is typed there later is told by them."""
    rows = typed_rows(cells)
    said = json.dumps({sheet: [row_mark(row) for row in found.values()] for sheet, found in rows.items()})
    for rank, start in enumerate(range(0, len(said), LONGEST_PROPERTY), start=1):
        book.set_custom_property(f"{NAME}-{rank:04}", said[start : start + LONGEST_PROPERTY], "text")


def write_text(page: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Write a text as text, whatever it begins with.

    XlsxWriter takes « <r>…</r> » for runs of letters that it has made itself: such a text is written as three of them.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        page.write_rich_string(row, column, text[:1], text[1:2], text[2:], look)
    else:
        page.write_string(row, column, text, look)


def length(text: str) -> int:
    """How long a spreadsheet finds a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def set_width(page: Worksheet, column: int, width: float, options: dict[str, Any] | None = None) -> None:
    """Give a column the width that its file is to tell."""
    page.set_column(column, column, width - _CELL_PADDING, None, options)


def set_page(page: Worksheet, title: str, *, landscape: bool, margins: dict[str, float]) -> None:
    """Print a sheet on A4, as wide as the page, over a footer with the title, the name of the sheet and the page."""
    page.set_paper(_A4)
    if landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(**{side: margins[side] for side in ("left", "right", "top", "bottom")})
    said = title.replace("&", "&&")
    page.set_header("", {"margin": margins["header"]})
    page.set_footer(f"&L{said}&C&A&RPage &P / &N", {"margin": margins["footer"]})
