"""Characters, runs and paragraphs of WordprocessingML, as strings: the writer builds a body of thousands of them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from engine.writing.layout.typeset import Pieces, set_together
from models.regexes import regex

XML_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

NOT_XML: Final = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 document may hold, even escaped (XML 1.0, § 2.2)."""

UNSAFE: Final = regex('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
"""What cannot be put as it is in a run; most texts hold none of it, which one search tells."""

RAISED: Final = '<w:vertAlign w:val="superscript"/>'

BREAKS: Final = regex("\r\n|[\r\n\t]")

NUMBERED: Final = regex(r"(?<=\d)-(?=\d)")
"""The hyphen of « L. 313-12-2 », at which LibreOffice and Word would cut a line: it is one that they do not."""


def escaped(text: str) -> str:
    """Make characters ready for XML, in an element or an attribute; those that XML cannot hold become « � »."""
    if not UNSAFE.search(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return NOT_XML.sub("\ufffd", text)


def run(text: str, properties: str = "") -> str:
    """Write runs of text as typed, but for spaces that no line may cut, and « er » raised in « 1er ».

    A line break or a tabulation in it is one in Word too.
    """
    return runs(set_together([text])[0], properties)


def note_run(text: str) -> str:
    """The same in a comment, where LibreOffice would save a hyphen that does not break as another letter."""
    return run(text).replace(_UNBROKEN, "-")


_UNBROKEN: Final = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'


def runs(pieces: Pieces, properties: str = "") -> str:
    """Write the runs of a text that is set."""
    return "".join([_run(piece, properties + RAISED * up) for piece, up in pieces])


def _run(text: str, properties: str) -> str:
    inner = f'<w:t xml:space="preserve">{escaped(text)}</w:t>'
    if "\n" in text or "\t" in text or "\r" in text:
        inner = BREAKS.sub(_break, inner)
    if "-" in text:
        inner = NUMBERED.sub(_UNBROKEN, inner)
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>" if properties else f"<w:r>{inner}</w:r>"


def _break(match: re.Match[str]) -> str:
    mark = "<w:tab/>" if match.group() == "\t" else "<w:br/>"
    return f'</w:t>{mark}<w:t xml:space="preserve">'


def field(instruction: str, result: str) -> str:
    """A Word field with the result that it shows until it is next updated; `result` is made of runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmark(identifier: int, name: str, content: str) -> str:
    """A named place around runs, that fields and links point to."""
    return f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{identifier}"/>'


def marked(content: str, mark: str) -> str:
    """Blocks with a mark at the first words of the first paragraph; as they are where there is none.

    It is a point: an editor loses or moves one that goes around a clause.
    """
    if not mark:
        return content
    start = content.find("</w:pPr>") + len("</w:pPr>")
    return f"{content[:start]}{mark}{content[start:]}"


LONGEST_NAME: Final = 64
"""The letters of the title and of the tag of a control that Word takes (ECMA-376, part 1, 17.5.2.1 and 17.5.2.42)."""


def control(identifier: int, tag: str, title: str, content: str) -> str:
    """Runs in a content control of any words, which no editor spoils.

    Neither `w:text` nor a binding: LibreOffice corrupts a file where words of such a control have tracked changes, and
    shows what a store holds over what was typed.
    """
    return (
        f'<w:sdt><w:sdtPr>{named(tag, title)}<w:id w:val="{identifier}"/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def named(tag: str, title: str) -> str:
    """What a control is called, and its tag; one that is too long is left out: cut, it could name another fact."""
    tagged = f'<w:tag w:val="{escaped(tag)}"/>' if len(tag) <= LONGEST_NAME else ""
    return f'<w:alias w:val="{escaped(title[:LONGEST_NAME])}"/>{tagged}'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph of a style (its identifier in the letterhead); `properties` in the order of CT_PPr, after pStyle."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


class Growing(NamedTuple):
    """A part of the package that a contract adds its own elements to: its name, and the text around them."""

    name: str
    before: str
    after: str

    def around(self, content: str) -> bytes:
        """The part with its content in place."""
        return f"{self.before}{content}{self.after}".encode()
