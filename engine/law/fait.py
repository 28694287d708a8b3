"""A fact of law as data/ holds it: whether it was confirmed, where it comes from, and what is still doubtful in it."""

from __future__ import annotations

import datetime
import re
from typing import Literal

from models.champs import Fiche
from models.fiches.groupe import checks
from models.regexes import regex

Statut = Literal["confirmé", "à vérifier"]

# Words that say that something is not known: their place is `doute`, which the drafter sees.
_DOUBTFUL = regex(
    r"(à|reste\w*) (vérifier|lire|relire|compléter|confirmer)|de mémoire|(non|pas|rien) (\w+ )?"
    r"(trouvé|vu|lu|relu)e?s?\b|inconnue?s?\b|incertain|douteu|peut-être|non confirmé|source secondaire",
    re.IGNORECASE,
)


class Fait(Fiche):
    """A fact, its status and its source. `note` is for the drafter.

    `doute` is what is not sure in a fact that is otherwise confirmed; with `doute_avant`, for contracts before that day
    alone.
    """

    statut: Statut
    source: str
    note: str = ""
    doute: str = ""
    doute_avant: datetime.date | None = None

    @checks
    def _sure(self) -> Fait:
        """A fact that is confirmed holds no doubt outside of `doute`."""
        for said in (self.note, self.source, getattr(self, "reference", ""), getattr(self, "objet", "")):
            if self.statut == "confirmé" and (found := _DOUBTFUL.search(said)):
                raise ValueError(f"un fait confirmé n'est pas « {found.group()} » : dites-le dans « doute »")
        if self.doute_avant and not self.doute:
            raise ValueError("« doute_avant » sans « doute »")
        return self

    def doubt(self, day: datetime.date) -> str:
        """What is not sure for a contract of `day`; empty where all is."""
        return self.doute if self.doute_avant is None or day < self.doute_avant else ""
