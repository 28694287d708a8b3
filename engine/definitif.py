"""When a document may be final: nothing is missing, and what is still to be verified is settled, or accepted."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping
from typing import Self

from engine.document import Document, Note
from engine.errors import Finding, Severity
from engine.nodes import REMOVED, rewritten
from models.records import dataclass


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

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What the lock of a document says of it; a draft says nothing."""
        said = {"definitif": self.asked, "reserves": self.asked and self.with_reserves}
        return tuple((name, "oui") for name, asked in said.items() if asked)

    @classmethod
    def of_lock(cls, asked: Mapping[str, str]) -> Self:
        """What the lock of a document says was asked for."""
        return cls(asked=bool(asked.get("definitif")), with_reserves=bool(asked.get("reserves")))

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
        if not self.asked:
            return tree
        bare: Document = rewritten(tree, lambda node: REMOVED if isinstance(node, Note) else node)
        return bare


WITH_ERRORS = "des erreurs restent à corriger"
NOT_WRITTEN = "contrat-non-genere"
"""The code of the finding that says that nothing was written."""

DRAFT = Final()
_ONE_MISSING = "un fait manque pour un document définitif"
