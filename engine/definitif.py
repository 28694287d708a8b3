"""When a document may be final: nothing is missing, and what is still to be verified is settled, or accepted."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Self

from engine.document import Document, Note
from engine.errors import Finding, Severity


def reserves(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is still to be verified, each doubt once."""
    return tuple({one.message: one for one in findings if one.reserve}.values())


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether an error stands: what it touches is not written."""
    return any(one.severity is Severity.ERROR for one in findings)


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
        """Why a document cannot be written; empty where it can.

        One with an error never can, a draft no more than a final one: whoever writes a document asks here.
        """
        findings = tuple(findings)
        if has_errors(findings):
            return WITH_ERRORS
        if self.asked and missing:
            return f"{missing} faits manquent pour un document définitif" if missing > 1 else _ONE_MISSING
        doubts = len(reserves(findings)) if self.asked and not self.with_reserves else 0
        if doubts:
            points = f"{doubts} points restent" if doubts > 1 else "un point reste"
            return f"{points} à vérifier : réglez-les, ou ajoutez --avec-reserves pour les garder en réserve"
        return ""

    def document(self, tree: Document) -> Document:
        """What is written: notes to the drafter have no place in a document to sign; its report keeps the doubts."""
        return _bare(tree) if self.asked else tree


def _bare(part: Any) -> Any:
    """A part of a tree without its notes."""
    if isinstance(part, tuple):
        return tuple(_bare(one) for one in part if not isinstance(one, Note))
    if not is_dataclass(part) or isinstance(part, type):
        return part
    return replace(part, **{one.name: _bare(getattr(part, one.name)) for one in fields(part)})


WITH_ERRORS = "des erreurs restent à corriger"
NOT_WRITTEN = "contrat-non-genere"
"""The code of the finding that says that nothing was written."""

DRAFT = Final()
_ONE_MISSING = "un fait manque pour un document définitif"
