"""The comments part of the package: notes to the drafter, dated of the document, beside those of the letterhead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from engine.by_identity import ByIdentity
from engine.writing.docx.draft import Draft
from engine.writing.docx.text import Growing, note_run, paragraph

AUTHOR: Final = "cpom"
AUTHOR_OF_THE_MODEL: Final = "Modèle"
"""Who says the notes that the official form gives its drafter."""


def comments(draft: Draft, day: date, part: Growing) -> bytes:
    """Write the notes of a draft as comments in their part, each line of a note a paragraph: many have the same."""
    make = lambda: part.around("".join(_comments(draft, day)))  # noqa: E731
    return _PARTS.of_all(draft.comments, (draft.look, draft.first_comment, day, part), make)


_PARTS: ByIdentity[bytes] = ByIdentity(32)
"""20 kB each for the longest models."""


def _comments(draft: Draft, day: date) -> Iterator[str]:
    for identifier, note in enumerate(draft.comments, draft.first_comment):
        content = _paragraphs(note.text, draft.styles["comment"], draft.styles["comment mark"])
        author = AUTHOR_OF_THE_MODEL if note.from_model else AUTHOR
        yield (
            f'<w:comment w:id="{identifier}" w:author="{author}" w:date="{day.isoformat()}T00:00:00Z"'
            f' w:initials="{author[0].upper()}">{content}</w:comment>'
        )


def _paragraphs(text: str, style: str, mark: str) -> str:
    """The lines of a note, the first of them after the mark of the comment."""
    first, *others = text.splitlines() or [""]
    reference = f'<w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:annotationRef/></w:r>'
    return paragraph(style, reference + note_run(first)) + "".join(paragraph(style, note_run(line)) for line in others)
