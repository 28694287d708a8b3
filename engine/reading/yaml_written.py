"""Facts that are in hand, as the YAML that was written of them reads: it is read only where it may say something else.

Words that nothing may be told of, in one line, come back from a file as they went there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engine.reading.decoding import FORBIDDEN
from engine.reading.invisibles import cleaned
from engine.reading.suspects import suspicions
from engine.reading.yaml_strict import Source

_MOST, _LONGEST = 5_000, 500
"""Values and characters far from those at which a file is refused."""


def source_of(facts: Mapping[str, Any] | None, text: str, name: str) -> Source | None:
    """The file whose `text` was written of these facts, its places apart; None where it is to be read."""
    left = [_MOST]
    return Source(name, text, {**facts}, {}, {}) if facts and _comes_back(facts, left) else None


def _comes_back(value: Any, left: list[int]) -> bool:
    if not isinstance(value, dict | list):
        return False
    left[0] -= len(value)
    if left[0] < 0:
        return False
    for one in (*value, *value.values()) if isinstance(value, dict) else value:
        is_right = len(one) <= _LONGEST and _is_plain(one) if type(one) is str else _comes_back(one, left)
        if not is_right:
            return False
    return True


@lru_cache(maxsize=8192)
def _is_plain(words: str) -> bool:
    """Whether words are read as they are, and nothing is told of them."""
    if not words or words != " ".join(words.split()) or words == "<<":
        return False
    return not FORBIDDEN.search(words) and cleaned(words) == words and not any(suspicions(words))
