"""The letters of a line as they are compared: words and signs, whatever the spaces and the apostrophes between them.

French typography only changes spaces and apostrophes (`engine.french.typography`): what people type with plain ones is
no change, and neither is what an editor does to hyphens and to accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_INSIDE = "\u00ad\u200b-\u200d\u2060\ufeff"
_TOKEN = re.compile(rf"[\w\u0300-\u036f{_INSIDE}]+|[^\w\s]")
_UNSEEN = re.compile(f"[{_INSIDE}]")
_SIGNS = str.maketrans({"'": "’", "\u2011": "-", "\u2010": "-"})


class Token(NamedTuple):
    """A word or a sign, as it is compared, and where it stands in its text."""

    said: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[Token, ...]:
    """The words and the signs of a text, in order."""
    found = (Token(_said(one.group()), one.start(), one.end()) for one in _TOKEN.finditer(text))
    return tuple(one for one in found if one.said)


def _said(letters: str) -> str:
    if letters.isascii():
        return letters if letters != "'" else "’"
    return unicodedata.normalize("NFC", _UNSEEN.sub("", letters).translate(_SIGNS))


def said(text: str) -> tuple[str, ...]:
    """The words and the signs of a text, without where they stand: the same for two texts that say the same."""
    return tuple(one.said for one in tokens(text))


def are_same(one: str, other: str) -> bool:
    """Whether two texts have the same letters."""
    return one == other or said(one) == said(other)


def between(text: str, found: Iterable[Token]) -> str:
    """The letters of a text from the first of these tokens to the last."""
    held = list(found)
    return text[held[0].start : held[-1].end] if held else ""
