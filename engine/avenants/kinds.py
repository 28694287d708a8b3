"""Of which kind an avenant is: a folder of `clauses/avenants/`, whose plan says what such an avenant changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase

from engine.comparing.causes import BY_HAND, changed_facts
from engine.dossier import Dossier
from engine.libraries.accompagnement import noms_d_accompagnement
from engine.libraries.bibliotheque import AVENANTS, Bibliotheque
from engine.libraries.lignee import read_plan
from engine.libraries.regles import GenreDAvenant
from models import chemins
from models.avenants import SUIVI, Avenant, de_signature
from models.records import dataclass

REVISION = "revision"
"""The kind of an avenant that is of no other."""
ORDINARY = f"{AVENANTS}/{REVISION}"
"""The act that words it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of avenant, and what its plan says of it."""

    name: str
    rule: GenreDAvenant

    @property
    def act(self) -> str:
        """The act that words it."""
        return f"{AVENANTS}/{self.name}"

    @property
    def label(self) -> str:
        """What it is called where one is chosen."""
        return self.rule.nom or self.name

    def is_of(self, changed: Collection[str], avenant: Avenant) -> bool:
        """Whether an avenant that changes these facts may be of this kind."""
        if self.rule.dit and not getattr(avenant, self.rule.dit):
            return False
        if not self.rule.faits:
            return True
        touched = [path for path in changed if any(fnmatchcase(path, one) for one in self.rule.faits)]
        return len(touched) == len(changed) if self.rule.seuls and touched else bool(touched)


def kinds_of(library: Bibliotheque) -> dict[str, Kind]:
    """The kinds of avenants that change a contract, which a library words, by name."""
    return {one.name: one for one in _every(library) if not one.rule.autonome}


def standing_alone(library: Bibliotheque) -> dict[str, Kind]:
    """The kinds of avenants that change no contract of ours, by name: each is written from one description."""
    return {one.name: one for one in _every(library) if one.rule.autonome}


def _every(library: Bibliotheque) -> Iterator[Kind]:
    for act in noms_d_accompagnement(library, AVENANTS):
        yield Kind(act.removeprefix(f"{AVENANTS}/"), read_plan(library, act)[0].genre)


def kind_of(avenant: Avenant, changed: Collection[str], library: Bibliotheque) -> Kind:
    """The kind that is said, or else the only one that what changes tells; a revision where several would do."""
    known = kinds_of(library)
    if avenant.genre in known:
        return known[avenant.genre]
    told = [one for one in known.values() if (one.rule.faits or one.rule.dit) and one.is_of(changed, avenant)]
    said = [one for one in told if one.rule.dit]
    return told[0] if len(told) == 1 else said[0] if len(said) == 1 else known[REVISION]


def changed_paths(old: Dossier, new: Dossier) -> tuple[str, ...]:
    """The facts that an avenant changes, by their paths, and the words that the parties wrote by hand."""
    signing = de_signature(new.modele.description)
    changed = ((path, chemins.noms(path)) for path in changed_facts(old, new))
    facts = [path for path, names in changed if names[0] not in _OF_THE_ACT and names not in signing]
    return (*facts, *(key for key in BY_HAND if old.source.data.get(key) != new.source.data.get(key)))


_OF_THE_ACT = {*SUIVI, "signature", "collectivite", "droit", "charte"}
"""What is of the act itself, and no stipulation that tells its kind."""
