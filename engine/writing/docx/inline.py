"""The words of a paragraph: runs, REF fields, highlighted gaps and the ranges that Word comments are about."""

from __future__ import annotations

from collections.abc import Sequence

from engine.document import Fact, Heading, Inline, LineBreak, Missing, Reference, Text
from engine.writing.docx.draft import FIRST_BOOKMARK, Draft, heading_bookmark, number_bookmark
from engine.writing.docx.text import bookmark, control, field, run, runs
from engine.writing.layout.commented import Comments, Flat, commented
from engine.writing.layout.typeset import set_together

BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
HIGHLIGHT = '<w:highlight w:val="yellow"/>'
NARROW = '<w:sz w:val="12"/><w:szCs w:val="12"/>'
"""What is to be filled in, in a column of 12 mm: « compléter » fits without being cut, even bold (6 points)."""
LINE_BREAK = "<w:r><w:br/></w:r>"


def words(content: Sequence[Inline], draft: Draft) -> str:
    """Write the runs of a paragraph, its notes as comments about the words that come before them."""
    if len(content) == 1 and type(content[0]) is Text:  # most paragraphs
        return run(content[0].text)
    return commented(content, draft.blank, _comments(draft), [])


def heading_words(heading: Heading, draft: Draft) -> str:
    """Write the runs of a heading: its number, alone in the bookmark that references repeat, then its words.

    A heading without a number has the same bookmark around its words.
    """
    position = draft.heading()
    identifier, name = FIRST_BOOKMARK + 2 * position, number_bookmark(position)
    number = heading.number
    if number:
        value = bookmark(identifier, name, run(number.value))
        runs = commented(
            heading.content, draft.blank, _comments(draft), [run(number.prefix), value, run(number.suffix)]
        )
    else:
        runs = bookmark(identifier, name, words(heading.content, draft))
    return bookmark(identifier + 1, heading_bookmark(position), runs)


def _comments(draft: Draft) -> Comments:
    return Comments(lambda together: _runs(together, draft), lambda note: _ends(draft.comment(note), draft))


def _runs(together: Sequence[Flat], draft: Draft) -> str:
    """The runs of words that are set together."""
    if len(together) == 1:
        return _controlled(together[0].inline, _run(together[0], draft), draft)
    pieces = set_together([flat.inline.text for flat in together if isinstance(flat.inline, Text)])
    return "".join(
        [_controlled(flat.inline, runs(one, _look(flat)), draft) for flat, one in zip(together, pieces, strict=True)]
    )


def _controlled(inline: Inline, words: str, draft: Draft) -> str:
    """The words of a fact, given or missing, in its control; others as they are."""
    match inline:
        case Fact(path=path, label=label) | Missing(path=path, label=label, place=True):
            return control(draft.control(), path, label, words)
        case _:
            return words


def _look(flat: Flat) -> str:
    return BOLD * flat.bold + ITALIC * flat.italic


def _run(flat: Flat, draft: Draft) -> str:
    properties = _look(flat)
    match flat.inline:
        case Text(text):
            return run(text, properties)
        case LineBreak():
            return LINE_BREAK
        case Missing(text=text):
            return run(text, properties + (NARROW if draft.dense else "") + HIGHLIGHT)
        case Reference(anchor, text):
            position = draft.position(anchor)
            shown = run(text, properties)
            return shown if position is None else field(f"REF {number_bookmark(position)} \\h", shown)
    raise TypeError(f"not a piece of a run: {flat.inline!r}")


def _ends(identifier: int, draft: Draft) -> tuple[str, str]:
    """The two ends of what a comment is about (ECMA-376, 17.13.4)."""
    style = draft.styles["comment mark"]
    end = (
        f'<w:commentRangeEnd w:id="{identifier}"/><w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>'
        f'<w:commentReference w:id="{identifier}"/></w:r>'
    )
    return f'<w:commentRangeStart w:id="{identifier}"/>', end
