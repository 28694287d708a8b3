"""What no page parts, what stays together on one, and how high it comes out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from engine.document import PageBreak


class Piece(NamedTuple):
    """What no page parts: its height, what lies above it and below it where it does not begin or end a page.

    It is `bound` where it stays on the page of the next one; `again` is what is repeated above it where it begins a
    page, the header of its table. All in points.
    """

    height: float
    bound: bool
    above: float = 0.0
    below: float = 0.0
    again: float = 0.0


Pieces = tuple[Piece, ...]


class Run(NamedTuple):
    """Pieces that stay together: what lies above them and below them, and the height from the first to the last.

    It is `open` where the last of them stays on the page of what follows.
    """

    pieces: Pieces
    above: float
    height: float
    below: float
    open: bool


class Shape(NamedTuple):
    """A block: its pieces, run by run, and the anchors of its headings."""

    runs: tuple[Run, ...]
    anchors: tuple[str, ...] = ()


@lru_cache(maxsize=2048)
def runs_of(pieces: Pieces) -> tuple[Run, ...]:
    """Part pieces after each that is not bound to the next one."""
    ends = [at for at, piece in enumerate(pieces, 1) if not piece.bound or at == len(pieces)]
    return tuple(_run(pieces[start:end]) for start, end in pairwise((0, *ends)))


def _run(pieces: Pieces) -> Run:
    first, last = pieces[0], pieces[-1]
    between = sum(max(one.below, other.above) for one, other in pairwise(pieces))
    return Run(pieces, first.above, between + sum(one.height for one in pieces), last.below, last.bound)


class Group(NamedTuple):
    """Runs that stay together, with the anchors of the headings that begin at some of them.

    It is `open` where its last run stays with what follows; `turns` where a page break follows it. `height` is that
    from the first of its runs to the last.
    """

    runs: tuple[Run, ...]
    anchors: tuple[tuple[int, str], ...]
    height: float
    open: bool = False
    turns: bool = False

    def after(self, other: Group) -> Group:
        """The same with another, which was open, before it."""
        there = len(other.runs)
        anchors = (*other.anchors, *((there + at, anchor) for at, anchor in self.anchors))
        return _group((*other.runs, *self.runs), anchors, goes_on=self.open, turns=self.turns)


def _group(
    runs: Sequence[Run], anchors: Sequence[tuple[int, str]], *, goes_on: bool = False, turns: bool = False
) -> Group:
    height = runs[0].height if runs else 0.0
    for one, other in pairwise(runs):
        height += max(one.below, other.above) + other.height
    return Group(tuple(runs), tuple(anchors), height, goes_on, turns)


@lru_cache(maxsize=512)
def groups(blocks: tuple[Shape | PageBreak, ...]) -> tuple[Group, ...]:
    """Put runs in groups, up to the last one, which may be open: the very same for blocks of the same shapes."""
    found: list[Group] = []
    runs: list[Run] = []
    anchors: list[tuple[int, str]] = []
    for block in blocks:
        if isinstance(block, PageBreak):
            found.append(_group(runs, anchors, turns=True))
            runs, anchors = [], []
            continue
        anchors += [(len(runs), anchor) for anchor in block.anchors]
        for run in block.runs:
            runs.append(run)
            if not run.open:
                found.append(_group(runs, anchors))
                runs, anchors = [], []
    return (*found, _group(runs, anchors, goes_on=True)) if runs else tuple(found)
