"""What stands behind the tokens of a filled clause: its printed values, put back between the words of the clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
    """The printed values behind the tokens of one text, by their number in it, and all those of the rendering."""

    here: Sequence[Any]
    whole: Sequence[Any]
    paths: Mapping[int, Path] = {}


NO_VALUES = Values((), ())


def of(printed: Printed) -> Values:
    """The values of a rendering."""
    return Values(printed.values, printed.values, printed.paths or {})


class Within(NamedTuple):
    """Words of a clause with their own values, by which they are known wherever they stand."""

    said: str
    values: tuple[Inline, ...]
    paths: tuple[tuple[int, Path], ...] = ()


def within(said: str, values: Values) -> Within | None:
    """Words with their values numbered from 0; None where they hold more than themselves."""
    parts = TOKEN.split(said)
    here = tuple([values.here[int(number)] for number in parts[1::2]])
    for value in here:
        if isinstance(value, tuple) or (isinstance(value, Text) and MARK in value.text):
            return None
    paths = values.paths and tuple(
        [(at, values.paths[number]) for at, number in enumerate(map(int, parts[1::2])) if number in values.paths]
    )
    parts[1::2] = [f"\ue000{number}\ue001" for number in range(len(here))]
    return Within("".join(parts), here, paths or ())


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


def restored(said: str, values: Values) -> Iterator[Inline]:
    """Characters of a clause with the values behind their tokens; French typography touches the clause alone."""
    if MARK not in said:
        yield Text(french.typography(said))
        return
    first, *others = TOKEN.split(said)
    words = french.typography(ANY.join((first, *others[1::2]))).split(ANY)
    yield from (Text(kept) for kept in words[:1] if kept)
    stopped = False
    for number, after in zip(others[::2], words[1:], strict=True):
        value = values.here[int(number)]
        stopped = value.text.endswith(".") if isinstance(value, Text) else stopped and isinstance(value, Note)
        yield from printed_value(value, values)
        if after:  # The stop of « etc. » is that of the sentence too.
            yield from (Text(kept) for kept in [after[1:] if stopped and ONE_STOP.match(after) else after] if kept)
            stopped = False


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
