"""What is wrong with the file of a letterhead, as its author is told."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from engine.errors import Finding, InputError

HEAVIEST: Final = 30_000_000
"""Bytes of the heaviest letterhead that is opened."""

HEAVIEST_UNZIPPED: Final = 200_000_000
MOST_MEMBERS: Final = 5_000
"""Bounds of what a letterhead may hold, far above any real one: more is a zip bomb."""


def fault(code: str, path: Path, what: str, hint: str) -> InputError:
    """The finding on a letterhead: `what` it does, after its name, and what to do about it."""
    return InputError([Finding(f"charte-{code}", f"La charte « {path.name} » {what}.", hint=hint)])


def too_big(path: Path) -> InputError:
    """That of a letterhead beyond the bounds."""
    limits = f"{HEAVIEST // 1_000_000} Mo, et {HEAVIEST_UNZIPPED // 1_000_000} Mo une fois décompressée"
    return fault("lourde", path, "est trop lourde", f"Une charte pèse au plus {limits}.")
