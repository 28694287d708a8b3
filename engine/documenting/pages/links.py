"""How the pages name what they link to: the same words give the same anchor on every page."""

from __future__ import annotations

import re
import unicodedata


def anchor(kind: str, name: str) -> str:
    """« question-sites-nom » for the question « sites[].nom »: letters that an address may have."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"{kind}-{re.sub('[^a-z0-9]+', '-', plain.lower()).strip('-')}"


def file_of(model: str) -> str:
    """The page of a model."""
    return f"modele-{model.replace('/', '-')}.html"
