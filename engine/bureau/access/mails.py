"""What an address of mail looks like."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\".]+")


def is_mail(said: str) -> bool:
    """Whether this is one address of mail, whole."""
    return len(said) <= 200 and _MAIL.fullmatch(said) is not None
