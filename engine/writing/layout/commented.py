"""What the notes to the drafter are about, for the formats that print them beside the words as comments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from engine.writing.layout.words import are_one


class Flat(NamedTuple):
    """An inline that holds no other, and how it is set."""

    inline: Inline
    bold: bool = False
    italic: bool = False


class Comments(NamedTuple):
    """How a format writes: words that are set together, and the two ends of what a note is about."""

    words: Callable[[Sequence[Flat]], str]
    ends: Callable[[Note], tuple[str, str]]


def flattened(content: Iterable[Inline], bold: bool = False, italic: bool = False) -> Iterator[list[Flat]]:
    """Unfold Strong and Emphasis: inlines one by one, but a fact, or a figure, with the texts that it touches."""
    group: list[Flat] = []
    for inline in content:
        if group and are_one(group[-1].inline, inline):
            group.append(Flat(inline, bold, italic))
            continue
        if group:
            yield group
            group = []
        if isinstance(inline, Strong):
            yield from flattened(inline.content, True, italic)
        elif isinstance(inline, Emphasis):
            yield from flattened(inline.content, bold, True)
        else:
            group = [Flat(inline, bold, italic)]
    if group:
        yield group


def commented(content: Iterable[Inline], blank: bool, write: Comments, pieces: list[str]) -> str:
    """Write inlines after those of `pieces`, each note as a comment about the words since the note before it.

    A comment on nothing would be an empty range, which Word shows nowhere: a note that comes before any word is about
    the whole paragraph, and notes that follow one another are about the same words.
    """
    about = 0 if pieces else None
    after_note = False
    about_all: list[str] = []
    for together in _spaced(content) if blank else flattened(content):
        note = together[0].inline
        if not isinstance(note, Note):
            if about is None or after_note:
                about, after_note = len(pieces), False
            pieces.append(write.words(together))
            continue
        start, end = write.ends(note)
        pieces.insert(len(pieces) if about is None else about, start)
        if blank and note.from_model:
            pieces.append(write.words([_shown(note)]))
        if about is None:
            about_all.append(end)
        else:
            pieces.append(end)
            after_note = True
    return "".join((*pieces, *about_all))


def printed_together(content: Iterable[Inline], blank: bool) -> Iterator[list[Flat]]:
    """The words that are printed of inlines, those that are set together as one: of notes, those of a blank alone."""
    for together in _spaced(content) if blank else flattened(content):
        note = together[0].inline
        if not isinstance(note, Note):
            yield together
        elif blank and note.from_model:
            yield [_shown(note)]


def _shown(note: Note) -> Flat:
    """A note of the form, as a blank prints it."""
    return Flat(Text(f"[{note.text}]"), italic=True)


def _spaced(content: Iterable[Inline]) -> Iterator[list[Flat]]:
    """Put a space between a note that is printed, always in brackets, and the words that it touches."""
    before: Inline = LineBreak()
    for together in flattened(content):
        first = together[0].inline
        if isinstance(first, Note) and not first.from_model:
            yield together
            continue
        if _touches(before, first):
            yield [Flat(Text(" "))]
        yield together
        before = together[-1].inline


def _touches(before: Inline, after: Inline) -> bool:
    if isinstance(after, Note):
        return not _characters(before)[-1:].isspace()
    first = _characters(after)[:1]
    return isinstance(before, Note) and (first.isalnum() or first in ("(", "[", "«"))


def _characters(inline: Inline) -> str:
    return inline.text if isinstance(inline, Text | Missing | Note | Reference) else "\n"


def with_notes_gathered(content: Iterable[Block], blank: bool) -> list[Block]:
    """Give the notes of a paragraph that prints nothing to the words before it, or else to those after it."""
    return gathered([*content], (), blank)[0]


def gathered(content: Sequence[Block], clauses: Sequence[str], blank: bool) -> tuple[list[Block], list[str]]:
    """The same for blocks, with the clauses that made them, empty where none is said."""
    names = [*clauses] or [""] * len(content)
    opened = [one for one in content if type(one) is Paragraph and one.content and type(one.content[0]) is Note]
    if not any(_bare_notes(block, blank) for block in opened):
        return [*content], names  # nearly always
    kept: list[tuple[Block, str]] = []
    waiting: tuple[Note, ...] = ()
    clause = ""
    for block, clause in zip(content, names, strict=True):
        notes = _bare_notes(block, blank)
        previous, of = kept[-1] if kept else (None, "")
        if notes and isinstance(previous, Paragraph | Heading):
            kept[-1] = replace(previous, content=previous.content + notes), of
        elif notes and isinstance(previous, ListBlock) and previous.items:
            last = tuple(with_notes_gathered((*previous.items[-1], Paragraph(notes)), blank))
            kept[-1] = replace(previous, items=(*previous.items[:-1], last)), of
        elif notes:
            waiting += notes
        elif waiting and isinstance(block, Paragraph | Heading):
            kept.append((replace(block, content=waiting + block.content), clause))
            waiting = ()
        else:
            kept.append((block, clause))
    if waiting:
        kept.append((Paragraph(waiting), clause))
    return [block for block, _ in kept], [clause for _, clause in kept]


def _bare_notes(block: Block, blank: bool) -> tuple[Note, ...]:
    """The notes of a paragraph that holds nothing else to print."""
    if not isinstance(block, Paragraph) or (block.content and not isinstance(block.content[0], Note)):
        return ()
    notes = tuple(inline for inline in block.content if isinstance(inline, Note))
    printed = len(notes) < len(block.content) or (blank and any(note.from_model for note in notes))
    return () if printed else notes
