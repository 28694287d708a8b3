"""A description without its comments, which those who draft write for themselves: for the files of a guest."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

_LOADER = getattr(yaml, "CLoader", yaml.Loader)


def uncommented(text: str) -> str:
    """The same description, without what follows a « # » that is in no text; lines stay where they are.

    A text that is no YAML is given back as it is: no document is made of it.
    """
    try:
        taken = _texts(text)
    except yaml.YAMLError:
        return text
    return "".join(_without(line, taken.get(at, [])) for at, line in enumerate(text.splitlines(keepends=True)))


def _without(line: str, texts: list[tuple[int, int]]) -> str:
    marks = (at for at, letter in enumerate(line) if letter == "#" and (not at or line[at - 1] in " \t"))
    free = next((at for at in marks if not any(start <= at < end for start, end in texts)), None)
    return line if free is None else line[:free].rstrip(" \t") + "\n"


def _texts(text: str) -> dict[int, list[tuple[int, int]]]:
    """Where each line is taken by a text, from one column to another."""
    found: dict[int, list[tuple[int, int]]] = {}
    for at, start, end in _spans(text):
        found.setdefault(at, []).append((start, end))
    return found


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    for token in yaml.scan(text, Loader=_LOADER):
        if isinstance(token, yaml.ScalarToken):
            first, last = token.start_mark, token.end_mark
            for at in range(first.line, last.line + 1):
                start = first.column if at == first.line else 0
                yield at, start, last.column if at == last.line else len(text)
