"""What a text of a clause uses: the facts that it names, by their paths, and the keys that it calls by their names.

It is read from the tree that Jinja makes of the text: an alias, the variable of a loop, the column of a table lead to
the fact that they stand for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from jinja2 import TemplateSyntaxError

from engine.compiling.cache import Store, key_of
from engine.compiling.own_folder import cache_home
from engine.compiling.parsing import parsed
from models import chemins
from models.records import dataclass

Sort = Literal["fait", "trait", "terme", "texte", "montant", "experimentation", "renvoi", "tableau"]


class Use(NamedTuple):
    """A fact by its path (« sites[].nom »), or a key of its sort, with the line that names it first, from 1."""

    sort: Sort
    name: str
    line: int


class Answer(NamedTuple):
    """A fact, or a trait, that is compared to words: the answers that a passage is printed for."""

    sort: Sort
    name: str
    values: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Uses:
    """What a text uses, each once, in the order in which it first needs it.

    Facts are those of the description, and the names that the engine derives of them (« echeance », « autorite.le »).
    `unknown` are the keys that only a contract would tell, by their lines: what they use cannot be known before;
    `answers` what is compared to words.
    """

    all: tuple[Use, ...] = ()
    unknown: tuple[Use, ...] = ()
    answers: tuple[Answer, ...] = ()

    def of(self, *sorts: Sort) -> tuple[str, ...]:
        """The names of these sorts."""
        return tuple(use.name for use in self.all if use.sort in sorts)

    @property
    def faits(self) -> tuple[str, ...]:
        """The paths of the facts."""
        return self.of("fait")

    @property
    def names(self) -> frozenset[str]:
        """The first step of each path: the keys of a description, and the names that are derived of them."""
        return frozenset(first_step(path) for path in self.faits)

    def __add__(self, other: Uses) -> Uses:
        uses, unknown = _once((*self.all, *other.all)), _once((*self.unknown, *other.unknown))
        return Uses(uses, unknown, (*self.answers, *other.answers))


def first_step(path: str) -> str:
    """« sites » of « sites[].nom »."""
    return str(chemins.lire(path)[0])


_KEPT = Store(cache_home())


@lru_cache(maxsize=4096)
def uses_of(text: str, *, kept: bool = False) -> Uses:
    """What a text uses; nothing where it cannot be parsed, which is told when the clause is opened.

    It is `kept` on disk for the texts of a library alone: it says words of them, and none of a description is kept.
    """
    if "{" not in text:
        return Uses()
    key = key_of(text, "uses") if kept else ""
    found = _KEPT.read(key) if kept else None
    if not isinstance(found, tuple):
        from engine.compiling.following import follow  # noqa: PLC0415 - what a text uses is kept

        try:
            found = follow(parsed(text))[:2]
        except TemplateSyntaxError:
            return Uses()
        if kept:
            _KEPT.write(key, found)
    uses = [Use(*one) for one in found[0]]
    answers = tuple(Answer(*one) for one in found[1])
    return Uses(_once(use for use in uses if use.name), _once(use for use in uses if not use.name), answers)


@lru_cache(maxsize=1024)
def uses_of_both(title: str, body: str, *, kept: bool) -> Uses:
    """What a title and a body use, together."""
    return uses_of(title, kept=kept) + uses_of(body, kept=kept)


def _once(uses: Iterable[Use]) -> tuple[Use, ...]:
    """Each use once, at its first line."""
    kept: dict[tuple[str, str], Use] = {}
    for use in uses:
        kept.setdefault((use.sort, use.name or str(use.line)), use)
    return tuple(kept.values())
