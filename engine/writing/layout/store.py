"""What a document that people edit carries: its description, what of the libraries it says, its words as written."""

from __future__ import annotations

from collections.abc import Iterable

from engine.carried import Carried, Line
from engine.document import Document
from engine.versions import version_of


def carried_by(document: Document, lines: Iterable[Line]) -> Carried:
    """What a file of a document carries; `lines` are those of its body, then those of its header and footer.

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
    )
