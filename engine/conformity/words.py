"""The words of an article that are compared, each with where it comes from.

Case, accents, punctuation and spaces make no difference; the number of an article makes none either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from engine.comparing.printed import VISAS, Article, Run, articles_of
from engine.document import Block, Document, Heading, Note, Paragraph, Section, Sourced
from engine.writing.layout.words import printed
from models.records import dataclass

_WORD = re.compile(r"\b[LRD]\.?\s?\d\S*|[^\W\d_]+-(?=[^\W\d_])|\S+")
"""« L. 313-11 » is a word; « non-respect » is two, as « non respect »."""
NOTE = "(consigne)"
"""The case of the words of a blank form that are instructions to whoever drafts."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is printed, and the letters that count; `run` says where it comes from."""

    text: str
    key: str
    run: Run


@dataclass(frozen=True, slots=True)
class Printed:
    """What a clause prints: its title, which is that above where it has no heading, its number, its words, its text."""

    title: str
    number: str
    headed: bool
    text: str
    words: tuple[Word, ...]


def printed_clauses(document: Document) -> dict[str, Printed]:
    """What each clause of a document prints, in its order; a blank form, its instructions too."""
    if document.blank:
        document = replace(document, sections=tuple(_with_notes(one) for one in document.sections))
    return {name: _printed(one) for name, one in articles_of(document).items() if name != "en-tete"}


def of_the_form(document: Document, clauses: Iterable[tuple[str, tuple[Block, ...]]]) -> dict[str, Printed]:
    """The same of clauses that are printed apart, as the document would have them."""
    sections = tuple(Section(blocks, clauses=(name,) * len(blocks)) for name, blocks in clauses)
    return printed_clauses(replace(document, sections=sections))


def words_of_text(text: str) -> tuple[Word, ...]:
    """The words of a text of which nothing else is known."""
    run = Run("")
    return tuple(Word(one, key, run) for one in _WORD.findall(text) if (key := _key(one)))


def short_title(title: str) -> str:
    """« Article 3 › 3-1 Détermination des moyens »: of the article above, the number alone."""
    above, arrow, own = title.partition(" › ")
    return f"{_NUMBER_ENDS.split(above)[0].strip()} › {own}" if arrow else title


_NUMBER_ENDS = re.compile(r"\s+[:–]\s|\. - ")


def letters(text: str) -> str:
    """The words of a text in the letters that count, apart by a space."""
    return f" {' '.join(one.key for one in words_of_text(text))} "


def text_of(words: Iterable[Word]) -> str:
    """Words as they are read."""
    return re.sub(r"(?<=\w)- (?=\w)", "-", " ".join(one.text for one in words))


def _printed(article: Article) -> Printed:
    text = "\n".join(line.text for line in article.lines)
    headed = bool(article.lines) and article.lines[0].kind == "titre"
    return Printed(article.title, article.number, headed, text, tuple(_words(article)))


def _words(article: Article) -> Iterator[Word]:
    """The words of its lines: one that begins in a run and ends in another is of the run that says more of it."""
    for line in article.lines:
        for cell in line.cells:
            runs = [run for run in cell.runs for _ in run.text]
            for match in _WORD.finditer("".join(run.text for run in cell.runs)):
                if key := _key(match.group()):
                    yield Word(match.group(), key, max(runs[slice(*match.span())], key=_weight))


def _weight(run: Run) -> int:
    return 3 * run.number + 2 * bool(run.fact) + bool(run.cases)


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.replace("œ", "oe").replace("Œ", "oe")).casefold()
    return "".join(one for one in letters if one.isalnum() or one in "€%")


def _with_notes(part: Any) -> Any:
    """Blocks whose instructions are words like others, of a case of their own."""
    if isinstance(part, Section):
        return replace(part, blocks=tuple(map(_with_notes, part.blocks)))
    if isinstance(part, Paragraph | Heading):
        return replace(part, content=tuple(
            Sourced(f" {one.text} ", cases=(NOTE,)) if isinstance(one, Note) else one
            for one in printed(part.content, blank=True)))  # fmt: skip
    for name in ("items", "rows", "blocks"):
        if hasattr(part, name):
            return replace(part, **{name: _each(getattr(part, name))})
    return part


def _each(parts: Any) -> Any:
    return tuple(map(_each, parts)) if isinstance(parts, tuple) else _with_notes(parts)


VISAS_OF_CLAUSES = "visas/"


def is_visa(name: str) -> bool:
    """Whether a clause is a visa, which is compared among all."""
    return name.startswith(VISAS_OF_CLAUSES) or name == VISAS
