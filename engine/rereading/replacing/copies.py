"""The dated copy of a document that is about to be replaced: whole before anything else is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

from engine.writing.files import write_new


def keep(target: Path, content: bytes, now: datetime) -> Path:
    """Write « contrat (copie du 2026-11-28 14h05).docx » beside a document; another copy of that minute stays.

    Raises:
        InputError: where it cannot be written; the document is then to stay as it is.
    """
    for name in dated(target.stem, target.suffix, now):
        if write_new(target.with_name(name), content, target.stat()):
            return target.with_name(name)
    raise AssertionError("there is always another name")


def dated(stem: str, suffix: str, now: datetime) -> Iterator[str]:
    """« contrat (copie du 2026-11-28 14h05).docx », then the names of other copies of that minute, without an end."""
    for rank in count(1):
        again = f" {rank}" if rank > 1 else ""
        yield f"{stem} (copie du {now:%Y-%m-%d %Hh%M}{again}){suffix}"
