"""Where a fact is, among those that a clause sees."""

from __future__ import annotations

from typing import Any

from engine.assembly.facts import Valeurs
from engine.errors import Path


def fact_at(view: Any, path: Path) -> Any:
    """The fact at a path as a clause sees it: a value, or what is missing."""
    for step in path:
        view = view[step] if isinstance(step, int) or isinstance(view, Valeurs) else getattr(view, step)
    return view
