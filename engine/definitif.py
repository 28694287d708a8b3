"""When a document may be final: nothing is missing, and what is still to be verified is settled, or accepted."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from engine.errors import Finding


def reserves(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is still to be verified, each doubt once."""
    return tuple({one.message: one for one in findings if one.reserve}.values())


@dataclass(frozen=True, slots=True)
class Final:
    """Whether a final document is asked for, and whether it may be written `with_reserves`."""

    asked: bool = False
    with_reserves: bool = False

    @classmethod
    def of(cls, arguments: Namespace) -> Self:
        """What a command line asks for."""
        return cls(arguments.definitif, arguments.avec_reserves)

    def refusal(self, missing: int, findings: Iterable[Finding]) -> str:
        """Why no final document can be written; empty where one can, or where a draft is asked for."""
        if self.asked and missing:
            return f"{missing} faits manquent pour un document définitif" if missing > 1 else _ONE_MISSING
        doubts = len(reserves(findings)) if self.asked and not self.with_reserves else 0
        if doubts:
            points = f"{doubts} points restent" if doubts > 1 else "un point reste"
            return f"{points} à vérifier : réglez-les, ou ajoutez --avec-reserves pour les garder en réserve"
        return ""


NOT_WRITTEN = "contrat-non-genere"
"""The code of the finding that says that nothing was written."""

DRAFT = Final()
_ONE_MISSING = "un fait manque pour un document définitif"
