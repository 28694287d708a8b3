"""Tables that a spreadsheet in French opens, and what comes back of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How what a spreadsheet would work out begins (OWASP, « CSV injection »)."""


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with its mark, « ; » between the cells; a text stays a text."""
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    lines.writerow(headings)
    lines.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def from_csv(content: bytes) -> list[Mapping[str, str]]:
    """The rows of such a table, by its headings in lower case; « ; », « , » or a tab between the cells."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    headings = [one.strip().lower() for one in next(rows, [])]
    return [{name: cell.strip() for name, cell in zip(headings, row, strict=False)} for row in rows if any(row)]
