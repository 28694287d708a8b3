"""The contract that an avenant changes, in the words that were signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from engine.adapting.consolidated import VERSION
from engine.assembly.assemble import Assembled
from engine.carried import Carried, DamagedError, LaterFormatError, Line, packed, unpacked
from engine.document import Document, Section
from engine.dossier import Dossier
from engine.versions import version_of
from engine.writing.layout.written_lines import lines_of
from models.records import dataclass

_AROUND = ("header", "footer", "beside")
"""The lines of a letterhead."""


@dataclass(frozen=True)
class Signed:
    """A contract: its description, and the lines of the document that carries it, where it is one."""

    dossier: Dossier
    carried: Carried | None = None

    @cached_property
    def assembled(self) -> Assembled:
        """The contract as its description gives it today."""
        return self.dossier.assembled()

    @cached_property
    def today(self) -> tuple[Line, ...]:
        """Its words as its description gives them today."""
        return lines_of(contract_alone(self.assembled.document))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Its words as they were signed; those of its description where no document keeps them."""
        written = self.carried.lines if self.carried else ()
        return self._alone(written) if written else self.today

    def _alone(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        """The lines of a document without its letterhead, nor what it says of avenants, under its title."""
        kept = tuple(one for one in lines if one.kind not in _AROUND and one.clause != VERSION)
        said = _opening(kept) - _opening(self.today) if self.dossier.contrat.avenants else 0
        return (*kept[:1], *kept[1 + max(said, 0) :])

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The numbers of its articles, which no avenant moves."""
        return self.assembled.numbers.signed

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.dossier.source.name

    @property
    def packed(self) -> str:
        """What an avenant keeps of it, to be drafted again: what its document carries, or its description."""
        made_with = self.assembled.document.made_with
        day = made_with.law_day if made_with else self.dossier.droit.jour
        source = self.dossier.source
        return "".join(packed(self.carried or Carried(source.text, source.name, day, version_of())))


def kept_by(letters: str) -> Carried | None:
    """What an avenant kept of the contract that it changes; None where somebody changed it."""
    try:
        return unpacked([letters])
    except (DamagedError, LaterFormatError):
        return None


def contract_alone(document: Document) -> Document:
    """A contract without what says which avenants changed it: no avenant changes that."""
    return replace(document, sections=tuple(map(_without_version, document.sections)))


def _without_version(section: Section) -> Section:
    kept = [(block, clause) for block, clause in section.by_clause if clause != VERSION]
    return replace(section, blocks=tuple(one for one, _ in kept), clauses=tuple(one for _, one in kept))


def _opening(lines: Sequence[Line]) -> int:
    """How many lines come before those of the first clause: the title, and what stands under it."""
    return next((rank for rank, one in enumerate(lines) if one.clause), len(lines))
