"""A visa that the plan of a model orders, and the articles of a code that its mention cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from models.champs import Fiche, Texte
from models.fiches.marks import Avant

Condition = Mapping[str, list[str]]


def _article(value: object) -> object:
    """A key of the register alone is an article that every contract of the model cites."""
    return {"article": value} if isinstance(value, str) else value


class ArticleDuPlan(Fiche):
    """An article that a mention cites, and the contracts that it is of: all of them, or those of some traits."""

    article: Texte
    si: dict[str, list[Texte]] = {}


class VisaDuPlan(Fiche):
    """A visa that the model orders: a key of the legal register, or a clause whose body follows « Vu ».

    `mention` is what the model adds to a text (« et notamment son article 44 »), `note` what it says to the drafter.
    `articles` are keys of the register that « {articles} » cites in the mention, each once it is in force and where its
    own `si` holds: « les articles L. 313-11 et L. 313-12 »; where none is left, there is no mention.
    """

    visa: Texte
    mention: Texte = ""
    articles: list[Annotated[ArticleDuPlan, Avant(_article)]] = []
    note: Texte = ""
    si: dict[str, list[Texte]] = {}

    @property
    def est_un_texte(self) -> bool:
        """Whether it is a key of the register rather than a clause of the folder visas/."""
        return not self.visa.startswith("visas/")

    def cites(self) -> Iterator[str]:
        """The articles of its mention, whatever the contract."""
        return (one.article for one in self.articles)

    def conditions(self) -> Iterator[Condition]:
        """What decides of it in a contract, and of each article of its mention."""
        yield self.si
        yield from (one.si for one in self.articles)
