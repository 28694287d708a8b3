"""The words of a title or of a label alone, where nothing else of the tree can be shown (a cell, a chart)."""

from __future__ import annotations

from engine.document import Emphasis, Inline, LineBreak, Note, Strong


def words_of(content: tuple[Inline, ...]) -> str:
    """The words of a label or of a heading, without the notes to the drafter."""
    return "".join(map(_word, content)).strip()


def _word(part: Inline) -> str:
    if isinstance(part, Strong | Emphasis):
        return "".join(map(_word, part.content))
    if isinstance(part, LineBreak):
        return " "
    return "" if isinstance(part, Note) else part.text
