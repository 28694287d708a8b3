"""How faithful a rebuilt wording is to its source: which runs of words each has that the other does not.

Words are compared without case, spaces or punctuation; the numbers of headings, those of one or two figures, and the
marks of what a form leaves to fill in (« XX », « … », « […] ») do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from engine.errors import Finding
from engine.libraries.ecarts import SANS_EQUIVALENT
from engine.sources.quotations import Printed
from engine.sources.rebuild import Rebuilt
from models.records import dataclass

_RUN = 5
_TO_FILL_IN = re.compile(
    r"\[(?:à compl[ée]ter[^\]\n]*|…|\.\.\.)\]|x{2,}|…+|\.{3,}|_{2,}|#div/0!|(?<!\d)-? *0?,?0*0 ?€", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*[o•-]\s", re.MULTILINE)
_HEADING = re.compile(r"\b(?:annexe|article)\s+(?:n°\s*)?\d{1,2}(?:er)?(?:[-.]\d+)*\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")
_COUNTS = re.compile(r"(?!\d{1,2}$)[^\W_]+")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The share of the source that is found again, that of the rebuilt wording which the source has; what differs."""

    recall: float
    precision: float
    lost: tuple[str, ...]
    added: tuple[str, ...]


def words(text: str) -> list[str]:
    """The words of a text that are compared."""
    text = (
        unicodedata.normalize("NFC", _THOUSANDS.sub("", _HEADING.sub(" ", _BULLET.sub(" ", text))))
        .replace("œ", "oe")
        .lower()
    )
    return [word for word in re.findall(r"[^\W_]+", _TO_FILL_IN.sub(" ", text)) if _COUNTS.fullmatch(word)]


def compare(source: str, rebuilt: Iterable[Rebuilt]) -> Comparison:
    """Compare a source with the wording that was rebuilt of it, in whatever order it is written."""
    wanted = words(source)
    given = words("\n".join(part.text for part in rebuilt if part.in_the_form))
    known, found = set(_runs(wanted)), set(_runs(given))
    return Comparison(
        _share(_runs(wanted), found),
        _share(_runs(given), known),
        tuple(_passages(wanted, found)),
        tuple(_passages(given, known)),
    )


def _runs(tokens: list[str]) -> list[tuple[str, ...]]:
    return [tuple(tokens[at : at + _RUN]) for at in range(len(tokens) - _RUN + 1)]


def _share(runs: list[tuple[str, ...]], known: set[tuple[str, ...]]) -> float:
    return sum(run in known for run in runs) / len(runs) if runs else 0.0


def _passages(tokens: list[str], known: set[tuple[str, ...]]) -> Iterator[str]:
    """The stretches of words that no known run covers, the two words before and after them in brackets' place."""
    covered = [False] * len(tokens)
    for at, run in enumerate(_runs(tokens)):
        if run in known:
            covered[at : at + _RUN] = [True] * _RUN
    for seen, stretch in groupby(range(len(tokens)), key=covered.__getitem__):
        if not seen:
            places = list(stretch)
            before, after = tokens[max(places[0] - 3, 0) : places[0]], tokens[places[-1] + 1 : places[-1] + 4]
            yield " ".join([*before, "«", *(tokens[at] for at in places), "»", *after])


def absent_quotations(model: str, source: str, rebuilt: Iterable[Rebuilt]) -> Iterator[Finding]:
    """The departures of a model's own clauses whose `source` quotes what the source does not say.

    One may depart from what another of its clause made of the source: a word that was put right, then its accent.
    """
    printed = Printed(unicodedata.normalize("NFC", source))
    for clause in (part.clause for part in rebuilt if part.in_the_form):
        ecarts = clause.en_tete.ecarts if clause and clause.modele == model else ()
        for at, ecart in enumerate(ecarts):
            made = [words for other in ecarts if other is not ecart for words in other.texte]
            for quoted in ecart.source:
                said = quoted == SANS_EQUIVALENT or next(printed.find(quoted), None) is not None
                if clause and not said and not any(quoted in words for words in made):
                    message = f"la source ne dit pas « {quoted} »."
                    hint = "Citez ses mots exacts (« (…) » pour des mots omis), ou faites-en une des « remarques »."
                    yield Finding("ecart-hors-source", message, hint=hint, place=clause.place("ecarts", at))
