"""What a library says of its words, tried on its clauses: departures that quote what is printed, words with a date.

These are faults of the library, not of a description: `cpom clauses` tells them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

from engine import french
from engine.assembly.cited import unknown_articles
from engine.assembly.printable import Choice, Part, Sequence, Words, fixed_words, prints, read
from engine.errors import Finding, Place
from engine.law.register import load_register
from engine.libraries.bibliotheque import Bibliotheque, kept
from engine.libraries.marques import as_jinja
from engine.libraries.modele import Clause, Modele
from models.fiches.groupe import as_data

_DATED = re.compile(
    rf"\b(?:19|20)\d\d\b|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\b(?:\d{{1,2}}|1er) (?:{'|'.join(french.MONTHS)}) \d{{4}}"
    r"|\d+(?:[ ,.]\d+)* ?(?:€|euros\b|%)|\d[\d ]* heures\b|https?://|www\.|[\w.-]+@[\w-]+\.\w+"
)
_UP_TO_ITS_YEAR = re.compile(r"(?:la |le |les |l')?(.*?\d{1,2}(?:er)? [^\W\d]+ (?:19|20)\d\d)")
_BUDGET = re.compile(r"de financement de la sécurité sociale pour \d{4}")


def wording(model: Modele) -> tuple[Finding, ...]:
    """The quotations that a clause does not print, and the dates, amounts and addresses that nothing accounts for."""
    found: list[Finding] = []
    for clause in {one.fichier: one for one in (*model.clauses.values(), *_of_documents(model))}.values():
        found += [*_quotations(model, clause), *_dated(model, clause)]
    return (*found, *unknown_articles(model))


def _of_documents(model: Modele) -> Iterator[Clause]:
    for document in model.documents.values():
        yield from document.clauses.values()


def _quotations(model: Modele, clause: Clause) -> Iterator[Finding]:
    head = clause.en_tete
    if not head.ecarts and not head.constantes:
        return
    notes = Choice((Sequence(tuple(Words(f"[{note}]") for note in head.notes)), Sequence()))
    begun = Words("Vu ") if clause.id.startswith("visas/") else Sequence()
    asked = model.questions
    whole = Sequence((read(head.titre, asked), notes, begun, read(clause.corps, asked), notes))
    signed = (as_jinja(place.titre, head.vierge) for place in head.signatures)
    printed = Choice((whole, *map(read, (*signed, *_labels(model, clause.id)))))
    hint = (
        "Citez les mots que la clause imprime (« […] » pour un fait, « (…) » pour des mots omis) ; ou décrivez la "
        "différence parmi les « remarques »."
    )
    said = [(words, ("ecarts", at, "texte")) for at, ecart in enumerate(head.ecarts) for words in ecart.texte]
    said += [(constante.texte, ("constantes", at, "texte")) for at, constante in enumerate(head.constantes)]
    for words, path in said:
        if not all(prints(printed, part) for part in re.split(r"\(…\)", words)):
            message = f"la clause n'imprime pas « {words} »."
            yield Finding("ecart-introuvable", message, hint=hint, place=clause.quoted(path, words))


def _labels(model: Modele, clause: str) -> Iterator[str]:
    """The words of the tables that a clause prints."""
    for table in model.tableaux.values():
        if table.annexe == clause:
            yield from _texts(as_data(table))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _dated(model: Modele, clause: Clause) -> Iterator[Finding]:
    hint = (
        "Un fait d'un autre temps se demande (« questions », ses mots en exemple) ; ce qui vaut pour tout contrat se "
        "dit dans « constantes », avec son motif ; un texte de loi se cite sous son titre."
    )
    for words, place in dated(model, clause):
        message = f"« {words} » est écrit dans la clause, quel que soit le contrat."
        yield Finding("mot-date", message, hint=hint, place=place)


def dated(model: Modele, clause: Clause) -> Iterator[tuple[str, Place]]:
    """A year, a date, an amount, a rate or an address that stands in every contract, and that nothing accounts for."""
    known = [constante.texte for constante in clause.en_tete.constantes]
    accounted = sorted((*known, *_citations(model.bibliotheque)), key=len, reverse=True)
    told: Counter[str] = Counter()
    for passage in _passages(model, clause):
        for match in _DATED.finditer(_without(accounted, passage)):
            words = match.group().strip()
            yield words, _place_of(clause, words, accounted, told[words])
            told[words] += 1


def _without(accounted: Iterable[str], passage: str) -> str:
    return reduce(lambda said, words: said.replace(words, ""), accounted, passage)


def _place_of(clause: Clause, words: str, accounted: Iterable[str], rank: int) -> Place:
    """The line of a clause that says these words, unaccounted for, once more; its first where none does by itself."""
    said = [_without(accounted, _plain(line)).count(words) for line in clause.corps.split("\n")]
    lines = [at for at, count in enumerate(said, start=1) for _ in range(count)]
    return clause.place_of(clause.corps, lines[min(rank, len(lines) - 1)]) if lines else Place(clause.fichier)


def _passages(model: Modele, clause: Clause) -> list[str]:
    tables = [table for table in model.tableaux.values() if table.annexe == clause.id]
    headings = [words for table in tables for words in (table.titre, *(line.libelle for line in table.rubriques))]
    headings += [one.libelle for table in tables for one in table.parametres]
    trees: list[Part] = [
        read(text, model.questions, blank=False) for text in (clause.en_tete.titre, clause.corps, *headings)
    ]
    return [_plain(passage) for tree in trees for passage in fixed_words(tree)]


def _plain(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text.replace("’", "'"))


@kept
def _citations(library: Bibliotheque) -> frozenset[str]:
    """How the texts of the register are named, up to the year of their date; the laws of finance by their year."""
    found: set[str] = set()
    for texte in load_register(library).textes.values():
        cite = _plain(texte.cite)
        found |= {match.group(1) for match in [_UP_TO_ITS_YEAR.match(cite)] if match}
        found |= set(_BUDGET.findall(cite))
    return frozenset(found)
