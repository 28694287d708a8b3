"""The private characters by which a compiled clause says where its blocks begin and how its words stand.

No description may hold the first two; the others never meet its words, which stand behind tokens.
"""

from __future__ import annotations

from models.regexes import regex

TOKEN = regex("\ue000(\\d+)\ue001")
"""A printed value, by its number."""
MARK = "\ue000"
"""How every token begins."""
PART = regex("\ue020(\\d+)\ue021")
"""A piece of code, in the words that are read as Markdown once."""
BLOCK, SAID = "\ue010", "\ue011"
"""What begins a block, and what ends the name of its kind: « paragraph;body;12 », then its words."""
STRONG, STRONG_END = "\ue012", "\ue013"
EMPHASIS, EMPHASIS_END = "\ue014", "\ue015"
BREAK, SOFT = "\ue016", "\ue017"
"""A new line in a paragraph; the end of a line of the clause, which is a space."""
ORIGIN, ORIGIN_END = "\ue018", "\ue019"
"""Around words, in a traced clause: what they come from (« fait;sites[].nom », « cas;statut »), then SAID."""
ORIGINS = regex(f"{ORIGIN}([^{SAID}]*){SAID}|({ORIGIN_END})")
INLINE = regex(f"([{STRONG}{STRONG_END}{EMPHASIS}{EMPHASIS_END}{BREAK}{SOFT}])")


def part(number: int) -> str:
    """What stands for a piece of code."""
    return f"\ue020{number}\ue021"


def origin(sort: str, names: str) -> str:
    """What the words that follow come from."""
    return f"{ORIGIN}{sort};{names}{SAID}"


def block(kind: str, *said: object) -> str:
    """The beginning of a block."""
    return f"{BLOCK}{';'.join(map(str, (kind, *said)))}{SAID}"
