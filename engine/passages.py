"""The words of two texts that differ, in those around them, and how they are shown: on a terminal, on a page.

Words are what spaces part: two texts that only differ by their spaces have the same, and so have two that only differ
by the shape of their apostrophes, which typography settles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape

from models.records import dataclass

_AROUND = 6
"""How many words are shown on each side of those that differ."""
LEGEND = "[-mots retirés-] {+mots ajoutés+}"
"""What `shown` means, for whoever reads it."""
_RED, _GREEN, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that differ, with those around them: `removed` are of the first text, `added` of the second.

    `starts` and `ends` say that no word of the text comes before those shown, or after; `old` and `new` are the ranks
    of the first word that differs in each text.
    """

    before: str
    removed: str
    added: str
    after: str
    starts: bool = False
    ends: bool = False
    old: int = 0
    new: int = 0


def passages(before: str, after: str) -> Iterator[Passage]:
    """The words of two texts that differ, each with a few of those around."""
    old, new = re.findall(r"\S+", before), re.findall(r"\S+", after)
    first_said, second_said = ([word.replace("’", "'") for word in words] for words in (old, new))
    for tag, first, last, start, end in SequenceMatcher(None, first_said, second_said, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Passage(
                before=" ".join(old[max(first - _AROUND, 0) : first]),
                removed=" ".join(old[first:last]),
                added=" ".join(new[start:end]),
                after=" ".join(old[last : last + _AROUND]),
                starts=first <= _AROUND,
                ends=last + _AROUND >= len(old),
                old=first,
                new=start,
            )


def shown(one: Passage, *, colours: bool = False) -> str:
    """A passage in a line of text (`LEGEND`); `colours` are for a terminal, and say nothing that the marks do not."""
    red, green, plain = (_RED, _GREEN, _PLAIN) if colours else ("", "", "")
    removed = f"{red}[-{one.removed}-]{plain}" if one.removed else ""
    added = f"{green}{{+{one.added}+}}{plain}" if one.added else ""
    return _joined(one, (one.before, removed, added, one.after))


def shown_on_a_page(one: Passage) -> str:
    """A passage in HTML: what is removed in `<del>`, what is added in `<ins>`."""
    removed = f"<del>{escape(one.removed)}</del>" if one.removed else ""
    added = f"<ins>{escape(one.added)}</ins>" if one.added else ""
    return _joined(one, (escape(one.before), removed, added, escape(one.after)))


def first_words(text: str, most: int) -> str:
    """The first words of a text in a line; « […] » says that there are more."""
    words = text.split()
    return " ".join(words[:most]) + (" […]" if len(words) > most else "")


def _joined(one: Passage, parts: Sequence[str]) -> str:
    return " ".join(filter(None, ("" if one.starts else "…", *parts, "" if one.ends else "…")))
