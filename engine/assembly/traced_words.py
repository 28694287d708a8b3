"""The words of a traced clause, each run with the fact that it is and the cases that it stands in.

They are those of the contract, cut where their origin changes: joined again, they are the same to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine import french
from engine.assembly.filled_values import ANY, ONE_STOP, Values, folded, printed_value
from engine.compiling import marks
from engine.compiling.marks import TOKEN
from engine.document import Inline, Note, Sourced, Text
from engine.errors import dotted
from models.regexes import regex

_SPACES = " \u00a0\u202f"
_MARKED = f"{marks.ORIGIN}[^{marks.SAID}]*{marks.SAID}|{marks.ORIGIN_END}"
_LINES = regex(f"(?:[ {marks.SOFT}{marks.BREAK}]|{_MARKED})+")
_HEAD = regex(f"(?:[ \n{marks.SOFT}]|{_MARKED})+")
_TAIL = regex(f"(?:[ \n{marks.SOFT}{marks.BREAK}]|{_MARKED})+\\Z")


class _Run(NamedTuple):
    """Words of one origin, as the clause says them."""

    words: str
    fact: str
    cases: tuple[str, ...]


def traced_inlines(said: str, values: Values) -> tuple[Inline, ...]:
    """The words of a paragraph, not joined."""
    said = _TAIL.sub(_marks_alone, said)
    head = _HEAD.match(said)
    said = (_marks_alone(head) + said[head.end() :] if head else said).replace("<br>", marks.BREAK)
    said = _LINES.sub(_line_end, said)
    origins: list[str] = []
    return tuple(folded(said, lambda words: _restored(list(_runs(words, origins)), values)))


def _line_end(run: re.Match[str]) -> str:
    """What separates two lines, as in a contract, with the marks that stand there."""
    for end in (marks.BREAK, marks.SOFT):
        before, found, after = run.group().partition(end)
        if found:
            return f"{before if end == marks.BREAK else before.rstrip(' ')}{end}{re.sub(f'[ {marks.SOFT}]', '', after)}"
    return run.group()


def _marks_alone(edge: re.Match[str]) -> str:
    return "".join(mark.group() for mark in re.finditer(_MARKED, edge.group()))


def _runs(words: str, origins: list[str]) -> Iterator[_Run]:
    """The runs of some words; `origins` are those that were opened and not closed, from one to the next."""
    position = 0
    for mark in (*marks.ORIGINS.finditer(words), None):
        run = words[position : mark.start() if mark else len(words)]
        if run:
            facts = [one[5:] for one in origins if one.startswith("fait;")]
            cases = tuple(dict.fromkeys(one[4:] for one in origins if one.startswith("cas;")))
            yield _Run(run, facts[-1] if facts else "", cases)
        if mark:
            position = mark.end()
            if mark[2]:
                origins.pop()
            else:
                origins.append(mark[1])


def _restored(runs: list[_Run], values: Values) -> Iterator[Inline]:
    """The runs with French typography, which looks at all of them, and the values behind their tokens."""
    whole = "".join(run.words for run in runs)
    numbers = iter(TOKEN.findall(whole))
    left = french.typography(TOKEN.sub(ANY, whole))
    stopped = False
    for run in runs:
        size = sum(letter not in _SPACES for letter in TOKEN.sub(ANY, run.words))
        words, left = _taken(left, size, spaces=run.words[-1] in _SPACES or run is runs[-1])
        first, *others = words.split(ANY)
        for rank, said in enumerate((first, *others)):
            if rank:
                number = int(next(numbers))
                value = values.here[number]
                stopped = value.text.endswith(".") if isinstance(value, Text) else stopped and isinstance(value, Note)
                fact = dotted(values.paths[number]) if number in values.paths else run.fact
                yield from _sourced(printed_value(value, values), run, fact)
            if said:
                kept = said[1:] if stopped and ONE_STOP.match(said) else said
                yield from _sourced([Text(kept)] if kept else [], run, run.fact)
                stopped = False


def _taken(text: str, size: int, *, spaces: bool) -> tuple[str, str]:
    """As many letters of a text, with the spaces after them if they are of the same run; and the rest."""
    position = 0
    while position < len(text) and size:
        size -= text[position] not in _SPACES
        position += 1
    while spaces and position < len(text) and text[position] in _SPACES:
        position += 1
    return text[:position], text[position:]


def _sourced(parts: Iterable[Inline], run: _Run, fact: str) -> Iterator[Inline]:
    for one in parts:
        is_text = isinstance(one, Text) and (fact or run.cases)
        yield Sourced(one.text, fact, run.cases) if is_text and isinstance(one, Text) else one
