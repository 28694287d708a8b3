"""Something in a text that its reader should know of or correct."""

from __future__ import annotations

from engine.errors import Severity
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Something in a text, at a position, that its reader should know of or correct."""

    start: int
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR
