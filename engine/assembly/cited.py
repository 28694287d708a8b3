"""The articles of codes that a library names: printed in its clauses and visas, or said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from engine import french
from engine.assembly.selection import Selection
from engine.errors import Finding, Place
from engine.law.register import load_register
from engine.libraries.bibliotheque import Bibliotheque, kept
from engine.libraries.modele import Clause, Modele
from engine.libraries.visas_du_plan import VisaDuPlan
from engine.reading.yaml_strict import Source
from models.champs import Fiche
from models.fiches.groupe import as_json
from models.regexes import regex

_NUMBER = regex(r"([LRD])(?<!\w.)\.\s?(\d{3,4}(?:-\d+)*)")


@kept
def articles_in(library: Bibliotheque, words: str) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of the articles that words name by their numbers, and the numbers that the register does not hold."""
    known = _by_number(library)
    named = {f"{letter}. {number}" for letter, number in _NUMBER.findall(words)}
    keys = frozenset(key for number in named for key in known.get(number, ()))
    return keys, frozenset(number for number in named if number not in known)


@kept
def _by_number(library: Bibliotheque) -> dict[str, list[str]]:
    """The register's articles by their number; a clause that names one says of which code in its own words."""
    found: dict[str, list[str]] = {}
    for key, texte in load_register(library).textes.items():
        if texte.article:
            found.setdefault(texte.article, []).append(key)
    return found


def mention_of(library: Bibliotheque, visa: VisaDuPlan, in_force: tuple[str, ...]) -> str:
    """What the model adds to a visa, with its articles in force; nothing where it has none left."""
    if "{articles}" not in visa.mention:
        return visa.mention
    numbers = [load_register(library).texte(key).article for key in in_force]
    if not numbers:
        return ""
    article = "les articles" if len(numbers) > 1 else "l'article"
    return visa.mention.replace("{articles}", f"{article} {french.enumerate_fr(numbers)}")


def _words(clause: Clause) -> str:
    header = clause.en_tete
    return "\n".join((header.titre, clause.corps, *header.notes))


def _every_word(part: Fiche) -> str:
    """Everything that a part of a library says, printed or not: sources, help, reasons."""
    return as_json(part)


def texts_of_clause(library: Bibliotheque, clause: Clause) -> frozenset[str]:
    """The texts that a clause relies on or names."""
    return articles_in(library, _words(clause))[0] | set(clause.en_tete.fondements)


def texts_cited(model: Modele, selection: Selection) -> frozenset[str]:
    """The articles that the kept clauses and the mentions of the visas name."""
    library = model.bibliotheque
    mentions = [articles_in(library, visa.mention)[0].union(visa.cites()) for visa in selection.textes]
    return frozenset().union(*mentions, *(texts_of_clause(library, one) for one in selection.clauses))


def unknown_articles(model: Modele) -> Iterator[Finding]:
    """The articles that a library names, wherever it does, and whose dates the register does not know."""
    documents = (one for document in model.documents.values() for one in document.clauses.values())
    clauses = (*model.clauses.values(), *documents)
    file = model.bibliotheque.a_ecrire("droit/textes.yaml")
    hint = f"Ajoutez cet article à {file}, avec ses dates et sa source."
    named = [(_every_word(one.en_tete), _lines(one.lu)) for one in clauses]
    named += [(one.corps, _lines_of_body(one)) for one in clauses]
    named += [(_every_word(one), _lines(one.lu)) for one in model.tableaux.values()]
    named.append((_every_word(model.plan), chain.from_iterable(map(_lines, model.lus))))
    for words, lines in named:
        yield from _unknown(model.bibliotheque, words, lines, hint)


def unknown_articles_of(clause: Clause, library: Bibliotheque, hint: str) -> Iterator[Finding]:
    """The same, of the body of one clause."""
    yield from _unknown(library, clause.corps, _lines_of_body(clause), hint)


def _unknown(library: Bibliotheque, words: str, lines: Iterable[tuple[Place, str]], hint: str) -> Iterator[Finding]:
    if unknown := articles_in(library, words)[1]:
        said = [(place, articles_in(library, line)[1]) for place, line in lines]
        for number in sorted(unknown):
            message = french.typography(f"l'article {number} n'est pas au registre des textes.")
            place = next((place for place, numbers in said if number in numbers), said[0][0])
            yield Finding("article-inconnu", message, hint=hint, place=place)


def _lines(source: Source | None) -> Iterator[tuple[Place, str]]:
    """The lines of a YAML file of the library, each with its place."""
    return ((Place(source.name, at), line) for at, line in _numbered(source.text)) if source else iter(())


def _lines_of_body(clause: Clause) -> Iterator[tuple[Place, str]]:
    return ((clause.place_of(clause.corps, at), line) for at, line in _numbered(clause.corps))


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.split("\n"), start=1)
