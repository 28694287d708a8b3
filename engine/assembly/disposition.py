"""Lists of a description, as a clause arranges them in its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def par_trois(lignes: Iterable[Any]) -> list[tuple[Any, ...]]:
    """The items of a list, three to a row; the last row is filled with empty cells."""
    cells = [*lignes, "", ""]
    return [tuple(cells[at : at + 3]) for at in range(0, len(cells) - 2, 3)]


NAMES: dict[str, Callable[..., Any]] = {"par_trois": par_trois}
"""The functions, as clauses call them."""
