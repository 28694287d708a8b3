"""What a description answers, path by path, and where a path of one of its states leads in another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cpom.dossier import Dossier
from cpom.questions import question
from cpom.valeurs import Question
from engine.asking.conditions import deciding
from engine.assembly.soundness import open_model
from models import chemins
from models.champs import Repondant
from models.chemins import Chemin
from models.records import dataclass

if TYPE_CHECKING:
    from engine.libraries.modele import Modele
    from engine.merging.answers import Answers


@dataclass(frozen=True, eq=False)
class Reponses:
    """Les réponses d'une description, telles qu'elle les écrit, chacune à son chemin (« sites[1].nom »)."""

    _dites: Mapping[str, Any]
    _modele: Modele | None

    def de(self, chemin: str) -> str:
        """La réponse à un chemin, vide s'il n'y en a pas ; d'une liste de textes, un par ligne."""
        return ecrite(chemins.at(self._dites, chemin))

    def combien(self, liste: str) -> int:
        """Combien d'éléments une liste a."""
        held = chemins.at(self._dites, liste)
        return len(held) if isinstance(held, list) else 0

    def existe(self, chemin: str) -> bool:
        """Si les éléments des listes que traverse un chemin sont là : on ne répond que dans un élément qui existe."""
        path = chemins.lire(chemin)
        lists = (path[:at] for at, step in enumerate(path) if isinstance(step, int))
        return all(
            isinstance(held := chemins.at(self._dites, one), list) and int(path[len(one)]) < len(held) for one in lists
        )

    def question(self, chemin: str) -> Question | None:
        """La question à laquelle répond un chemin, None s'il n'y en a pas.

        C'est le cas d'une liste de textes, et de toute liste dont « aucun » tient lieu.
        """
        if self._modele is None or self._answers is None:
            return None
        names = chemins.noms(chemin)
        asked = self._answers.question(names)
        if asked is None or (asked.under and not asked.neant):
            return None
        found = question(chemin, asked, ())
        return replace(found, decide=names in deciding(self._modele))

    def qui_nomme(self, liste: str) -> Repondant | None:
        """La partie qui nomme les éléments d'une liste, et en ajoute ; None si ce n'en est pas une."""
        is_an_item = liste.endswith("]")
        asked = self._answers.list_at(chemins.noms(liste)) if self._answers and not is_an_item else None
        if asked is None:
            return None
        return asked.under[0].qui if asked.under and not asked.under[0].under else asked.qui

    def sous(self, chemin: str) -> Mapping[str, str]:
        """Toutes les réponses sous un chemin, par le leur."""
        path = chemins.lire(chemin)
        said = chemins.written(chemins.at(self._dites, path), path)
        return {chemins.ecrit(here): text for here, one in said if (text := ecrite(one))}

    def parties(self, element: str) -> frozenset[str]:
        """Les parties qui ont répondu à quelque chose sous un chemin."""
        answered = (self.question(one) for one in self.sous(element))
        return frozenset(one.partie for one in answered if one)

    def memes(self, chemin: str, une: str, autre: str) -> bool:
        """Si deux réponses à une question disent la même chose : « 15/01/2026 » et « 2026-01-15 », aux blancs près."""
        if self._answers is None:
            return une.split() == autre.split()
        names = chemins.noms(chemin)
        several = self._answers.plural(names)
        mine, other = (one.splitlines() if several else one for one in (une, autre))
        return bool(self._answers.meant(names, mine) == self._answers.meant(names, other))

    def vers(self, autres: Reponses, chemin: str) -> str | None:
        """Ce que devient un chemin dans un autre état, dont le texte a été remplacé : None s'il n'y est plus.

        Les éléments des listes y sont retrouvés comme `cpom.fusionner` les retrouve.
        """
        path = chemins.lire(chemin)
        there: Chemin = ()
        for at, step in enumerate(path):
            here = self._moved(autres, path[:at], there, step) if isinstance(step, int) else step
            if here is None:
                return None
            there = (*there, here)
        return chemins.ecrit(there)

    def _moved(self, others: Reponses, mine: Chemin, theirs: Chemin, rank: int) -> int | None:
        from engine.merging.matching import matched

        if self._answers is None:
            return rank
        held, there = chemins.at(self._dites, mine), chemins.at(others._dites, theirs)
        if not isinstance(held, list) or not isinstance(there, list):
            return None
        return matched(self._answers, chemins.noms(mine), there, held).get(rank)

    @cached_property
    def _answers(self) -> Answers | None:
        from engine.merging.answers import Answers

        return Answers(self._modele) if self._modele else None


def reponses(dossier: Dossier) -> Reponses:
    """Les réponses d'un dossier ; d'une description fausse, celles qui ont pu être lues."""
    return Reponses(dossier._source.data, own_model(dossier))


def own_model(dossier: Dossier) -> Modele | None:
    """The model of a description as its library has it, whatever words the parties agreed; what it asks is kept."""
    read = dossier._lu
    return open_model(read.modele.nom, read.modele.bibliotheque) if read else None


def ecrite(said: Any) -> str:
    """An answer as a text: that of a list of texts has one a line, a group none."""
    if isinstance(said, list):
        return "\n".join(str(one) for one in said if one and not isinstance(one, Mapping | list))
    return "" if said is None or isinstance(said, Mapping) else str(said)
