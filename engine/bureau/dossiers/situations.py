"""Where a dossier is in its life, and what that lets people do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
