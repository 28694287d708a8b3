"""The measures of the neutral letterhead, data/chartes/neutre.docx, as Word draws it: those by which pages are told."""

from __future__ import annotations

from typing import Final, NamedTuple

WIDTH, LANDSCAPE_WIDTH = 470.6, 717.2
HEIGHT, LANDSCAPE_HEIGHT = 711.5, 464.9
"""The text of a page, in points."""

HEAD_ROOM: Final = 36.85
"""What the header of the first page may take before it pushes the text down."""

HEAD_LETTERS, HEAD_LINE, HEAD_FOOT = 11.0, 14.5, 11.2
"""The letters and the lines of that header, and the empty line below."""


class Look(NamedTuple):
    """A style of the letterhead: size of letters, height of a line, spaces above and below, in points."""

    letters: float
    line: float
    above: float
    below: float
    bold: bool = False


NATURAL: Final = 1.15
"""The height of a line of the main font, in ems."""


def _look(letters: float, line: float, above: float, below: float, *, bold: bool = False) -> Look:
    return Look(letters, letters * NATURAL * line, above, below, bold)


LOOKS: Final = {
    "title": _look(18, 1.1, 18, 6, bold=True),
    "subtitle": _look(12, 1.15, 0, 12),
    "heading 1": _look(13, 1.05, 18, 6, bold=True),
    "heading 2": _look(11.5, 1.05, 12, 5, bold=True),
    "heading 3": _look(10.5, 1.05, 10, 4, bold=True),
    "heading 4": _look(10.5, 1.05, 9, 4, bold=True),
    "body": _look(10.5, 1.15, 0, 6.5),
    "centered": _look(10.5, 1.15, 10, 10),
    "visa": _look(10.5, 1.15, 0, 5.5),
    "list": _look(10.5, 1.15, 0, 4.5),
    "cell": _look(9, 1, 2, 2),
    "dense cell": _look(8.5, 1, 2, 2),
    "caption": _look(9.5, 1.15, 8, 4, bold=True),
    "signature": _look(10.5, 1.15, 8, 2),
    "contents title": _look(13, 1.15, 18, 6, bold=True),
    "contents 1": _look(10.5, 1.05, 3.5, 0),
    "contents 2": _look(9.5, 1.05, 1, 0),
}
"""Those of the neutral letterhead, by the names of docx.styles."""
