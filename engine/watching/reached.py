"""Which articles of a contract the law of a later day would word otherwise: what an avenant would have to take up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from engine.assembly.reach import keys_of_contract
from engine.comparing.comparison import ArticleChange
from engine.comparing.comparison import changes as differences
from engine.comparing.explaining import Silent
from engine.comparing.printed import Article, articles_of
from engine.comparing.variants import in_law_of
from engine.dossier import Dossier
from engine.law.changes import Change, changes
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Reached:
    """An article of a contract, the changes of law that word it otherwise, and its words before and after."""

    article: ArticleChange
    since: tuple[Change, ...]


def reached(dossier: Dossier, start: date, end: date) -> tuple[Reached, ...]:
    """The articles that what changes after `start`, and until `end` included, would word otherwise, in their order.

    Their words before are those of the contract, in the law of its own day: what changed before it was signed is in it.

    Raises:
        InputError: where the contract cannot be drafted.
    """
    first = max(start, dossier.droit.jour)
    keys, where = keys_of_contract(dossier.selection()), dossier.droit.departements
    told = [one for one in changes(dossier.modele.bibliotheque, first, end) if one.reaches(keys, where)]
    if not told:
        return ()
    since = _since(dossier, first, told)
    now = _articles(dossier, end)
    found = differences(_articles(dossier, dossier.droit.jour), now, Silent())
    return tuple(Reached(one, since[one.name]) for one in found if one.name in since)


def _since(dossier: Dossier, first: date, told: Sequence[Change]) -> dict[str, tuple[Change, ...]]:
    """The changes of the days on which the words of each article change."""
    found: dict[str, tuple[Change, ...]] = {}
    before = _articles(dossier, first)
    for day in sorted({one.day for one in told}):
        after = _articles(dossier, day)
        of_day = tuple(one for one in told if one.day == day)
        for article in differences(before, after, Silent()):
            if article.lines or article.fate != "modifié":
                found[article.name] = (*found.get(article.name, ()), *of_day)
        before = after
    return found


def _articles(dossier: Dossier, day: date) -> Mapping[str, Article]:
    return articles_of(in_law_of(dossier, day).assembled(traced=True).document)
