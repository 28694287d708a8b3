"""The articles of codes that a library names: printed in its clauses and visas, or said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from engine import french
from engine.assembly.selection import Selection
from engine.errors import Finding, Place
from engine.law.register import load_register
from engine.reading.library import Clause, Modele
from engine.reading.plan import VisaDuPlan

_NUMBER = re.compile(r"\b([LRD])\.\s?(\d{3,4}(?:-\d+)*)")


@cache
def articles_in(words: str) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of the articles that words name by their numbers, and the numbers that the register does not hold."""
    known = _by_number()
    named = {f"{letter}. {number}" for letter, number in _NUMBER.findall(words)}
    keys = frozenset(key for number in named for key in known.get(number, ()))
    return keys, frozenset(number for number in named if number not in known)


@cache
def _by_number() -> dict[str, list[str]]:
    """The register's articles by their number; a clause that names one says of which code in its own words."""
    found: dict[str, list[str]] = {}
    for key, texte in load_register().textes.items():
        if texte.article:
            found.setdefault(texte.article, []).append(key)
    return found


def mention_of(visa: VisaDuPlan, in_force: tuple[str, ...]) -> str:
    """What the model adds to a visa, with its articles in force; nothing where it has none left."""
    if not visa.articles:
        return visa.mention
    numbers = [load_register().texte(key).article for key in in_force]
    if not numbers:
        return ""
    article = "les articles" if len(numbers) > 1 else "l'article"
    return visa.mention.replace("{articles}", f"{article} {french.enumerate_fr(numbers)}")


def _words(clause: Clause) -> str:
    header = clause.en_tete
    return "\n".join((header.titre, clause.corps, *header.notes))


def _every_word(part: BaseModel) -> str:
    """Everything that a part of a library says, printed or not: sources, help, reasons."""
    return part.model_dump_json()


def texts_of_clause(clause: Clause) -> frozenset[str]:
    """The texts that a clause relies on or names."""
    return articles_in(_words(clause))[0] | set(clause.en_tete.fondements)


def texts_cited(model: Modele, selection: Selection) -> frozenset[str]:
    """The articles that the kept clauses and the mentions of the visas name."""
    visas = [visa for visa in model.plan.visas if visa.visa in selection.visas]
    mentions = [articles_in(visa.mention)[0] | set(visa.articles) for visa in visas]
    return frozenset().union(*mentions, *map(texts_of_clause, selection.clauses))


def unknown_articles(model: Modele) -> Iterator[Finding]:
    """The articles that a library names, wherever it does, and whose dates the register does not know."""
    documents = (one for document in model.documents.values() for one in document.clauses.values())
    clauses = (*model.clauses.values(), *documents)
    hint = "Ajoutez cet article à data/droit/textes.yaml, avec ses dates et sa source."
    named = [(f"{_every_word(one.en_tete)}\n{one.corps}", one.fichier) for one in clauses]
    named += [(_every_word(one), f"clauses/{model.nom}/tableaux/{nom}.yaml") for nom, one in model.tableaux.items()]
    named.append((_every_word(model.plan), f"clauses/{model.nom}/modele.yaml"))
    for words, file in named:
        for number in sorted(articles_in(words)[1]):
            message = french.typography(f"l'article {number} n'est pas au registre des textes.")
            yield Finding("article-inconnu", message, hint=hint, place=Place(file))
