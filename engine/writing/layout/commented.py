"""What the notes to the drafter are about, for the formats that print them beside the words as comments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from engine.document import (
    Block,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Missing,
    Note,
    Paragraph,
    Reference,
    Strong,
    Text,
)


class Flat(NamedTuple):
    """An inline that holds no other, and how it is set."""

    inline: Inline
    bold: bool = False
    italic: bool = False


class Comments(NamedTuple):
    """How a format writes: a piece of words, and the two ends of what a note is about."""

    words: Callable[[Flat], str]
    ends: Callable[[Note], tuple[str, str]]


def flattened(content: Iterable[Inline], bold: bool = False, italic: bool = False) -> Iterator[Flat]:
    """Unfold Strong and Emphasis."""
    for inline in content:
        if isinstance(inline, Strong):
            yield from flattened(inline.content, True, italic)
        elif isinstance(inline, Emphasis):
            yield from flattened(inline.content, bold, True)
        else:
            yield Flat(inline, bold, italic)


def commented(content: Iterable[Inline], blank: bool, write: Comments, pieces: list[str]) -> str:
    """Write inlines after those of `pieces`, each note as a comment about the words since the note before it.

    A comment on nothing would be an empty range, which Word shows nowhere: a note that comes before any word is about
    the whole paragraph, and notes that follow one another are about the same words.
    """
    about = 0 if pieces else None
    after_note = False
    about_all: list[str] = []
    for flat in _spaced(content) if blank else flattened(content):
        if not isinstance(flat.inline, Note):
            if about is None or after_note:
                about, after_note = len(pieces), False
            pieces.append(write.words(flat))
            continue
        start, end = write.ends(flat.inline)
        pieces.insert(len(pieces) if about is None else about, start)
        if blank and flat.inline.from_model:
            pieces.append(write.words(Flat(Text(f"[{flat.inline.text}]"), italic=True)))
        if about is None:
            about_all.append(end)
        else:
            pieces.append(end)
            after_note = True
    return "".join((*pieces, *about_all))


def _spaced(content: Iterable[Inline]) -> Iterator[Flat]:
    """Put a space between a note that is printed, always in brackets, and the words that it touches."""
    before: Inline = LineBreak()
    for flat in flattened(content):
        if isinstance(flat.inline, Note) and not flat.inline.from_model:
            yield flat
            continue
        if _touches(before, flat.inline):
            yield Flat(Text(" "))
        yield flat
        before = flat.inline


def _touches(before: Inline, after: Inline) -> bool:
    if isinstance(after, Note):
        return not _characters(before)[-1:].isspace()
    first = _characters(after)[:1]
    return isinstance(before, Note) and (first.isalnum() or first in ("(", "[", "«"))


def _characters(inline: Inline) -> str:
    return inline.text if isinstance(inline, Text | Missing | Note | Reference) else "\n"


def with_notes_gathered(content: Iterable[Block], blank: bool) -> list[Block]:
    """Give the notes of a paragraph that prints nothing to the words before it, or else to those after it."""
    kept: list[Block] = []
    waiting: tuple[Note, ...] = ()
    for block in content:
        notes = _bare_notes(block, blank)
        previous = kept[-1] if kept else None
        if notes and isinstance(previous, Paragraph | Heading):
            kept[-1] = replace(previous, content=previous.content + notes)
        elif notes and isinstance(previous, ListBlock) and previous.items:
            last = tuple(with_notes_gathered((*previous.items[-1], Paragraph(notes)), blank))
            kept[-1] = replace(previous, items=(*previous.items[:-1], last))
        elif notes:
            waiting += notes
        elif waiting and isinstance(block, Paragraph | Heading):
            kept.append(replace(block, content=waiting + block.content))
            waiting = ()
        else:
            kept.append(block)
    return [*kept, Paragraph(waiting)] if waiting else kept


def _bare_notes(block: Block, blank: bool) -> tuple[Note, ...]:
    """The notes of a paragraph that holds nothing else to print."""
    if not isinstance(block, Paragraph):
        return ()
    notes = tuple(inline for inline in block.content if isinstance(inline, Note))
    printed = len(notes) < len(block.content) or (blank and any(note.from_model for note in notes))
    return () if printed else notes
