"""The ranks and labels of headings, which Typst wants before it draws them."""

from __future__ import annotations

from functools import lru_cache

from engine.document import Heading, Section
from engine.writing.layout.outline import SUMMARY_LEVELS, headings, ranks_of
from engine.writing.layout.words import heading_label, words_of

Ranked = tuple[int, str | None]
"""The rank of a heading, and its label."""


class Headings:
    """The headings of a contract, asked for one after the other in the order of the tree.

    A rank never skips one, wherever the heading stands: Typst refuses to write PDF/UA-1 (7.4.2) otherwise.
    """

    def __init__(self, sections: tuple[Section, ...], blank: bool) -> None:
        found = [one for one in headings(sections) if not is_empty(one, blank)]
        self._ranks = ranks_of(found)
        self._labels: dict[str, str] = {}
        for number, heading in enumerate(found, start=1):
            self._labels.setdefault(heading.anchor, f"titre-{number}")
        self.listed: dict[str, Heading] = {}
        for section in sections:
            for block in section.blocks:
                if isinstance(block, Heading) and block.level <= SUMMARY_LEVELS and block.anchor in self._labels:
                    self.listed.setdefault(self._labels[block.anchor], block)
        self.labels = _the_same(tuple(self._labels.items()))
        self._drawn: set[str] = set()
        self._last = 1

    def next(self, heading: Heading) -> Ranked:
        """The rank and the label of the next heading; one whose anchor was another's before it has no label."""
        self._last = min(self._ranks[heading.anchor], self._last + 1)
        if heading.anchor in self._drawn:
            return self._last, None
        self._drawn.add(heading.anchor)
        return self._last, self._labels[heading.anchor]

    def label(self, anchor: str) -> str | None:
        """The label of a heading by its anchor; None where the contract has no such heading."""
        return self._labels.get(anchor)


@lru_cache(maxsize=256)
def _the_same(labels: tuple[tuple[str, str], ...]) -> object:  # noqa: ARG001 - they are told apart by the cache
    """Stands for labels, and is one object for all the contracts that have the same: quick to compare."""
    return object()


def is_empty(heading: Heading, blank: bool) -> bool:
    """Whether a heading prints nothing, which is no heading (PDF/UA-1, 7.4)."""
    return not (heading_label(heading) + words_of(heading.content, blank)).strip()
