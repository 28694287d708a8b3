"""What Typst leaves to fix in the tags of a PDF, done in the finished file without changing its length.

Typst 0.15 has no stable way to say that a cell names its row, nor that a cell of the head is empty and names nothing.
The template shades the cells that name something and no other: they are known by their colour.
"""

from __future__ import annotations

import re

from models.regexes import regex

TREE_END = b"\nstream\n"
"""The tags stand in clear at the head of the file, before anything else that holds words, the description above all."""

CELL = regex(
    rb"(?<= obj\n<</Type/StructElem/S/T)(?P<kind>[DH])(?P<before>/P \d+ 0 R(?:/ID\([^)]*\))?/A\[<</O/Table)"
    rb"(?P<scope>(?:/Scope/Column)?/Headers\[[^\]]*\])(?P<spans>[^>]*>><</O/Layout(?P<shade>/BackgroundColor)?)"
)
"""A cell in the tree of tags, from what it is to what says whether it is shaded."""

DISC_LIST = regex(rb"( obj\n<</Type/StructElem/S/L/P \d+ 0 R/A\[<</O/List/ListNumbering/)Circle")
"""A list that the template marks by a disc: Typst tells all of those that it does not count so."""

LAST_ROWS = b"/Type/StructElem/S/TFoot"
"""The last rows of a table, which the template has Typst keep together as it keeps a foot."""

SCOPES = {b"H": b"/Scope/Column", b"D": b"/Scope/Row"}
"""What a shaded cell names, by what Typst takes it for: it knows those of the head alone (ISO 32000-1, table 349)."""


def fix_structure(content: bytes) -> bytes:
    """Fix the tags of a PDF: cells that name their row, empty cells that name nothing, last rows, discs of lists.

    The lists of headers that Typst gives to each cell go, since they know nothing of rows (PDF/UA-1, 7.5, asks for one
    or the other). Spaces take the place of what is longer, so that the file still finds its objects where they were.
    """
    end = content.index(TREE_END)
    tags = DISC_LIST.sub(rb"\1Disc  ", CELL.sub(_mended_cell, content[:end]))
    return tags.replace(LAST_ROWS, LAST_ROWS.replace(b"TFoot", b"TBody")) + content[end:]


def _mended_cell(found: re.Match[bytes]) -> bytes:
    kind, scope = (b"H", SCOPES[found["kind"]]) if found["shade"] else (b"D", b"")
    room = len(found["scope"])
    return kind + found["before"] + scope.ljust(room) + found["spans"]
