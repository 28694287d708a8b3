"""The words of a paragraph: runs, REF fields, highlighted gaps and the ranges that Word comments are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.document import Emphasis, Heading, Inline, LineBreak, Missing, Note, Reference, Strong, Text
from engine.writing.docx.draft import FIRST_BOOKMARK, Draft, heading_bookmark, number_bookmark
from engine.writing.docx.text import bookmark, field, run

BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
HIGHLIGHT = '<w:highlight w:val="yellow"/>'
NARROW = '<w:sz w:val="12"/><w:szCs w:val="12"/>'
"""What is to be filled in, in a column of 12 mm: « compléter » fits without being cut, even bold (6 points)."""
LINE_BREAK = "<w:r><w:br/></w:r>"


def words(content: Sequence[Inline], draft: Draft) -> str:
    """Write the runs of a paragraph, its notes as comments about the words that come before them."""
    if len(content) == 1 and isinstance(content[0], Text):  # most paragraphs
        return run(content[0].text)
    return _commented(content, draft, [])


def heading_words(heading: Heading, draft: Draft) -> str:
    """Write the runs of a heading: its number, alone in the bookmark that references repeat, then its words.

    A heading without a number has the same bookmark around its words.
    """
    position = draft.heading()
    identifier, name = FIRST_BOOKMARK + 2 * position, number_bookmark(position)
    number = heading.number
    if number:
        value = bookmark(identifier, name, run(number.value))
        runs = _commented(heading.content, draft, [run(number.prefix), value, run(number.suffix)])
    else:
        runs = bookmark(identifier, name, words(heading.content, draft))
    return bookmark(identifier + 1, heading_bookmark(position), runs)


def flattened(content: Iterable[Inline], bold: bool = False, italic: bool = False) -> Iterator[tuple[Inline, str]]:
    """Unfold Strong and Emphasis: each inline that holds no other, with its run properties."""
    for inline in content:
        if isinstance(inline, Strong):
            yield from flattened(inline.content, True, italic)
        elif isinstance(inline, Emphasis):
            yield from flattened(inline.content, bold, True)
        else:
            yield inline, (BOLD if bold else "") + (ITALIC if italic else "")


def _commented(content: Iterable[Inline], draft: Draft, pieces: list[str]) -> str:
    """Write runs after those of `pieces`, each note as a comment about the words since the note before it.

    A comment on nothing would be an empty range, which Word shows nowhere: a note that comes before any word is about
    the whole paragraph, and notes that follow one another are about the same words.
    """
    about = 0 if pieces else None
    after_note = False
    about_all: list[str] = []
    for inline, properties in _spaced(content) if draft.blank else flattened(content):
        if not isinstance(inline, Note):
            if about is None or after_note:
                about, after_note = len(pieces), False
            pieces.append(_run(inline, properties, draft))
            continue
        start, end = _comment(draft.comment(inline), draft)
        pieces.insert(len(pieces) if about is None else about, start)
        if draft.blank and inline.from_model:
            pieces.append(run(f"[{inline.text}]", ITALIC))
        if about is None:
            about_all.append(end)
        else:
            pieces.append(end)
            after_note = True
    return "".join((*pieces, *about_all))


def _spaced(content: Iterable[Inline]) -> Iterator[tuple[Inline, str]]:
    """Put a space between a note that is printed, always in brackets, and the words that it touches."""
    before: Inline = LineBreak()
    for inline, properties in flattened(content):
        if isinstance(inline, Note) and not inline.from_model:
            yield inline, properties
            continue
        if _touches(before, inline):
            yield Text(" "), ""
        yield inline, properties
        before = inline


def _touches(before: Inline, after: Inline) -> bool:
    if isinstance(after, Note):
        return not _characters(before)[-1:].isspace()
    first = _characters(after)[:1]
    return isinstance(before, Note) and (first.isalnum() or first in ("(", "[", "«"))


def _characters(inline: Inline) -> str:
    return inline.text if isinstance(inline, Text | Missing | Note | Reference) else "\n"


def _run(inline: Inline, properties: str, draft: Draft) -> str:
    match inline:
        case Text(text):
            return run(text, properties)
        case LineBreak():
            return LINE_BREAK
        case Missing(text=text):
            return run(text, properties + (NARROW if draft.dense else "") + HIGHLIGHT)
        case Reference(anchor, text):
            position = draft.positions.get(anchor)
            shown = run(text, properties)
            return shown if position is None else field(f"REF {number_bookmark(position)} \\h", shown)
    raise TypeError(f"not a piece of a run: {inline!r}")


def _comment(identifier: int, draft: Draft) -> tuple[str, str]:
    """The two ends of what a comment is about (ECMA-376, 17.13.4)."""
    style = draft.styles["comment mark"]
    end = (
        f'<w:commentRangeEnd w:id="{identifier}"/><w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>'
        f'<w:commentReference w:id="{identifier}"/></w:r>'
    )
    return f'<w:commentRangeStart w:id="{identifier}"/>', end
