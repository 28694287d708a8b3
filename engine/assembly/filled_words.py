"""The words of a filled clause, with the printed values put back in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from engine.assembly.filled_values import ANY, NO_VALUES, Values, folded, of, restored
from engine.assembly.printed import Printed
from engine.compiling import marks
from engine.compiling.inlines import encoded
from engine.compiling.marks import MARK, TOKEN
from engine.document import Inline, Text
from models.regexes import regex

_AFTER_BREAK = regex(f"{marks.BREAK}[ {marks.SOFT}]+")
_EDGES = f" \n{marks.SOFT}"


def inlines(said: str, values: Values) -> tuple[Inline, ...]:
    """The words of a paragraph."""
    if marks.ORIGIN in said or (values.paths and MARK in said):
        from engine.assembly.traced_words import traced_inlines  # noqa: PLC0415 - for who explains a contract

        return traced_inlines(said, values)
    said = said.strip(_EDGES).rstrip(_EDGES + marks.BREAK).replace("<br>", marks.BREAK)
    if marks.SOFT in said:
        said = _ends_of_lines(said)
    return _marked(said, values) if MARK in said else _constant(said)


def _ends_of_lines(said: str) -> str:
    """The ends of the lines of a paragraph, each once and without spaces; that of a line which is broken is its own."""
    lines = filter(None, (line.strip(" ") for line in said.split(marks.SOFT)))
    return _AFTER_BREAK.sub(marks.BREAK, marks.SOFT.join(lines))


def said_inline(text: str, printed: Printed) -> tuple[Inline, ...]:
    """Words that no clause compiled, with their Markdown if they have any."""
    return inlines(encoded_with_values(text), of(printed))


def encoded_with_values(text: str) -> str:
    """Words with their Markdown read, whatever the values that they hold."""
    if MARK not in text:
        return encoded(text)
    numbers = iter(TOKEN.findall(text))
    return re.sub(ANY, lambda _: f"\ue000{next(numbers)}\ue001", encoded(TOKEN.sub(ANY, text)))


@lru_cache(maxsize=8192)
def _constant(said: str) -> tuple[Inline, ...]:
    """Words that hold no printed value: the same in every contract."""
    return _marked(said, NO_VALUES)


def _marked(said: str, values: Values) -> tuple[Inline, ...]:
    return _joined(folded(said, lambda words: restored(words, values)))


def _joined(parts: Sequence[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, but for those that say where they come from."""
    joined: list[Inline] = []
    for one in parts:
        if type(one) is Text and joined and type(before := joined[-1]) is Text:
            joined[-1] = Text(before.text + one.text)
        else:
            joined.append(one)
    return tuple(joined)
