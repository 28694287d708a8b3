"""An avenant to draft: the contract that was signed, what it becomes, and what is said of the avenant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from engine.assembly.assemble import Assembled
from engine.avenants.differences import modifications
from engine.avenants.kinds import ORDINARY, Kind, changed_paths, kind_of
from engine.avenants.modifications import Modification
from engine.avenants.signed import Signed, contract_alone
from engine.carried import Line
from engine.document import Document
from engine.dossier import Dossier
from engine.writing.layout.written_lines import lines_of
from models.avenants import Avenant
from models.records import dataclass


@dataclass(frozen=True)
class Case:
    """A contract as signed, the new one as it was given, and the consolidated one that the avenant makes."""

    old: Signed
    given: Dossier
    new: Dossier

    @property
    def avenant(self) -> Avenant:
        """What is said of it."""
        return self.new.contrat.avenants[len(self.old.dossier.contrat.avenants)]

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The facts that it changes, by their paths."""
        return changed_paths(self.old.dossier, self.given)

    @cached_property
    def kind(self) -> Kind:
        """Of which kind it is: as it says, or as what changes tells."""
        return kind_of(self.avenant, self.changed, self.new.modele.bibliotheque)

    @property
    def act(self) -> str:
        """The act that words it: that of a revision where what changes contradicts the kind that is said."""
        return self.kind.act if self.kind.is_of(self.changed, self.avenant) else ORDINARY

    @cached_property
    def assembled(self) -> Assembled:
        """The consolidated contract."""
        return self.new.assembled()

    @cached_property
    def contract(self) -> Document:
        """Its tree, without what says which avenants changed it."""
        return contract_alone(self.assembled.document)

    @cached_property
    def lines(self) -> Sequence[Line]:
        """The words of the consolidated contract."""
        return lines_of(self.contract)

    @cached_property
    def modifications(self) -> tuple[Modification, ...]:
        """What the avenant changes of what was signed."""
        return modifications(self.old.lines, self.lines)
