"""What opens a door is in no journal: the secret of an address is left out of what uvicorn writes of each request."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

OPENER = "{secret"
"""How the part of an address begins that opens something, in the path of a page."""


class Discreet(logging.Filter):
    """Leaves secrets and queries out of the addresses that are written (uvicorn's journal of accesses)."""

    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__()
        before = sorted({re.escape(one.partition(OPENER)[0]) for one in paths if OPENER in one})
        self._secret = re.compile(rf"^({'|'.join(before)})[^/?]+") if before else None

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything through, once it is discreet."""
        if isinstance(record.args, tuple):
            record.args = tuple(self.without(one) if isinstance(one, str) else one for one in record.args)
        return True

    def without(self, address: str) -> str:
        """An address without what opens a door, nor what was searched for."""
        if not address.startswith("/"):
            return address
        path, asked, _ = address.partition("?")
        return (self._secret.sub(r"\1…", path) if self._secret else path) + ("?…" if asked else "")


def discreet(paths: Iterable[str]) -> None:
    """Hold the journal of accesses of this process to it."""
    journal = logging.getLogger("uvicorn.access")
    for one in [*journal.filters]:
        if isinstance(one, Discreet):
            journal.removeFilter(one)
    journal.addFilter(Discreet(paths))
