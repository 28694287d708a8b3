"""The measures of the template, as styles.typ and main.typ have them."""

from __future__ import annotations

from engine.writing.layout.measures import MILLIMETRE

LETTERS, CELL_LETTERS, DENSE_LETTERS = 10.5, 9.5, 8.5
"""The sizes of letters in the text, in a table and in a table of many columns, in points, as styles.typ has them."""

CAPTION_LETTERS = 10.0

HEADING_LETTERS = (13.5, 11.5, 10.5, 10.5)
"""Those of headings, by level."""

DENSE_CELL_SIDES = 5.0
"""What the sides of a cell take from its width where there are many, in points."""

RIGHT_SIDE = 4.0
"""What more a figure leaves on its right there, lest it touches the words of the next column."""

PORTRAIT_HEIGHT, LANDSCAPE_HEIGHT = 251 * MILLIMETRE, 166 * MILLIMETRE
"""The height of the text on each page, as main.typ has it."""
