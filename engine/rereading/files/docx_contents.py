"""What was typed in the table of contents of a DOCX, which repeats its headings and is read for nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from engine.carried import Line
from engine.elements import W, local
from engine.rereading.files.docx_styles import Styles
from engine.writing.layout.written_lines import says

_TITLE: Final = "Sommaire"
_SIGNS: Final = {f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_NOTE: Final = re.compile(r"\[[^\]]*\]")
"""A note to the drafter, which the headings of a blank have and its table of contents has not."""


def typed_in_contents(root: Any, styles: Styles, lines: Iterable[Line]) -> Iterator[str]:
    """The entries that repeat no line: neither one as it was written, nor one as it is now."""
    texts = {_TITLE, *(line.text for line in lines)}
    known = {_letters(one) for text in texts for one in (text, _NOTE.sub("", text))}
    for paragraph in _paragraphs(root, styles):
        said = "".join(_said(one) for one in paragraph.iter(f"{W}t", *_SIGNS) if local(one.getparent()) == "r")
        words, _, page = said.rpartition("\t")
        entry = words if words and page.strip().isdecimal() else said.strip()
        if says(entry) and _letters(entry) not in known:
            yield entry


def _paragraphs(root: Any, styles: Styles) -> Iterator[Any]:
    """The paragraphs of a table of contents: in its frame, whatever their style, or of one of its styles."""
    framed = {
        paragraph
        for gallery in root.iter(f"{W}docPartGallery")
        if gallery.get(f"{W}val") == "Table of Contents"
        for paragraph in gallery.getparent().getparent().getparent().iter(f"{W}p")
    }
    return (one for one in root.iter(f"{W}p") if one in framed or styles.is_contents(one))


def _said(element: Any) -> str:
    return element.text or "" if local(element) == "t" else _SIGNS[element.tag]


def _letters(text: str) -> str:
    return "".join(text.split())
