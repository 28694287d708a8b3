"""An explanation as lines of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from engine.explaining import wording
from engine.explaining.entries import Entry, parts
from engine.explaining.explanation import Explanation

_INDENT = " " * 8


def lines_of_text(told: Explanation) -> Iterator[str]:
    """The clauses first, as they come; then each other part under its title."""
    for title, entries in parts(told):
        if title != wording.CLAUSES:
            yield from ("", title)
        for one in entries:
            yield from _entry(one)


def file_of_text(told: Explanation) -> str:
    """The same under a title, for a file."""
    contract = told.assembled.document
    head = (wording.TITLE, wording.made_from(told.name, contract), "", wording.CLAUSES)
    return "\n".join((*head, *lines_of_text(told))) + "\n"


def _entry(one: Entry) -> Iterator[str]:
    yield f"{one.state:8}{one.what}" if one.state else one.what
    yield from (f"{_INDENT}{line}" for line in one.lines)
