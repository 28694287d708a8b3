"""The measures of the page that our own style draws, and of what may stand on one."""

from __future__ import annotations

MILLIMETRE = 72 / 25.4
"""In points."""

PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 166 * MILLIMETRE, 267 * MILLIMETRE
"""The width of the text on each page of the style sheet."""

RECIPIENT = 235
"""Where the address of who a letter is written to stands, from the margin, in points: the middle of the page."""

CELL_SIDES, LIST_INDENT = 12.0, 18.0
"""What the sides of a cell and the margin of a list take from it, in points."""

CHARACTERS_ACROSS = 110
"""How many characters fit across a page, near enough: the unit of the guesses below."""

SHORT_TABLE = 16
"""A table that takes no more lines, a third of a page, stands on one page; others are cut between rows."""

LONG_ROW = 36
"""A row may be broken over two pages where one of its cells holds more lines than that."""

LONG_MERGE = 20
"""Rows that a merged cell binds may stand on two pages where they hold more lines than that together."""
