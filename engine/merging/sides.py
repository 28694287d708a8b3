"""A file that came back: what it says, and what it may say, since a questionnaire of one party asks nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from engine.errors import Finding, InputError, Place
from engine.libraries.modele import Modele
from engine.merging.answers import Answers
from engine.reading.description import modele_de, stated
from engine.reading.yaml_strict import Source
from models import chemins
from models.champs import Repondant
from models.chemins import Noms
from models.records import dataclass

_WHOSE = re.compile(r"^# Questions auxquelles répond (.+)\.$", re.MULTILINE)
"""What the head of a questionnaire says of whose it is."""


@dataclass(frozen=True, slots=True)
class Side:
    """What a file says, called `name`; `party` is who was asked, where it is known.

    `asked` are the questions of which it may say that nothing answers them, by leaving them empty: every one where it
    is None. `sent` is what a form showed when it was sent: an item of a list that it did not show cannot have been
    taken out of it; a description shows every one. `source` is its text, where it is one.
    """

    name: str
    data: Mapping[str, Any]
    party: Repondant | None = None
    asked: frozenset[Noms] | None = None
    source: Source | None = None
    sent: Mapping[str, Any] | None = None

    def says(self, names: Noms) -> bool:
        """Whether what it does not say at a path is said to be nothing."""
        return self.asked is None or any(one[: len(names)] == names for one in self.asked)

    @property
    def knows(self) -> bool:
        """Whether it is a form that showed answers when it was sent."""
        return bool(self.sent and self.sent.keys() - {"modele"})

    @property
    def shows(self) -> bool:
        """Whether an item that it does not have can have been taken out: a form that was sent blank showed none."""
        return self.sent is None or self.knows


def written_side(source: Source, model: Modele, answers: Answers) -> Side:
    """A description, or a questionnaire, that was filled in.

    Raises:
        InputError: where it is of another model.
    """
    if (named := modele_de(source)) != model.nom:
        raise InputError([of_another_model(source.name, named, model.nom, source.place(("modele",)))])
    said = _WHOSE.search(source.text)
    party = next((one for one, words in model.plan.repondants.items() if said and words == said[1]), None)
    parties = {party} if party else _parties(source, answers)
    asked = None if len(parties) != 1 else answers.of_party(next(iter(parties)))
    return Side(source.name, stated(source.data, model.description), party, asked, source)


def of_another_model(name: str, model: str, wanted: str, place: Place | None = None) -> Finding:
    """A file that describes another contract than the one that was sent."""
    message = f"ce fichier est du modèle « {model} », et celui qui a été envoyé du modèle « {wanted} »."
    hint = "Donnez les réponses au fichier envoyé, ou changez « modele » dans celui des deux qui se trompe."
    return Finding("modeles-differents", message, hint=hint, path=("modele",), place=place or Place(name))


def _parties(source: Source, answers: Answers) -> set[Repondant]:
    """Whose questions a file writes the keys of, answered or not."""
    every = (chemins.noms(path) for path in source.key_places)
    named = [names for names in every if names != ("modele",) and not answers.names_its_item(names)]
    return {party for names in named if (party := answers.party(names))}
