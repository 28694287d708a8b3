"""The facts missing from a document, each with the party who knows it."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from engine.assembly.assemble import Assembled
from engine.assembly.to_know import ToKnow
from engine.by_identity import ByIdentity
from engine.errors import Path
from engine.libraries.modele import Modele
from models import chemins
from models.champs import Repondant
from models.records import dataclass

if TYPE_CHECKING:  # it loads what reads pictures
    from engine.annexes.document import Annexes

_MISSING: ByIdentity[tuple[MissingFact, ...]] = ByIdentity(128)
"""What contracts of the same kind miss (engine.assembly.kinds)."""


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact missing from a document: its path, and the same as it is printed; its words, the party who knows it.

    `who` names whoever answers for that party of that fact.
    """

    path: Path
    printed: str
    label: str
    party: Repondant
    who: str


def missing_of(made: Assembled | Annexes | ToKnow, model: Modele) -> tuple[MissingFact, ...]:
    """What is missing from a document, in its order, each with who knows it."""
    return _MISSING.of_all((made.missing, made.who, model), None, partial(_missing_of, made, model))


def _missing_of(made: Assembled | Annexes | ToKnow, model: Modele) -> tuple[MissingFact, ...]:
    who = made.who
    return tuple(_missing(model, path, one.path, one.label, who[path]) for path, one in made.missing.items())


@lru_cache(maxsize=4096)
def _missing(model: Modele, path: Path, printed: str, label: str, party: Repondant) -> MissingFact:
    """The same for all the contracts of a model that miss it."""
    return MissingFact(path, printed, label, party, model.plan.qui_repond(party, ".".join(chemins.noms(path))))
