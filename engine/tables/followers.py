"""Which cells are worked out of which, in contracts whose tables are made alike: a changed fact touches those alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from engine.formulas.cells import Operation, Reference, Resolved, Span

Follower = Reference | tuple[int, int]
"""A cell, or a control (told by its identity) in a series."""


class Followers:
    """The cells and the controls that name each cell, learnt from their formulas; `known` are those that were.

    It may be shared between threads: what follows a cell is told before the follower is known.
    """

    def __init__(self) -> None:
        self.known: set[Follower] = set()
        self._of: dict[Reference, set[Follower]] = {}

    def learn(self, one: Follower, formula: Resolved | None) -> None:
        """Note the cells that a formula names: those that it may do without, too."""
        for cell in _cells(formula):
            self._of.setdefault(cell, set()).add(one)
        self.known.add(one)

    def touched(self, changed: Iterable[Reference], known: Set[Reference]) -> set[Follower]:
        """The cells that changed, with all the cells and controls that are worked out of them.

        A cell that is not `known` may have changed: what was told of a control without it may hold no more.
        """
        found: set[Follower] = {*changed, *(self._of.copy().keys() - known)}
        left = [*found]
        while left:
            cell = left.pop()
            followers = self._of.get(cell) if isinstance(cell, Reference) else None
            fresh = followers.copy() - found if followers else set()  # another thread may add to them
            found |= fresh
            left += fresh
        return found


def _cells(formula: Resolved | None) -> Iterator[Reference]:
    if isinstance(formula, Reference):
        yield formula
    elif isinstance(formula, Span):
        yield from formula.references()
    elif isinstance(formula, Operation):
        for argument in formula.arguments:
            yield from _cells(argument)
