"""The hatching of bars, as the path of an SVG drawing.

Lines are drawn one by one rather than by a pattern: they need no name of their own in the page, stay lines when they
are printed, and those of neighbouring bars go on from one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from engine.writing.layout.charts.look import Pattern

PITCH = 5.5
"""Between two slanted lines, measured along the side of a bar, in points."""

LEVEL_PITCH = 3.5


class Box(NamedTuple):
    """A bar: its left, top, right and bottom edges, in points."""

    left: float
    top: float
    right: float
    bottom: float


def hatching(pattern: Pattern, box: Box) -> str:
    """The path of the lines that fill a bar; empty for a solid one."""
    match pattern:
        case "solid":
            return ""
        case "up":
            return "".join(_up(box))
        case "down":
            return "".join(_down(box))
        case "horizontal":
            return "".join(_level(box))
        case "cross":
            return "".join((*_up(box), *_down(box)))


def _up(box: Box) -> Iterator[str]:
    """Lines that go up to the right: down a line, x + y is the same."""
    for rank in _ranks(box.left + box.top, box.right + box.bottom, PITCH):
        total = rank * PITCH
        left, right = max(box.left, total - box.bottom), min(box.right, total - box.top)
        yield f"M{left:.1f} {total - left:.1f}L{right:.1f} {total - right:.1f}"


def _down(box: Box) -> Iterator[str]:
    """Lines that go down to the right: along a line, x − y is the same."""
    for rank in _ranks(box.left - box.bottom, box.right - box.top, PITCH):
        difference = rank * PITCH
        left, right = max(box.left, difference + box.top), min(box.right, difference + box.bottom)
        yield f"M{left:.1f} {left - difference:.1f}L{right:.1f} {right - difference:.1f}"


def _level(box: Box) -> Iterator[str]:
    for rank in _ranks(box.top, box.bottom, LEVEL_PITCH):
        height = f"{rank * LEVEL_PITCH:.1f}"
        yield f"M{box.left:.1f} {height}L{box.right:.1f} {height}"


def _ranks(first: float, last: float, pitch: float) -> range:
    """The lines of the sheet that fall between two places."""
    return range(ceil(first / pitch), ceil(last / pitch))
