"""A reader of the computations that an explanation tells: from their French words alone, what they give.

It knows nothing of the engine: « (3 + 4,5 €) × 2, arrondi à l’unité = 15 € » is read as a person with a pencil would.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext

Later = Callable[[], Decimal]
_SPACES = str.maketrans({"\u202f": " ", "\u00a0": " "})
_TOKEN = re.compile(
    r"\d+(?:,\d+)?|, sans descendre sous|, sans dépasser|, arrondi au centième|, arrondi à l’unité"
    r"|, arrondi à \d+ décimales|le plus petit de|le plus grand de|moyenne de|valeur absolue de|; sinon,"
    r"|oui|non|si|et|ou|[(),;+−×/<>≤≥=≠]"
)
_COMPARED: dict[str, Callable[[Decimal], bool]] = {
    "<": lambda one: one < 0, "≤": lambda one: one <= 0, ">": lambda one: one > 0,
    "≥": lambda one: one >= 0, "=": lambda one: one == 0, "≠": lambda one: one != 0,
}  # fmt: skip


def half_up(value: Decimal, decimals: int) -> Decimal:
    with localcontext(prec=80):
        return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def plain(words: str) -> str:
    """Words without the spaces inside numbers, nor the units."""
    words = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", words.translate(_SPACES))
    return re.sub(r" (?:€/h|€/km|€|%)", "", words)


def number(words: str) -> Decimal:
    """« −1 234,50 € »."""
    words = plain(words).strip()
    if words in ("oui", "non"):
        return Decimal(words == "oui")
    return Decimal(words.replace("−", "-").replace(",", "."))


def numbers(words: str) -> set[Decimal]:
    """All the numbers that words say."""
    return {Decimal(one.replace(",", ".")) for one in re.findall(r"\d+(?:,\d+)?", plain(words))}


def worked_out(told: str) -> tuple[Decimal, Decimal, bool]:
    """What a computation gives, what it says that it gives, and whether it says that this is rounded."""
    rounded = told.endswith(" (arrondi)")
    formula, _, said = told.removesuffix(" (arrondi)").rpartition(" = ")
    reader = _Reader(plain(formula))
    with localcontext(prec=50):
        found = reader.whole()()
    assert reader.left == [], (told, reader.left)
    return found, number(said), rounded


class _Reader:
    def __init__(self, words: str) -> None:
        self.left = _TOKEN.findall(words)
        assert "".join(self.left).replace(" ", "") == words.replace(" ", ""), words

    def _next(self, *among: str) -> str:
        return self.left.pop(0) if self.left and self.left[0] in among else ""

    def _must(self, token: str) -> None:
        assert self._next(token), (token, self.left)

    def whole(self) -> Later:
        if self._next("si"):
            condition = self.condition()
            self._must(",")
            yes = self.whole()
            self._must("; sinon,")
            no = self.whole()
            return lambda: yes() if condition() else no()
        if word := self._next("le plus petit de", "le plus grand de", "moyenne de"):
            several = [self.alone()]
            while self._next(";", "et"):
                several.append(self.alone())
            gathered = {"le plus petit de": min, "le plus grand de": max}.get(word)
            if gathered:
                return lambda: gathered(one() for one in several)
            return lambda: sum((one() for one in several), Decimal(0)) / len(several)
        found = self.condition()
        while self.left and self.left[0].startswith(", "):
            found = self._after(self.left.pop(0), found)
        return found

    def _after(self, word: str, before: Later) -> Later:
        if word.startswith(", arrondi"):
            digits = re.search(r"\d+", word)
            decimals = int(digits[0]) if digits else 2 if "centième" in word else 0
            return lambda: half_up(before(), decimals)
        bound = self.sum()
        return (lambda: min(before(), bound())) if "dépasser" in word else (lambda: max(before(), bound()))

    def condition(self) -> Later:
        found = self.compared()
        while word := self._next("et", "ou"):
            found = self._joined(word, found, self.compared())
        return found

    @staticmethod
    def _joined(word: str, one: Later, two: Later) -> Later:
        if word == "et":
            return lambda: Decimal(bool(one()) and bool(two()))
        return lambda: Decimal(bool(one()) or bool(two()))

    def compared(self) -> Later:
        left = self.sum()
        if sign := self._next(*_COMPARED):
            right = self.sum()
            return lambda: Decimal(_COMPARED[sign](half_up(left() - right(), 6)))
        return left

    def sum(self) -> Later:
        found = self.product()
        while sign := self._next("+", "−"):
            found = self._worked(sign, found, self.product())
        return found

    def product(self) -> Later:
        found = self.alone()
        while sign := self._next("×", "/"):
            found = self._worked(sign, found, self.alone())
        return found

    @staticmethod
    def _worked(sign: str, one: Later, two: Later) -> Later:
        return {
            "+": lambda: one() + two(), "−": lambda: one() - two(),
            "×": lambda: one() * two(), "/": lambda: one() / two(),
        }[sign]  # fmt: skip

    def alone(self) -> Later:
        if self._next("−"):
            opposite = self.alone()
            return lambda: -opposite()
        if self._next("valeur absolue de"):
            signed = self.alone()
            return lambda: abs(signed())
        if self._next("("):
            inside = self.whole()
            self._must(")")
            return inside
        value = number(self.left.pop(0))
        return lambda: value
