"""The words of a paragraph: spans, live references, highlighted gaps and the ranges that comments are about."""

from __future__ import annotations

from collections.abc import Sequence

from engine.document import Heading, Inline, LineBreak, Missing, Note, Reference, Text
from engine.writing.layout.commented import Comments, Flat, commented
from engine.writing.odt.draft import Draft, heading_bookmark, number_bookmark
from engine.writing.odt.text import LINE_BREAK, bookmark, escaped, paragraph, run, span

AUTHOR, AUTHOR_OF_THE_MODEL = "cpom", "Modèle"
"""Who says a remark, and the notes that the official form gives its drafter."""

LOOKS = {
    (False, False): "",
    (True, False): "Strong_20_Emphasis",
    (False, True): "Emphasis",
    (True, True): "Strong_and_Emphasis",
}


def words(content: Sequence[Inline], draft: Draft) -> str:
    """Write the words of a paragraph, its notes as comments about the words that come before them."""
    return commented(content, draft.blank, _comments(draft), [])


def heading_words(heading: Heading, draft: Draft) -> str:
    """Write a heading: its number, alone in the bookmark that references repeat, then its words.

    A heading without a number has the same bookmark around its words.
    """
    position = draft.heading()
    number = heading.number
    if number:
        value = bookmark(number_bookmark(position), run(number.value))
        pieces = [run(number.prefix), value, run(number.suffix)]
        written = commented(heading.content, draft.blank, _comments(draft), pieces)
    else:
        written = bookmark(number_bookmark(position), words(heading.content, draft))
    return bookmark(heading_bookmark(position), written)


def _comments(draft: Draft) -> Comments:
    return Comments(lambda together: _words(together, draft), lambda note: _comment(note, draft))


def _words(together: Sequence[Flat], draft: Draft) -> str:
    """Words that are set together, as one."""
    if len(together) == 1:
        return _piece(together[0], draft)
    whole = Text("".join(flat.inline.text for flat in together if isinstance(flat.inline, Text)))
    return _piece(together[0]._replace(inline=whole), draft)


def _piece(flat: Flat, draft: Draft) -> str:
    style = LOOKS[flat.bold, flat.italic]
    match flat.inline:
        case Text(text):
            return run(text, style)
        case LineBreak():
            return LINE_BREAK
        case Missing(text=text):
            return span(run(text, "Missing_20_narrow" if draft.dense else "Missing"), style)
        case Reference(anchor, text):
            position = draft.positions.get(anchor)
            shown = escaped(text)
            if position is None:
                return run(text, style)
            name = number_bookmark(position)
            return span(
                f'<text:bookmark-ref text:reference-format="text" text:ref-name="{name}">{shown}</text:bookmark-ref>',
                style,
            )
    raise TypeError(f"not a piece of words: {flat.inline!r}")


def _comment(note: Note, draft: Draft) -> tuple[str, str]:
    """The two ends of what a comment is about (14.1, 14.2); the first holds its words, a paragraph a line."""
    name = draft.comment()
    author = AUTHOR_OF_THE_MODEL if note.from_model else AUTHOR
    lines = "".join(paragraph("Comment", run(line)) for line in note.text.splitlines() or [""])
    start = (
        f'<office:annotation office:name="{name}"><dc:creator>{author}</dc:creator>'
        f"<dc:date>{draft.day.isoformat()}T00:00:00</dc:date>"
        f"<meta:creator-initials>{author[0].upper()}</meta:creator-initials>{lines}</office:annotation>"
    )
    return start, f'<office:annotation-end office:name="{name}"/>'
