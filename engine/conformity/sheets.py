"""The sheet as a workbook to filter: the same articles, with all the words that differ, whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine import french
from engine.conformity import labels
from engine.conformity.conformity import Conformity
from engine.conformity.document import about, to_verify, where
from engine.conformity.wording import Wording, wording_of
from engine.errors import Finding
from engine.writing.xlsx.lists import Column, Sheet, Value, write_lists

_AUTHOR = "cpom"


def workbook_of(found: Conformity, left: Sequence[Finding], missing: int) -> bytes:
    """The workbook of a contract, as an XLSX file."""
    words = wording_of(found.dossier)
    articles = [(one.name_in_the_sheet, one.state, words.why(one), one.name) for one in found.articles]
    mentions = [(one.source, one.rank, one.what, where(one)) for one in found.mentions]
    sheets = (
        Sheet("Fiche", (Column("Rubrique", 24), Column("Contenu", 90)), list(about(found))),
        Sheet("Articles", (Column(labels.ARTICLE, 60), Column(labels.STATE, 12), Column(labels.REASON, 70),
                           Column("Clause", 28)), articles),
        Sheet("Mots", (Column(labels.ARTICLE, 40), Column(labels.PUBLISHED, 60), Column(labels.CONTRACT, 60),
                       Column(labels.REASON, 50)), list(_words(found, words))),
        Sheet("Mentions", (Column("Texte", 44), Column("Rang", 14), Column(labels.MENTION, 60),
                           Column(labels.WHERE, 60)), mentions),
        Sheet("À vérifier", (Column(labels.TO_VERIFY, 110),), [(one,) for one in to_verify(found, left, missing)]),
    )  # fmt: skip
    typeset = [replace(one, rows=[tuple(map(_typeset, row)) for row in one.rows]) for one in sheets]
    return b"".join(write_lists(labels.TITLE, _AUTHOR, found.assembled.document.date, typeset, marked=True))


def _typeset(value: Value) -> Value:
    return french.apostrophes(value) if isinstance(value, str) else value


def _words(found: Conformity, words: Wording) -> Iterator[tuple[Value, ...]]:
    for article in found.articles:
        for one in article.differences:
            yield article.name_in_the_sheet, one.before, one.after, words.passage(one.reasons)
