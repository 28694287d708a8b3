"""The tables of a clause: rows, which code may repeat, and cells, which code may add to each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.compiling import marks
from engine.compiling.emitted import Emitted, Statements
from engine.compiling.inlines import inline, raw, straddling, within
from engine.compiling.pieces import Control, Line, Piece, Words, flat, lines
from engine.errors import LibraryError
from models.regexes import regex

_BORDER = regex(r"(?<!\\)\|")
DELIMITERS = regex(r"\s*\|(?=[^\n]*-)[|: \t-]+")
"""The second line of a table: « |---|--:| »."""


def table(rows: Sequence[Line | Control]) -> Statements:
    """A table: its heading, its delimiters, its rows."""
    head, delimiters, *others = rows
    assert isinstance(head, Line)  # noqa: S101 - a table was recognised by them
    assert isinstance(delimiters, Line)  # noqa: S101
    emitted = Emitted()
    emitted.say(marks.block("table", head.line))
    emitted.extend(_row(head))
    emitted.say(marks.block("delimiters", delimiters.line))
    emitted.extend(_cells(delimiters.parts, in_words=True))
    emitted.extend(_rows(others))
    emitted.say(marks.block("end"))
    return emitted.statements


def _rows(rows: Iterable[Line | Control]) -> Statements:
    emitted = Emitted()
    for one in rows:
        if isinstance(one, Control):
            begin, end = marks.block("case", one.origin), marks.block("other")
            bodies = [within(one, _rows(lines(branch)), begin, end) for branch in one.branches]
            emitted.put(one.with_bodies(bodies))
        elif one.flat.lstrip().startswith("|"):
            emitted.extend(_row(one))
        elif one.flat.strip():
            raise LibraryError("une ligne de tableau commence par « | »", one.line - 1)
    return emitted.statements


def _row(line: Line) -> Statements:
    emitted = Emitted()
    emitted.say(marks.block("row", line.line))
    emitted.extend(_cells(line.parts))
    return emitted.statements


def _cells(parts: Iterable[Piece], *, in_words: bool = False) -> Statements:
    """The cells between the borders of a row; a case may add whole cells."""
    emitted, cell, begun = Emitted(), list[Piece](), False

    def close() -> None:
        emitted.say(marks.block("cell"))
        emitted.extend(raw(cell) if in_words else inline(cell))
        cell.clear()

    for piece in parts:
        if isinstance(piece, Words):
            first, *others = _BORDER.split(piece.text)
            cell += [_unescaped(first, piece)] if first else []
            for words in others:
                if begun or flat(cell).strip():
                    close()
                begun = True
                cell[:] = [_unescaped(words, piece)] if words else []
        elif isinstance(piece, Control) and any(_BORDER.search(flat(branch)) for branch in piece.branches):
            emitted.put(piece.with_bodies([_added(piece, cell, branch, in_words) for branch in piece.branches]))
            cell.clear()
        else:
            cell.append(piece)
            begun = True
    if flat(cell).strip():
        close()
    return emitted.statements


def _unescaped(words: str, piece: Words) -> Words:
    return Words(words.replace("\\|", "|"), piece.line)


def _added(control: Control, before: Sequence[Piece], branch: tuple[Piece, ...], in_words: bool) -> Statements:
    """The cells of a case: it begins after a border, and ends with one."""
    said = flat(branch).strip()
    if flat(before).strip() or (said and not said.endswith("|")):
        raise straddling(control)
    return _cells((Words("|", control.line), *branch), in_words=in_words) if said else []
