"""How many pages a PDF has, read in its own bytes: for whoever is given a file and not the layout that made it.

Both layouts of a PDF are followed, from its end to its tree of pages (ISO 32000-1, 7.5): a table of plain lines and
objects in clear, as Typst writes them; compressed streams of them, as WeasyPrint does. Nothing is searched for by its
looks, so that no word of a contract is ever taken for a page.
"""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from itertools import accumulate, pairwise

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_SECTION = re.compile(rb"xref\s+0 \d+\s+")
_LINE = 20
"""The bytes of a line of the table (7.5.4)."""
_INSIDE = 2
"""The type of an object that is inside a stream of objects (table 18)."""


def page_count(content: bytes) -> int | None:
    """The pages of a PDF that has not been added to since it was written; None where it is made otherwise."""
    with suppress(ValueError, IndexError, TypeError, zlib.error):
        table = int(_found(_END, content[-64:])[0])
        pages = _reference(b"Pages", _object(content, table, _reference(b"Root", _head(content, table))))
        return int(_found(re.compile(rb"/Count (\d+)"), _object(content, table, pages))[0])
    return None


def _found(pattern: re.Pattern[bytes], text: bytes) -> tuple[bytes, ...]:
    match = pattern.search(text)
    if match is None:
        raise ValueError
    return match.groups()


def _reference(key: bytes, dictionary: bytes) -> int:
    """The number of the object that a dictionary names."""
    return int(_found(re.compile(rb"/%b (\d+) 0 R" % key), dictionary)[0])


def _head(content: bytes, table: int) -> bytes:
    """The dictionary that says where a PDF begins: after its table, or at the head of the stream that holds it."""
    start = content.index(b"trailer", table) if content.startswith(b"xref", table) else table
    return content[start : content.index(b">>", start)]


def _object(content: bytes, table: int, number: int) -> bytes:
    """The dictionary of an object, which holds no other."""
    section = _SECTION.match(content, table)
    if section:
        start = section.end() + _LINE * number
        return _head(content, int(content[start : start + 10]))
    kind, where, rank = _row(content, table, number)
    return _inside(content, _row(content, table, where)[1], rank) if kind == _INSIDE else _head(content, where)


def _row(content: bytes, table: int, number: int) -> tuple[int, int, int]:
    """What the stream of the table says of an object: its type, its place or its stream, its rank there (7.5.8)."""
    widths = [int(one) for one in _found(re.compile(rb"/W \[(\d+) (\d+) (\d+)\]"), _head(content, table))]
    rows = _stream(content, table)
    ends = accumulate(widths, initial=sum(widths) * number)
    kind, where, rank = (int.from_bytes(rows[start:end]) for start, end in pairwise(ends))
    return kind, where, rank


def _inside(content: bytes, place: int, rank: int) -> bytes:
    """An object of a stream of objects (7.5.7)."""
    objects = _stream(content, place)
    first = int(_found(re.compile(rb"/First (\d+)"), _head(content, place))[0])
    start = first + int(objects[:first].split()[2 * rank + 1])
    return objects[start : objects.index(b">>", start)]


def _stream(content: bytes, place: int) -> bytes:
    """The bytes of the compressed stream of the object at that place."""
    start = content.index(b"stream", place) + len(b"stream")
    return zlib.decompressobj().decompress(content[start:].lstrip(b"\r\n"))
