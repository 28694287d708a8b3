"""Characters, runs and paragraphs of OpenDocument, as strings: the writer builds a body of thousands of them.

Source: OASIS, Open Document Format for Office Applications 1.3, part 3.
"""

from __future__ import annotations

import re
from typing import Final

from engine.writing.layout.typeset import raised, unbroken
from engine.writing.layout.words import NOT_XML

_UNSAFE: Final = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
_SPACES: Final = re.compile("^ +| +$| {2,}|\r\n|[\r\n\t]")
"""What a reader would make one space of, or nothing (6.1.2): spaces in a row or at an end, lines and tabulations."""

LINE_BREAK: Final = "<text:line-break/>"


def escaped(text: str) -> str:
    """Make characters ready for XML, in an element or an attribute; those that XML cannot hold become « � »."""
    if not _UNSAFE.search(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return NOT_XML.sub("\ufffd", text)


def run(text: str, style: str = "") -> str:
    """Write text as typed, but for spaces that no line may cut, and « er » raised in « 1er »."""
    pieces = list(raised(unbroken(text)))
    written = "".join(span(_characters(piece), "Raised") if up else _characters(piece) for piece, up in pieces)
    return span(written, style)


def span(content: str, style: str) -> str:
    """Words of a style."""
    return f'<text:span text:style-name="{style}">{content}</text:span>' if style else content


def _characters(text: str) -> str:
    return _SPACES.sub(_space, escaped(text))


def _space(found: re.Match[str]) -> str:
    spaces = found.group()
    if spaces[0] == " ":
        return f'<text:s text:c="{len(spaces)}"/>' if len(spaces) > 1 else "<text:s/>"
    return "<text:tab/>" if spaces == "\t" else LINE_BREAK


def paragraph(style: str, content: str) -> str:
    """A paragraph of a style."""
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def bookmark(name: str, content: str) -> str:
    """A named place around words, that references and links point to."""
    return f'<text:bookmark-start text:name="{name}"/>{content}<text:bookmark-end text:name="{name}"/>'


_FIRST_WORDS = re.compile("<text:[ph](?: [^>]*)?>")


def marked(content: str, name: str) -> str:
    """Blocks with a bookmark at the first words of the first paragraph; as they are where it has no name."""
    if not name or not (first := _FIRST_WORDS.search(content)):
        return content
    return f'{content[: first.end()]}<text:bookmark text:name="{name}"/>{content[first.end() :]}'


def points(length: float) -> str:
    """A length: « 12.5pt »."""
    return f"{length:.2f}".rstrip("0").rstrip(".") + "pt"
