"""What Markdown has and a clause may not have, as a lawyer calls it."""

from __future__ import annotations

from collections.abc import Mapping

_NOT_ALLOWED: Mapping[str, str] = {
    "blockquote_open": "une citation (« > » en début de ligne)",
    "image": "une image (« ![…](…) »)",
    "link_open": "un lien (« […](…) », « <https://…> »)",
    "code_block": "un texte en retrait de quatre espaces",
    "fence": "un texte entre « ``` »",
    "hr": "un trait (« --- », « *** »)",
}


def called(kind: str) -> str:
    """What a lawyer calls a construct of Markdown."""
    return _NOT_ALLOWED.get(kind, "ce qui est écrit ici")
