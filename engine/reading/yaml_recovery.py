"""What can still be read of a YAML file that has mistakes of syntax, and all of these mistakes rather than the first.

A file is cut where its indentation says: keys at the top, then the keys of a group, the items of a list. What cannot be
read on its own is a mistake, told once; the rest is read without it. Nothing is repaired or guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from engine.errors import Finding, Place
from engine.reading import yaml_tree
from engine.reading.yaml_syntax import LINE_END, explain
from models.records import dataclass
from models.regexes import regex

_MOST_ATTEMPTS = 300
_GROUP = regex(r""" *(?:- +)*(?:[\w-]+|"[^"]*"|'[^']*') *:\s*(?:#.*)?""")


class _TooManyAttemptsError(Exception):
    """The file is cut in too many parts to be tried one after the other."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines `start` to `end` (excluded) of a file, and what must stand above them for them to be read: by line."""

    start: int
    end: int
    indent: int
    above: dict[int, str]


@dataclass
class _Reader:
    lines: list[str]
    name: str
    attempts: int = 0

    def failing(self, part: _Part) -> list[tuple[_Part, Finding]]:
        """The smallest parts that cannot be read on their own, each with what is wrong in it."""
        wrong = self.wrong(part)
        if wrong is None:
            return []
        return [found for inner in self.inside(part) for found in self.failing(inner)] or [(part, wrong)]

    def wrong(self, part: _Part) -> Finding | None:
        """What makes a part unreadable, a key or an item after it."""
        self.attempts += 1
        if self.attempts > _MOST_ATTEMPTS:
            raise _TooManyAttemptsError
        kept = [""] * part.start + self.lines[part.start : part.end]
        for number, text in part.above.items():
            kept[number] = text
        after = "- fin" if self.lines[part.start].lstrip(" ").startswith("- ") else "fin:"
        text = "\n".join([*kept, " " * part.indent + after])
        last, loader = None, yaml_tree.LOADER(text)
        try:
            while loader.check_event():
                last = loader.get_event()
        except yaml.MarkedYAMLError as error:
            return self.within(part, explain(error, text, self.name, last))
        except (yaml.YAMLError, ValueError, OverflowError):
            return None  # no place to tell
        finally:
            loader.dispose()
        return None

    def within(self, part: _Part, found: Finding) -> Finding:
        """A mistake found after a part is told at its end."""
        if found.place is None or found.place.line <= part.end:
            return found
        last = max(at for at in range(part.start, part.end) if at == part.start or self.says(at))
        return replace(found, place=Place(self.name, last + 1, len(self.lines[last]) + 1))

    def inside(self, part: _Part) -> Iterator[_Part]:
        """The keys of a group, or the items of a list; nothing where the part is one value."""
        first = self.lines[part.start]
        own = re.match(r" *- +(?=\S)", first)
        if own and len(starts := self.starts(part.start + 1, part.end, own.end(), dashes=False)) > 0:
            above = part.above | {part.start: " " * part.indent + "-"}
            yield _Part(part.start, starts[0], part.indent, part.above)
            yield from self.cut(starts, part.end, own.end(), above)
        elif _GROUP.fullmatch(first):
            below = [at for at in range(part.start + 1, part.end) if self.says(at)]
            if below:
                indent = _indent(self.lines[below[0]])
                dashes = self.lines[below[0]].lstrip(" ").startswith("-")
                starts = self.starts(below[0], part.end, indent, dashes=dashes)
                yield from self.cut(starts, part.end, indent, part.above | {part.start: first})

    def cut(self, starts: list[int], end: int, indent: int, above: dict[int, str]) -> Iterator[_Part]:
        for rank, start in enumerate(starts, 1):
            yield _Part(start, starts[rank] if rank < len(starts) else end, indent, above)

    def starts(self, start: int, end: int, indent: int, *, dashes: bool) -> list[int]:
        """Where the keys (or the items, with `dashes`) of one indentation begin."""
        return [
            at
            for at in range(start, end)
            if self.says(at)
            and _indent(self.lines[at]) == indent
            and self.lines[at].lstrip(" ").startswith("-") is dashes
        ]

    def says(self, at: int) -> bool:
        """Whether a line is neither blank nor a comment."""
        text = self.lines[at].strip()
        return bool(text) and not text.startswith("#")


def _indent(line: str) -> int:
    """The spaces before a line; a tabulation makes it a part of what precedes."""
    text = line.lstrip(" ")
    return len(line) if text.startswith("\t") else len(line) - len(text)


def recovered(text: str, name: str, first: Finding) -> tuple[str, list[Finding]]:
    """The text without what cannot be read in it, line for line, and every mistake of syntax.

    `first` is the mistake at which the whole file stops.
    """
    reader = _Reader(LINE_END.split(text), name)
    starts = reader.starts(0, len(reader.lines), 0, dashes=False)
    try:
        failing = [found for part in reader.cut(starts, len(reader.lines), 0, {}) for found in reader.failing(part)]
    except _TooManyAttemptsError:
        return "", [first]
    for part, _ in failing:
        dash = _dash(reader.lines[part.start], part.indent)
        reader.lines[part.start : part.end] = [dash, *[""] * (part.end - part.start - 1)]
    return "\n".join(reader.lines), [first, *_others(first, failing)]


def _dash(line: str, indent: int) -> str:
    """What stays of an item that cannot be read, so that the others keep their rank."""
    return " " * indent + "-" if line.lstrip(" ").startswith("-") else ""


def _others(first: Finding, failing: list[tuple[_Part, Finding]]) -> list[Finding]:
    """The mistakes that are not the first one told again: it stands in, or just after, what cannot be read."""
    line = first.place.line if first.place else 1
    known = [found for part, found in failing if part.start < line] or [found for _, found in failing[:1]]
    others = [found for _, found in failing if found not in known]
    # Every tabulation of a file is told at the first one.
    return [found for found in others if found.code != "yaml-tabulation" or first.code != found.code]
