"""Where a dossier is in its life, and who still writes in it: the journal itself holds whoever writes to that."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engine.bureau.access.rights import Visitor

REDACTION, REMIS, SIGNATURE, CLOS = "redaction", "remis", "signature", "clos"
SITUATIONS: Mapping[str, str] = MappingProxyType(
    {
        REDACTION: "en rédaction",
        REMIS: "remis par le gestionnaire",
        SIGNATURE: "envoyé à la signature",
        CLOS: "clos",
    }
)
"""Each situation, in the words of the pages."""


class HeldError(Exception):
    """The dossier is in a situation where this visitor changes nothing: nothing was written."""

    def __init__(self, situation: str) -> None:
        """`situation` is one of SITUATIONS; it names the refusal too (refus.yaml)."""
        super().__init__(situation)
        self.situation = situation


def open_to(visitor: Visitor) -> tuple[str, ...]:
    """The situations where a visitor who may answer or draft still writes: what was handed in is the officer's."""
    return (REDACTION,) if visitor.is_guest else (REDACTION, REMIS)


def writes(situation: str, visitor: Visitor) -> bool:
    """Whether a visitor who may answer or draft still writes in a dossier of this situation."""
    return situation in open_to(visitor)
