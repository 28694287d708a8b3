"""What stands behind the tokens of a filled clause: its printed values, put back between the words of the clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from engine import french
from engine.assembly.printed import Printed
from engine.compiling import marks
from engine.compiling.marks import MARK, TOKEN
from engine.document import Emphasis, Inline, LineBreak, Note, Strong, Text
from engine.errors import LibraryError, Path
from models.regexes import regex

ANY = "\ue000\ue001"
"""A token whatever its number: typography looks at its edges alone."""
ONE_STOP = regex(r"\.(?!\.)")


class Values(NamedTuple):
    """The printed values behind the tokens of one text, by their number in it, and all those of the rendering.

    They are known to be `alone` where none of them holds blocks, or the token of another.
    """

    here: Sequence[Any]
    whole: Sequence[Any]
    paths: Mapping[int, Path] = {}
    alone: bool = False


NO_VALUES = Values((), (), alone=True)


def of(printed: Printed) -> Values:
    """The values of a rendering."""
    return Values(printed.values, printed.values, printed.paths or {})


class Within(NamedTuple):
    """Words of a clause with their own values, by which they are known wherever they stand."""

    said: str
    values: tuple[Inline, ...]
    paths: tuple[tuple[int, Path], ...] = ()


class Holes(NamedTuple):
    """Words of a clause with their tokens numbered from 0, and the numbers that these have in the text around."""

    said: str
    numbers: tuple[int, ...]

    def within(self, values: Values) -> Within | None:
        """The words with the values that they hold; None where one of these holds more than itself."""
        here = tuple([values.here[number] for number in self.numbers])
        if not (values.alone or all(map(is_alone, here))):
            return None
        facts = values.paths
        paths = facts and tuple([(at, facts[number]) for at, number in enumerate(self.numbers) if number in facts])
        return Within(self.said, here, paths or ())


def holes_of(said: str) -> Holes:
    """Words of a clause, for the values that will stand in them."""
    parts = TOKEN.split(said)
    numbers = tuple(map(int, parts[1::2]))
    parts[1::2] = [f"\ue000{number}\ue001" for number in range(len(numbers))]
    return Holes("".join(parts), numbers)


def is_alone(value: Any) -> bool:
    """Whether a printed value holds itself alone: neither blocks, nor the token of another."""
    return not (isinstance(value, tuple) or (isinstance(value, Text) and MARK in value.text))


def folded(said: str, words_of: Callable[[str], Iterable[Inline]]) -> list[Inline]:
    """Words with the marks of their lines and of their emphasis, as inlines; `words_of` gives those between marks."""
    stack: list[list[Inline]] = [[]]
    for at, words in enumerate(marks.INLINE.split(said)):
        if not at % 2:
            stack[-1] += words_of(words) if words else ()
        elif words == marks.SOFT:
            stack[-1].append(Text(" "))
        elif words == marks.BREAK:
            stack[-1].append(LineBreak())
        elif words in (marks.STRONG, marks.EMPHASIS):
            stack.append([])
        else:
            content = tuple(stack.pop())
            stack[-1].append(Strong(content) if words == marks.STRONG_END else Emphasis(content))
    return stack[0]


def restored(said: str, values: Values) -> list[Inline]:
    """Characters of a clause with the values behind their tokens; French typography touches the clause alone."""
    before, others = _between(said)
    found: list[Inline] = [*before]
    stopped = False
    for number, after, after_a_stop in others:
        value = values.here[number]
        stopped = value.text.endswith(".") if isinstance(value, Text) else stopped and isinstance(value, Note)
        found += printed_value(value, values)
        if after:  # The stop of « etc. » is that of the sentence too.
            found += after_a_stop if stopped else after
            stopped = False
    return found


_Words = tuple[Text, ...]
"""Words of a clause as one text, if there are any."""


@lru_cache(maxsize=8192)
def _between(said: str) -> tuple[_Words, tuple[tuple[int, _Words, _Words], ...]]:
    """The words before any token, then the number of each with those that follow, as they are and after a stop."""
    parts = TOKEN.split(said)
    before, *others = french.typography(ANY.join(parts[::2])).split(ANY)
    after_a_stop = [_words(one[1:] if ONE_STOP.match(one) else one) for one in others]
    return _words(before), tuple(zip(map(int, parts[1::2]), map(_words, others), after_a_stop, strict=True))


def _words(said: str) -> _Words:
    return (Text(said),) if said else ()


def printed_value(value: Any, values: Values) -> Iterator[Inline]:
    """What stands behind a token."""
    if isinstance(value, Text):
        yield from value_words(value, values)
    elif isinstance(value, tuple):
        raise LibraryError("un bloc doit être seul dans son paragraphe")
    else:
        yield value


def value_words(value: Text, values: Values) -> Iterator[Inline]:
    """A value exactly as typed, its line ends kept; it may hold the token of a missing fact it was joined with.

    A fact of several lines is their words.
    """
    text = value.text
    if "\n" not in text and "\r" not in text and MARK not in text and text.isprintable():
        yield from (value,) if text else ()
        return
    lines = text.strip("\r\n").splitlines() or [""]
    if len(lines) == 1 and lines[0] and MARK not in text:
        yield replace(value, text=lines[0])
        return
    for number, line in enumerate(lines):
        if number:
            yield LineBreak()
        if TOKEN.search(line):
            yield from restored(line, Values(values.whole, values.whole))
        elif line:
            yield Text(line)


def plain(content: Sequence[Inline]) -> str:
    """The characters of inlines, without what is missing or noted."""
    return "".join(
        plain(part.content) if isinstance(part, Strong | Emphasis) else part.text
        for part in content
        if isinstance(part, Strong | Emphasis | Text)
    ).strip()
