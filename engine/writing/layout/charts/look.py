"""Colours, patterns, dashes and markers: how series are told apart, in colour, in grey and by the colour-blind.

Every colour has a contrast of 3:1 or more with white (WCAG 2.2, 1.4.11), and neighbours differ twice: by how dark they
are, and by a pattern or a marker. The names of markers are those of Word (ECMA-376, 21.2.3.27).
"""

from __future__ import annotations

from typing import Literal

from models.records import dataclass

Pattern = Literal["solid", "up", "down", "horizontal", "cross"]
Dash = Literal["solid", "dash", "dot", "dash and dot"]
Marker = Literal["circle", "square", "triangle", "diamond", "x", "plus"]

INK = "#1a1a1a"
"""The words of a chart."""

GRID = "#c9ced6"
"""The lines across a chart, which only help the eye."""

BASE = "#4a4a4a"
"""The line of zero."""

COLOURS = ("#1b365d", "#d2691e", "#1f8a7d", "#7a1f4f", "#767676", "#3a7fc1")
HATCHED: tuple[Pattern, ...] = ("up", "down", "horizontal", "cross")
PATTERNS: tuple[Pattern, ...] = ("solid", "up", "solid", "down", "horizontal", "cross")
DASHES: tuple[Dash, ...] = ("solid", "dash", "dot", "dash and dot")
MARKERS: tuple[Marker, ...] = ("circle", "square", "triangle", "diamond", "x", "plus")


@dataclass(frozen=True, slots=True)
class Look:
    """How a series is drawn; the pattern is for bars, the dash and the marker, filled or not, for lines."""

    colour: str
    pattern: Pattern
    dash: Dash
    marker: Marker
    hollow: bool


def look(position: int) -> Look:
    """How the series of this rank is drawn; after six, colours come back with another pattern, dash and marker."""
    turn, rank = divmod(position, len(COLOURS))
    shifted = position + turn
    return Look(
        COLOURS[rank],
        HATCHED[(position + 2) % len(HATCHED)] if turn else PATTERNS[rank],
        DASHES[shifted % len(DASHES)],
        MARKERS[shifted % len(MARKERS)],
        hollow=shifted // len(MARKERS) % 2 == 1,
    )
