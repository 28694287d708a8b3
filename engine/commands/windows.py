"""What a command writes under a name that Windows refuses: a colleague could not open it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.errors import Finding, Place, Severity
from engine.reading.decoding import printable
from engine.writing.names import refused_by_windows

_WRITTEN = ("sortie", "rapport", "questionnaires")
"""The words of the commands that name what they write."""


def not_for_windows(paths: Iterable[Path], hint: str) -> Iterator[Finding]:
    """The files whose name Windows refuses."""
    for path in paths:
        if why := refused_by_windows(path.stem):
            yield _told(path, why, hint)


def asked_not_for_windows(arguments: Namespace) -> Iterator[Finding]:
    """The folders and files that a command is asked to write under a name that Windows refuses."""
    asked = (getattr(arguments, word, None) for word in _WRITTEN)
    for path in (one for one in asked if one is not None):
        parts = path.parts[1:] if path.anchor else path.parts
        if why := next(filter(None, map(refused_by_windows, parts)), ""):
            yield _told(path, why, "Donnez un autre nom, si ce qui est écrit doit être ouvert sous Windows.")


def _told(path: Path, why: str, hint: str) -> Finding:
    message = f"ce nom n'est pas possible sous Windows : {why}."
    return Finding("nom-windows", message, Severity.WARNING, hint, place=Place(printable(path)))
