"""Words that people typed, as the text of a clause says them: plain typing, which Markdown and marks leave alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from engine.rereading.words.source_pieces import Piece

_ESCAPED = re.compile(r"[\\`*\[\]|]|(?<!\w)_|_(?!\w)|&(?=[#\w])")
_SPOKEN = {"{": '{{ "{" }}', "}": '{{ "}" }}', "<": '{{ "<" }}'}
"""The signs that no clause may hold by themselves: code says them."""
_FIRST = re.compile(r"[-+=#>~|]")
_COUNTED = re.compile(r"\d{1,9}\Z")
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2019": "'"})


def escaped(text: str) -> str:
    """A word or a sign in plain typing, so that it prints itself."""
    if text in _SPOKEN:
        return _SPOKEN[text]
    return _ESCAPED.sub(r"\\\g<0>", text.translate(_PLAIN))


def without_accidents(pieces: Sequence[Piece]) -> None:
    """Write otherwise the words of a line that would begin a list, a title or a row, or make a mark with others."""
    for at, one in enumerate(pieces):
        if one.sort != "word":
            continue
        before = pieces[at - 1] if at else None
        begins = before is None or before.sort in ("start", "open") or "\n" in one.before
        if begins and _FIRST.match(one.text):
            one.text = f"\\{one.text}"
        if one.text in (".", ")") and _is_count(pieces, at - 1) and not one.before:
            one.text = f"\\{one.text}"
        if one.text == "\\[" and (before is not None and before.text.endswith("^") and not one.before):
            one.text = '{{ "[" }}'
        if one.text == "(" and before is not None and before.text.endswith("\\]"):
            before.text = '{{ "]" }}'
        if one.text == ":" and before is not None and before.text == ":" and not one.before:
            one.text = '{{ ":" }}'
        if one.text == "?" and at + 1 < len(pieces) and pieces[at + 1].text.startswith("}"):
            one.text = '{{ "?" }}'


def _is_count(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece is a figure that begins a line."""
    if at < 0 or not _COUNTED.match(pieces[at].text):
        return False
    return at == 0 or pieces[at - 1].sort == "start" or "\n" in pieces[at].before


def with_marks(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of some lines, with the marks of what is bold and italic around their words."""
    run: list[Piece] = []
    for one in pieces:
        if one.sort == "mark":
            continue
        if run and (one.sort not in ("word", "slot", "note") or _look(run[0]) != _look(one)):
            yield from _marked(run)
            run = []
        if one.sort in ("word", "slot") or (run and one.sort == "note"):
            run.append(one)
        else:
            yield one
    yield from _marked(run)


def _look(one: Piece) -> tuple[object, ...]:
    return one.bold, one.italic, one.scope, one.leaf


def _marked(run: list[Piece]) -> Iterator[Piece]:
    mark = "**" * (run[0].bold if run else False) + "*" * (run[0].italic if run else False)
    if not mark:
        yield from run
        return
    first = run[0]
    yield Piece("mark", mark, first.before, first.scope, first.leaf, first.row)
    first.before = ""
    yield from run
    yield Piece("mark", mark[::-1], "", first.scope, first.leaf, first.row)
