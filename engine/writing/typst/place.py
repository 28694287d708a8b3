"""Where blocks stand on a page, which decides of how they are settled."""

from __future__ import annotations

from dataclasses import field

from engine.writing.layout.measures import PORTRAIT_WIDTH
from engine.writing.typst.headings import Headings
from engine.writing.typst.measures import LETTERS, PORTRAIT_HEIGHT
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: the width that they have there, the height of the page and the size of letters, in points."""

    blank: bool
    headings: Headings = field(compare=False)
    width: float = PORTRAIT_WIDTH
    height: float = PORTRAIT_HEIGHT
    letters: float = LETTERS
    bold: bool = False
    own_page: bool = True
    """Whether the page is ours, which is as wide and as high as that: a letterhead has another."""
