"""Luhn's formula, by which the last digit of a number is the key of the others (ISO/IEC 7812-1, annex B).

stdnum has it too, and takes ten milliseconds to load, at each start of a command: it is asked only where this one is
not the whole rule (the SIRET of La Poste). A test holds the two together.
"""

from __future__ import annotations

from functools import lru_cache

_TWICE = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
"""Twice a digit, its own digits being added."""


@lru_cache(maxsize=4096)
def has_its_key(number: str) -> bool:
    """Whether the last digit of a number is its key; what is no number has none."""
    if not (number.isascii() and number.isdigit()):
        return False
    digits = [*map(int, reversed(number))]
    return (sum(digits[::2]) + sum(_TWICE[digit] for digit in digits[1::2])) % 10 == 0
