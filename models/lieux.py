"""The name of a place after « à »: its article contracts, « au Havre », « aux Lilas », but « à La Rochelle »."""

from __future__ import annotations

import re

from models.regexes import regex

_ARTICLE = regex(r"(?P<article>les?)\s+(?=\w)", re.IGNORECASE)
_CONTRACTED = regex(r"(?P<article>aux?)\s+(?=(?P<first>\w))", re.IGNORECASE)
_TO = {"le": "au", "les": "aux"}
_OF = {"au": "le", "aux": "les"}


def apres_a(name: str) -> tuple[str, str]:
    """« au » and « Havre », « à » and « Rennes »: how « à » is written before a place, and what follows it."""
    if found := _ARTICLE.match(name):
        return _TO[found["article"].lower()], name[found.end() :]
    return "à", name


def lieu(text: str) -> str:
    """« Le Havre », typed « au Havre »; « le siège de l'association », typed « au siège de l'association »."""
    if not (found := _CONTRACTED.match(text)):
        return text
    article = _OF[found["article"].lower()]
    return f"{article if found['first'].islower() else article.capitalize()} {text[found.end() :]}"
