"""The marks that the author of a clause writes as in a form, and what the engine reads in their place.

`[du/des service(s)](services)` agrees with a fact: its number for a list or a count, its gender for somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.accords import Formes, formes
from engine.errors import Finding, Place

_AGREEMENT = re.compile(r"\[(?P<notation>[^\[\]{}\n]+)\]\((?P<fact>[a-z_][\w.]*)\)")


def as_jinja(text: str) -> str:
    """The text with its marks as calls of the clause language; no line of it moves."""
    return _AGREEMENT.sub(lambda mark: f"{{{{ accorde({_quoted(mark['notation'])}, {mark['fact']}) }}}}", text)


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def unreadable_marks(text: str, file: str, first_line: int) -> Iterator[Finding]:
    """The agreements that no rule resolves, each at its line."""
    for mark in _AGREEMENT.finditer(text):
        if not readable(mark["notation"]):
            line = first_line + text.count("\n", 0, mark.start())
            message = f"« {mark['notation']} » ne dit ni singulier et pluriel, ni masculin et féminin."
            hint = "Écrivez les deux formes, séparées par « | » : [le service | chacun des services](services)."
            yield Finding("accord-illisible", message, hint=hint, place=Place(file, line))


def readable(notation: str) -> list[Formes]:
    """The forms that a notation can stand for; none where it cannot be read."""
    found = []
    for axe in ("nombre", "genre"):
        try:
            found.append(formes(notation, axe))
        except ValueError:
            continue
    return found
