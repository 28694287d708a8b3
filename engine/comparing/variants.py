"""The first contract with one thing of the second: its facts, its library, its law, or what was agreed by hand.

What that changes of the first is what that thing makes differ; nothing is guessed from the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

from engine.comparing.causes import BY_HAND, Cause, changed_facts, of_the_law
from engine.comparing.printed import Article, articles_of
from engine.dossier import Dossier, dossier_of
from engine.errors import InputError
from engine.law.collectivites import authority
from models import chemins
from models.records import dataclass

Thing = Literal["fait", "main", "bibliotheque", "droit", "modele"]


@dataclass(frozen=True)
class Variants:
    """What two descriptions do not share, and the first with each of these things of the second."""

    old: Dossier
    new: Dossier
    articles: Mapping[str, Article]
    facts: dict[str, Cause] = field(default_factory=dict)
    _made: dict[str, Mapping[str, Article] | None] = field(default_factory=dict)

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """What they do not share."""
        if self.old.modele.nom != self.new.modele.nom:
            return ("fait", "modele")
        asked: dict[Thing, bool] = {
            "fait": bool(self.facts),
            "main": self._by_hand(self.old) != self._by_hand(self.new),
            "bibliotheque": self.old.modele.bibliotheque.empreinte != self.new.modele.bibliotheque.empreinte,
            "droit": self.old.droit.jour != self.new.droit.jour,
        }
        return tuple(thing for thing, differs in asked.items() if differs)

    def cause(self, thing: Thing, article: str = "") -> Cause:
        """A thing that is no fact, as a cause: of the words of an article, where they were agreed by hand."""
        if thing == "main":
            return Cause(thing, self._reason(article))
        if thing == "droit":
            return of_the_law(self.old.droit.jour, self.new.droit.jour)
        both = (self.old, self.new)
        said = {
            "modele": [one.modele.nom for one in both],
            "bibliotheque": [", ".join(one.modele.bibliotheque.titres) for one in both],
        }.get(thing, ["", ""])
        return Cause(thing, "", *said) if said[0] != said[1] else Cause(thing)

    def _reason(self, article: str) -> str:
        """Why the words of an article were agreed by hand, as the descriptions say it."""
        for one in (self.new, self.old):
            adapted = chemins.at(one.source.data, (BY_HAND[0], article))
            if isinstance(adapted, dict) and isinstance(reason := adapted.get("motif"), str):
                return f"« {' '.join(reason.split())} »"
        return ""

    def with_one(self, thing: Thing) -> Mapping[str, Article] | None:
        """The articles of the first with one thing of the second; None where it cannot be made."""
        if thing not in self._made:
            self._made[thing] = self._made_with(thing)
        return self._made[thing]

    def _made_with(self, thing: Thing) -> Mapping[str, Article] | None:
        if thing == "modele":
            return None
        facts = self.new if thing == "fait" else self.old
        by_hand = self.new if thing == "main" else self.old
        kept = {key: value for key, value in facts.source.data.items() if key not in BY_HAND}
        return self._articles({**kept, **self._by_hand(by_hand)}, thing)

    def with_fact(self, path: str) -> Mapping[str, Article] | None:
        """The articles of the first with one fact of the second."""
        if path not in self._made:
            data = deepcopy(self.old.source.data)
            value = chemins.at(self.new.source.data, path)
            if value is None:
                chemins.take_out(data, chemins.lire(path))
            else:
                chemins.put(data, chemins.lire(path), value)
            self._made[path] = self._articles(data, "fait")
        return self._made[path]

    def _by_hand(self, dossier: Dossier) -> dict[str, Any]:
        return {key: dossier.source.data[key] for key in BY_HAND if key in dossier.source.data}

    def _articles(self, data: dict[str, Any], thing: Thing) -> Mapping[str, Article] | None:
        library = (self.new if thing == "bibliotheque" else self.old).modele.bibliotheque
        day = (self.new if thing == "droit" else self.old).droit.jour
        old = self.old
        try:
            made = dossier_of(replace(old.source, data=data), old.path, day, library, old.allowed)
            made = in_law_of(made, day)
            return articles_of(made.assembled(traced=True).document)
        except InputError:
            return None


def in_law_of(dossier: Dossier, day: date) -> Dossier:
    """A description in the law of another day than its own."""
    if dossier.droit.jour == day:
        return dossier
    droit = replace(dossier.droit, jour=day)
    called = dossier.autorite
    if called and droit.departement and not dossier.contrat.collectivite.denomination:
        called = authority(dossier.modele.bibliotheque, droit.departement, droit.jour)
    return replace(dossier, droit=droit, autorite=called)


def variants_of(old: Dossier, new: Dossier, articles: Mapping[str, Article]) -> Variants:
    """What two descriptions do not share; `articles` are those of the first."""
    return Variants(old, new, articles, changed_facts(old, new))
