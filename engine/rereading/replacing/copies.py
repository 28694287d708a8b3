"""The dated copy of a document that is about to be replaced: whole before anything else is written."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

from engine.writing.files import write_new


def keep(target: Path, content: bytes, now: datetime) -> Path:
    """Write « contrat (copie du 2026-11-28 14h05).docx » beside a document; another copy of that minute stays.

    Raises:
        InputError: where it cannot be written; the document is then to stay as it is.
    """
    for rank in count(1):
        again = f" {rank}" if rank > 1 else ""
        copy = target.with_name(f"{target.stem} (copie du {now:%Y-%m-%d %Hh%M}{again}){target.suffix}")
        if write_new(copy, content, target.stat()):
            return copy
    raise AssertionError("there is always another name")
