"""Numbers in letters, as people write them: « deux », « quatre-vingts », « deux mille vingt-six », « cinq (5) »."""

from __future__ import annotations

import re
import unicodedata

from models.accents import without_accents
from models.regexes import regex

_UNITES = (
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)  # fmt: skip
_DIZAINES = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre vingt"}
_RANGS = ((1_000_000, "million"), (1000, "mille"), (100, "cent"))
_VALUES = {word: rank for rank, word in enumerate(_UNITES)} | {word: ten for ten, word in _DIZAINES.items()}
_SINGULIERS = {"une": "un", "vingts": "vingt", "cents": "cent", "millions": "million"}
_TWICE = regex(r"(.+?) ?\((.+?)\)(.*)")
_LONGEST = 120


def simple(text: str) -> str:
    """A text without what the hand gets wrong: accents, capitals, several spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    if not letters.isascii():
        letters = without_accents(letters)
    return " ".join(letters.split())


def en_lettres(number: int) -> str:
    """A number below one thousand million, its words apart, without « et » nor marks of the plural."""
    for rank, word in _RANGS:
        if number >= rank:
            many, rest = divmod(number, rank)
            before = "" if many == 1 and rank < 1_000_000 else f"{en_lettres(many)} "
            return f"{before}{word}" + (f" {en_lettres(rest)}" if rest else "")
    if number < len(_UNITES):
        return _UNITES[number]
    if number < 20:
        return f"dix {_UNITES[number - 10]}"
    ten = max(one for one in _DIZAINES if one <= number)
    return _DIZAINES[ten] + (f" {en_lettres(number - ten)}" if number > ten else "")


def nombre_en_lettres(text: str) -> int | None:
    """The number that these words say, whatever their hyphens and plurals; None where they say none, or two."""
    if len(text) > _LONGEST:
        return None
    said = simple(text).replace("-", " ").split()
    words = [_SINGULIERS.get(one, one) for one in said if one != "et"]
    number = _sum(words)
    return number if number is not None and en_lettres(number).split() == words else None


def _sum(words: list[str]) -> int | None:
    """What words would add up to, were they in the order of a number."""
    total = under = 0
    for word in words:
        if word == "vingt" and under % 100 == 4:
            under += 76
        elif word == "cent":
            under = max(under, 1) * 100
        elif word in ("mille", "million"):
            total, under = total + max(under, 1) * (1000 if word == "mille" else 1_000_000), 0
        elif word in _VALUES:
            under += _VALUES[word]
        else:
            return None
    return total + under if words else None


def dit_une_fois(text: str) -> str:
    """« cinq ans » for « cinq (5) ans »: a number said in letters and in figures, where both are the same.

    Raises:
        ValueError: where they differ.
    """
    found = _TWICE.fullmatch(text.strip()) if "(" in text and len(text) <= _LONGEST else None
    if found is None:
        return text
    first, second = (_number(one) for one in found.group(1, 2))
    if first is None or second is None:
        return text
    if first != second:
        raise ValueError(f"« {text.strip()} » dit deux nombres, {first} et {second}.")
    return f"{first}{found[3]}"


def _number(text: str) -> int | None:
    bare = re.sub(r"\s", "", text)
    return int(bare) if re.fullmatch("[0-9]{1,9}", bare) else nombre_en_lettres(text)
