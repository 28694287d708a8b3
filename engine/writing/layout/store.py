"""What a document carries: its description, what of the libraries it says, its words as written, its lock."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from engine.carried import Carried, Line
from engine.document import Document
from engine.versions import version_of
from engine.writing.layout.lock import lock_of


def carried_by(document: Document, lines: Iterable[Line], maker: str, charte: Path | None = None) -> Carried:
    """What a file of a document carries; `lines` are those of its body, then those of its header and footer.

    `maker` is the format, or the engine of a PDF, and `charte` the letterhead, None for its own.
    A blank form has no description, and carries its words all the same: who writes in it must not lose them.
    """
    made_with = document.made_with
    return Carried(
        description=document.source,
        name=document.source_name if document.source else "",
        day=made_with.law_day if made_with else document.date,
        cpom=version_of(),
        libraries=made_with.titles if made_with else (),
        bases=made_with.bases if made_with else (),
        lines=tuple(lines),
        lock=lock_of(document, maker, charte),
    )
