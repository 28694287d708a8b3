"""Why words of a contract are not those of its model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Literal

from engine.conformity.words import NOTE, Word, words_of_text
from engine.french import one_line
from engine.libraries.ecarts import Ecart, Remarque
from models.records import dataclass

Kind = Literal[
    "fait", "chiffre", "blanc", "consigne", "option", "renvoi", "accord",
    "variante", "ecart", "remarque", "visa", "autour", "local", "droit", "adaptation", "main", "autre", "inconnu",
]  # fmt: skip
FILLING: frozenset[Kind] = frozenset({"fait", "chiffre", "blanc", "consigne", "option", "renvoi", "accord"})
"""What only fills in a form: its blanks, its options, the instructions that make room for what they ask."""
_TO_FILL_IN = re.compile(r"x{2,}|\[|\]|…|\.{3,}|_{2,}|\bN[+-]?\d?\b|\(?20\d\d\)?\b", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d")
_CHOICE = re.compile(r"\w(?:\(\w{1,8}\)|/\w)|\bou\b|le cas échéant", re.IGNORECASE)
_GRAMMAR = frozenset(
    {"le", "la", "les", "l", "de", "du", "des", "d", "a", "au", "aux", "un", "une", "et", "son", "sa", "ses", "leur",
     "leurs", "y", "en", "est", "sont"}
)  # fmt: skip
"""Words that follow the number and the gender of a fact."""
_REFERENCES = frozenset({"annexe", "annexes", "article", "articles"})
_ASKED: frozenset[Kind] = frozenset({"fait", "chiffre", "consigne", "variante"})
"""What words of the library may stand around, in a contract."""
_BESIDE_A_NUMBER = 4
"""The words that name what a number refers to (« sont joints en annexe 7 »), at most."""
_HOLE = "[…]"
_SHORT = 2
"""The letters of a word that says nothing by itself."""
_MOST_AROUND = 25
"""The words of a contract around facts that a blank or an instruction asks for, at most."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, and in which words: for a fact its path, for a variant what decides, else a sentence."""

    kind: Kind
    said: str = ""


UNKNOWN = Reason("inconnu")


def of_departure(ecart: Ecart) -> Reason:
    """A departure of the library from its source."""
    return Reason("ecart", one_line(ecart.motif))


def of_remark(remarque: Remarque) -> Reason:
    """A departure that the library describes."""
    return Reason("remarque", one_line(remarque.motif))


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the words of a clause: its departures, its remarks, the texts `typed` in the description."""

    departures: Sequence[Ecart] = ()
    remarks: Sequence[Remarque] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    visas: bool = False


def of_filling(before: Sequence[Word], old: Sequence[Word], new: Sequence[Word], told: Told) -> tuple[Reason, ...]:
    """Why a contract does not say the words of its blank form, in the same library and the same law.

    `before` are the words that come just before in the form, the last of which says where that is.
    """
    found = [*_of_origins(old, new)]
    plain_old, plain_new = ([word for word in some if _is_plain(word)] for some in (old, new))
    if slip := _slip(old, new, told.departures):
        return (slip,)
    asked = any(one.kind in _ASKED for one in found)
    asked = asked or (Reason("renvoi") in found and len(plain_new) <= _BESIDE_A_NUMBER)
    if plain_old or plain_new:
        found += _of_plain_words(before, plain_old, plain_new, told, filled=asked)
    return tuple(dict.fromkeys(found))


def _of_origins(old: Sequence[Word], new: Sequence[Word]) -> Iterator[Reason]:
    """What the words say of themselves: a fact, a figure, a number, the case that chose them."""
    yield from (Reason("fait", word.run.fact) for word in (*new, *old) if word.run.fact)
    if any(word.run.figure for word in new):
        yield Reason("chiffre")
    if any(word.run.number for word in (*old, *new)):
        yield Reason("renvoi")
    for word in old:
        if not word.run.fact:
            yield from (Reason("consigne" if case == NOTE else "option", case) for case in word.run.cases)
    for word in new:
        if not word.run.fact:
            yield from (Reason("variante", case) for case in word.run.cases)


def _is_plain(word: Word) -> bool:
    run = word.run
    return not (run.fact or run.cases or run.number or run.figure)


def _slip(old: Sequence[Word], new: Sequence[Word], departures: Iterable[Ecart]) -> Reason | None:
    """The departure by which a contract alone puts right a slip that the form keeps."""
    before, after = ([one.key for one in some] for some in (old, new))
    for ecart in departures:
        for source, text in ecart.coquilles:
            if _within(before, source) and _within(after, text):
                return of_departure(ecart)
    return None


def _within(keys: Sequence[str], text: str) -> bool:
    said = [one.key for one in words_of_text(text)]
    return not keys or any(said[at : at + len(keys)] == list(keys) for at in range(len(said)))


def _of_plain_words(
    before: Sequence[Word], old: Sequence[Word], new: Sequence[Word], told: Told, *, filled: bool
) -> Iterator[Reason]:
    """Of words that are the library's own: those of the form, those of every contract."""
    said = " ".join(word.text for word in old)
    keys = {word.key for word in (*old, *new)}
    if keys <= _GRAMMAR | _REFERENCES:
        yield Reason("accord")
    elif not old and (path := _typed(new, told.typed)):
        yield Reason("fait", path)
    elif filled and (len(new) <= _MOST_AROUND):
        yield from ()
    elif _TO_FILL_IN.search(said) or (new and not old and all(_YEAR.fullmatch(word.key) for word in new)):
        # The years of a form are examples: one that the contract has too, in another place, leaves another alone.
        yield Reason("blanc")
    elif _CHOICE.search(said):
        yield Reason("option")
    elif departure := _departure(before, old, new, told.departures):
        yield departure
    elif remark := _remark(old, new, told.remarks):
        yield of_remark(remark)
    elif told.visas:
        yield Reason("visa")
    else:
        yield Reason("autour") if filled else UNKNOWN


def _departure(
    before: Sequence[Word], old: Sequence[Word], new: Sequence[Word], departures: Iterable[Ecart]
) -> Reason | None:
    """The departure whose source says the words of the form, and its text those of the contract, facts apart.

    Where its text leaves a fact, its source says the word before too.
    """
    above, said, after = ([one.key for one in some] for some in (before[-1:], old, new))
    if any(len(key) > _SHORT for key in {*said, *after} - _GRAMMAR):
        for ecart in departures:
            for source, texts in ecart.paires:
                if _within(said, source) and any(_in_order(after, text) for text in texts):
                    return of_departure(ecart)
    for ecart in departures:
        for source, texts in ecart.paires:
            if above and _within([*above, *said], source) and any(_HOLE in text for text in texts):
                return of_departure(ecart)
    return None


def _in_order(keys: Sequence[str], text: str) -> bool:
    said = iter([one.key for one in words_of_text(text)])
    return all(key in said for key in keys)


def _typed(new: Sequence[Word], typed: Mapping[str, str]) -> str:
    """The fact whose own words these are; empty where none is: a text of several paragraphs does not say its origin."""
    left = f" {' '.join(word.key for word in new)} "
    if path := next((path for path, text in typed.items() if left in text), ""):
        return path
    first = ""
    while left.strip():  # several facts, one after the other
        path = next((path for path, text in typed.items() if text.strip() and left.startswith(text)), "")
        if not path:
            return ""
        first, left = first or path, left[len(typed[path]) - 1 :]
    return first


def _remark(old: Sequence[Word], new: Sequence[Word], remarks: Sequence[Remarque]) -> Remarque | None:
    """The remark that says the most of these words; none where it says nothing of them."""
    known = {one.key for one in (*old, *new) if len(one.key) > _SHORT or one.key.isdigit()} - _GRAMMAR
    found = max(remarks, key=lambda one: len(known & _said_by(one)), default=None)
    return found if found and known & _said_by(found) else None


def _said_by(remark: Remarque) -> set[str]:
    return {one.key for one in words_of_text(f"{remark.au_modele} {remark.ici} {remark.motif}")}
