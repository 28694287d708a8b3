"""The word that was most likely meant, among those that are known: « Vouliez-vous dire … ? »."""

from __future__ import annotations

from collections.abc import Iterable

_NEAR = 0.6
"""difflib's own ratio, 0 to 1."""


def most_like(word: str, known: Iterable[str], cutoff: float = _NEAR) -> str:
    """The one of the known words that is most like this one; empty where none is like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - where something is wrong only

    return next(iter(get_close_matches(word, list(known), 1, cutoff)), "")
