"""The agreement notation of forms, read by rule: « du/des site(s) », « M./Mme », « directeur(trice) ».

A form leaves both words side by side because it does not know who will sign, nor how many sites there are. A clause
keeps that notation, and `formes` gives the two forms that it stands for: the singular and the plural, or the masculine
and the feminine. Where no rule suffices, both are written: « Le site | Chacun des sites ».
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from models.regexes import regex

Axe = Literal["nombre", "genre"]
"""What an agreement follows: how many things there are, or who is spoken of."""

_PLURAL_ENDINGS = {
    "s": ("", "s"), "x": ("", "x"), "nt": ("", "nt"), "ent": ("", "ent"), "ux": ("l", "ux"), "aux": ("al", "aux"),
}  # fmt: skip
_FEMININE_ENDINGS = {
    "e": ("", "e"), "ne": ("", "ne"), "le": ("", "le"), "te": ("", "te"), "se": ("", "se"), "sse": ("", "sse"),
    "ère": ("er", "ère"), "trice": ("teur", "trice"), "rice": ("eur", "rice"), "euse": ("eur", "euse"),
    "ve": ("f", "ve"), "que": ("c", "que"), "esse": ("e", "esse"),
}  # fmt: skip
"""An ending in brackets: what it takes the place of, and what it is. « directeur(trice) » is « directrice »."""
_OF_NUMBER = {
    *(("du", "des"), ("le", "les"), ("la", "les"), ("l'", "les"), ("au", "aux"), ("à la", "aux"), ("à l'", "aux")),
    *(("de la", "des"), ("de l'", "des"), ("un", "des"), ("une", "des"), ("ce", "ces"), ("cet", "ces")),
    *(("cette", "ces"), ("celui", "ceux"), ("celle", "celles"), ("il", "ils"), ("elle", "elles")),
    *(("son", "ses"), ("sa", "ses"), ("son", "leur"), ("sa", "leur"), ("leur", "leurs"), ("est", "sont"), ("a", "ont")),
}
_OF_GENDER = {
    *(("le", "la"), ("un", "une"), ("il", "elle"), ("au", "à la"), ("du", "de la"), ("ce", "cette"), ("son", "sa")),
    *(("m.", "mme"), ("monsieur", "madame"), ("celui", "celle")),
}

_ARTICLE = r"(?:[Dd]e|[Àà]) (?:la\b|l['’])"
_SLASH = regex(rf"(?<![\w/])(?P<first>{_ARTICLE}|[^\s/()]+)/(?P<second>{_ARTICLE}|[^\W\d_]+\.?['’]?)(?!\w*/)")
_ENDING = regex(r"(?P<stem>[^\W\d_]+)\((?P<ending>[^\W\d_]+)\)(?:\((?P<plural>s|x)\))?(?P<rest>[^\W\d_]*)")
_BRACKETS = regex(r"(?<=[\w'’]) \((?P<second>[^\W\d_][\w'’ -]*)\)")
_NOTATION = regex(r"\S*(?:/|\([^\W\d_]+\))\S*")
_CLASH = regex(r"\b(?:à (?:aux?|les?)|de (?:aux?|des|du|les?))\b", re.IGNORECASE)
"""What no sentence says: the preposition that a contracted article already holds."""
_WRITE_BOTH = "écrivez les deux formes, séparées par « | »"


class Formes(NamedTuple):
    """The two forms that a notation stands for, and what the blank form prints."""

    premiere: str
    seconde: str
    vierge: str


@lru_cache(maxsize=2048)
def formes(notation: str, axe: Axe) -> Formes:
    """What a notation stands for: its singular and plural (`nombre`) or its masculine and feminine (`genre`).

    `notation` is a form's own (« le/les site(s) suivant(s) »), or the forms themselves, separated by « | ». The
    blank then prints the first, the second where it bears a star (« doit | doivent* »), or a third one.

    Raises:
        ValueError: where the notation says nothing of this agreement, or not all of it.
    """
    if "|" in notation:
        return _written(notation)
    first, second = notation, notation
    for rule in (_brackets, _slash, _ending):
        first, second = rule(first, axe, 0), rule(second, axe, 1)
    if first == second:
        raise ValueError(f"« {notation} » ne dit pas d'accord en {axe} : {_WRITE_BOTH}")
    for one in (first, second):
        if left := _NOTATION.search(one) or _CLASH.search(one):
            raise ValueError(f"« {notation} » : l'accord en {axe} ne se lit pas à « {left.group()} » ; {_WRITE_BOTH}")
    return Formes(_glued(first), _glued(second), notation)


def _written(notation: str) -> Formes:
    parts = [part.strip() for part in notation.split("|")]
    if len(parts) not in {2, 3}:
        raise ValueError(
            f"« {notation} » : deux formes sont attendues, ou trois avec celle que le modèle vierge imprime"
        )
    first, second = parts[0], parts[1].removesuffix("*")
    return Formes(first, second, parts[2] if len(parts) == 3 else second if parts[1].endswith("*") else first)


def _axis_of(first: str, second: str) -> Axe | None:
    """What a pair of small words is told apart by; None for any other words, which follow what is asked."""
    pair = (first.lower().replace("’", "'"), second.lower().replace("’", "'"))
    return "nombre" if pair in _OF_NUMBER else "genre" if pair in _OF_GENDER else None


def _slash(text: str, axe: Axe, which: int) -> str:
    def chosen(match: re.Match[str]) -> str:
        pair = (match["first"], _like(match["first"], match["second"]))
        return match.group() if _axis_of(*pair) not in {axe, None} else pair[which]

    return _SLASH.sub(chosen, text)


def _like(first: str, second: str) -> str:
    """« Le/la » at the head of a sentence is « Le » or « La »."""
    return second[:1].upper() + second[1:] if first[:1].isupper() else second


def _brackets(text: str, axe: Axe, which: int) -> str:
    """« le (la) », « de la (des) », « le préfet (la préfète) »: as many words before the brackets as within."""
    while match := _BRACKETS.search(text):
        before, second = text[: match.start()], match["second"]
        first = _replaced(before, second)
        if first is None or _axis_of(first, second) not in {axe, None}:
            return text
        kept = before.removesuffix(first)
        text = kept + (first, _like(first, second))[which] + text[match.end() :]
    return text


def _replaced(before: str, second: str) -> str | None:
    """The words before the brackets that those within stand for."""
    for words in (_ARTICLE, r"[\w'’-]+"):
        if (found := re.search(rf"(?:{words})$", before)) and _axis_of(found.group(), second):
            return found.group()
    found = re.search(rf"(?:[\w'’-]+ ){{{second.count(' ')}}}[\w'’-]+$", before)
    return found.group() if found else None


def _ending(text: str, axe: Axe, which: int) -> str:
    """« agréé(e) », « site(s) », « directeur(trice) », « géré(e)s », « doi(ven)t »."""

    def chosen(match: re.Match[str]) -> str:
        stem, ending, plural, rest = match["stem"], match["ending"], match["plural"] or "", match["rest"]
        if known := _axis_of(stem, ending):  # « le(la) »
            return match.group() if known != axe else (stem, _like(stem, ending))[which] + rest
        if ending in _FEMININE_ENDINGS and axe == "genre" and not plural:
            return (_feminine(stem, ending) if which else stem) + rest
        if axe == "nombre" and rest and ending not in _FEMININE_ENDINGS:
            return f"{stem}{ending if which else ''}{rest}"
        if axe == "nombre" and ending in _PLURAL_ENDINGS:
            old, new = _PLURAL_ENDINGS[ending]
            return f"{stem.removesuffix(old)}{new}" if which else stem
        return match.group()

    return _ENDING.sub(chosen, text)


def _feminine(stem: str, ending: str) -> str:
    old, new = _FEMININE_ENDINGS[ending]
    if ending == "se" and stem.endswith("x"):  # « heureux(se) »: the x gives way
        return f"{stem[:-1]}se"
    return f"{stem.removesuffix(old)}{new}"


def _glued(text: str) -> str:
    """« l' établissement » once « l'/les » is settled."""
    return re.sub(r"(?<=\b[lLdD]['’]) (?=\w)", "", text)
