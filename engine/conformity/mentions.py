"""The mentions that a text wants a contract to have, each with where it is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from engine import french
from engine.assembly.assemble import Assembled
from engine.comparing.causes import touch
from engine.comparing.printed import Article, articles_of
from engine.conformity.words import short_title
from engine.dossier import Dossier
from engine.errors import Path
from engine.libraries.regles import Mention, Mentions
from models import chemins
from models.records import dataclass

_MOST = 2
"""The articles that are named for one fact, at most."""


@dataclass(frozen=True, slots=True)
class Met:
    """A mention of a text, and where the contract says it: the titles of articles, or the objectives.

    It is `due` where the condition of its text holds, or may hold; `hint` says what to write where it is missing, and
    `path` where.
    """

    source: str
    rank: str
    what: str
    due: bool
    where: tuple[str, ...]
    hint: str = ""
    path: Path = ()

    @property
    def missing(self) -> bool:
        """Whether the contract ought to have it, and has not."""
        return self.due and not self.where


def mentions_of(dossier: Dossier, assembled: Assembled) -> tuple[Met, ...]:
    """Every mention that the texts of the model want, in their order."""
    articles = articles_of(assembled.document)
    return tuple(
        Met(
            group.source,
            one.rang,
            one.objet,
            due,
            _places(group, one, dossier, articles) if due else (),
            _hint(group, one),
            _path(group, one),
        )
        for group in dossier.modele.regles.mentions
        for due in [_due(group, dossier)]
        for one in group.contenu
    )


def _hint(group: Mentions, one: Mention) -> str:
    """What would say it: a fact, a clause that was left out, an objective."""
    ways = [f"donnez {french.enumerate_fr(one.faits, 'ou')}"] if one.faits else []
    ways += (
        [f"gardez la clause {french.enumerate_fr([f'« {name} »' for name in one.clauses], 'ou')}"]
        if one.clauses
        else []
    )
    ways += [f'dites-le à l\'objectif qui en traite : mentions: ["{one.rang}"]'] if group.objectifs else []
    return (
        french.capitalise(" ; ou ".join(ways)) + "."
        if ways
        else "Ajoutez une clause qui le dise (« clauses_ajoutees »)."
    )


def _path(group: Mentions, one: Mention) -> Path:
    if one.faits:
        return chemins.lire(one.faits[0])[:1]
    return ("objectifs",) if group.objectifs else ("modele",)


def _places(group: Mentions, one: Mention, dossier: Dossier, articles: Mapping[str, Article]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_where(group, one, dossier, articles)))


def _due(group: Mentions, dossier: Dossier) -> bool:
    traits = dossier.traits
    return all(name not in traits or traits[name].valeurs & set(wanted) for name, wanted in group.si.items())


def _where(group: Mentions, one: Mention, dossier: Dossier, articles: Mapping[str, Article]) -> Iterator[str]:
    yield from (_named(articles[name]) for name in one.clauses if name in articles)
    for fact in one.faits:
        given = [value for _, value in chemins.every(dossier.contrat, fact) if value not in (None, [], "")]
        if given:
            exact = [article for article in articles.values() if any(map(_inside(fact), _origins(article)))]
            about = [article for article in articles.values() if any(touch(one, fact) for one in _origins(article))]
            yield from map(_named, (exact or about)[:_MOST])
    if group.objectifs:
        for objective in dossier.contrat.objectifs:
            if one.rang in objective.mentions:
                yield f"objectif « {objective.intitule} »"


def _named(article: Article) -> str:
    """Its title, and whether something of it is still to be filled in."""
    title = short_title(article.title)
    left = any("[à compléter" in line.text for line in article.lines)
    return f"{title} (à compléter)" if left else title


def _inside(fact: str) -> Callable[[str], bool]:
    names = chemins.noms(fact)
    return lambda one: touch(one, fact) and len(chemins.noms(one)) >= len(names)


def _origins(article: Article) -> set[str]:
    """The facts that its words come from, and those that chose them."""
    runs = [run for line in article.lines for run in line.runs]
    chosen = {one for run in runs for case in run.cases for one in case.split(",")}
    return {name for name in (*(run.fact for run in runs), *chosen) if name}
