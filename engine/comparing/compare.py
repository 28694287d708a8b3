"""Two contracts compared: what differs, why, and what there is to say of each."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from engine.comparing.causes import Cause
from engine.comparing.comparison import ArticleChange, changes
from engine.comparing.explaining import Silent, explainer_of
from engine.comparing.printed import Article, articles_of_lines
from engine.comparing.redline import AUTHOR, redline
from engine.comparing.side import Side
from engine.comparing.variants import Variants, variants_of
from engine.errors import Finding
from engine.writing.layout.written_lines import lines_of
from models.records import dataclass


@dataclass(frozen=True)
class Comparison:
    """What the second contract changes of the first."""

    old: Side
    new: Side

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to know of both."""
        return (*self.old.findings, *self.new.findings)

    @cached_property
    def causes(self) -> tuple[Cause, ...]:
        """What differs between both descriptions, whatever it changes of the words: facts, library, law, by hand."""
        if self._variants is None:
            return ()
        others = (self._variants.cause(one) for one in self._variants.things if one != "fait")
        return (*self._variants.facts.values(), *others)

    @cached_property
    def articles(self) -> tuple[ArticleChange, ...]:
        """The articles that differ, in the order of the second."""
        if self._variants is None:
            return tuple(changes(_by_title(self.old), _by_title(self.new), Silent()))
        explainer = explainer_of(self._variants, self.old.assembled, self.new.assembled)
        return tuple(changes(self.old.articles, self.new.articles, explainer))

    @cached_property
    def _variants(self) -> Variants | None:
        if self.old.dossier is None or self.new.dossier is None:
            return None
        return variants_of(self.old.dossier, self.new.dossier, self.old.articles)

    @property
    def day(self) -> date:
        """The day of the tracked changes: that of the second contract."""
        return self.new.assembled.document.date

    def docx(self, author: str = AUTHOR, day: date | None = None) -> bytes:
        """The second as a DOCX, with its changes of the first tracked, by this author, on this day.

        Raises:
            InputError: where one of both cannot be written, or where what tracks them is not installed.
        """
        return redline(self.old.docx(), self.new.docx(), day or self.day, author)


def _by_title(side: Side) -> dict[str, Article]:
    return side.articles_by_title if side.lines else articles_of_lines(lines_of(side.assembled.document))
