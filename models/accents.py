"""Letters without their accents, to compare what people type."""

from __future__ import annotations

import unicodedata
from itertools import filterfalse


def without_accents(decomposed: str) -> str:
    """Letters without the accents that `unicodedata.normalize` parted from them (NFD or NFKD)."""
    return "".join(filterfalse(unicodedata.combining, decomposed))
