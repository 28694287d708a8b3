"""The formulas of the tables, as a French spreadsheet writes them: `arrondi(forfait * (1 + taux); 2)`.

- Numbers are written « 1,005 » or « 0,5 % » (0,005); arguments are separated by « ; ».
- A name is a rubrique of the same table in the same series; `table.rubrique` is another table's. `annee` is the year of
  the series.
- What is called is one of `engine.formulas.functions`, which says what it gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from engine.formulas.functions import CALLED, function
from engine.formulas.functions.comparisons import FUNCTIONS as COMPARISONS
from engine.formulas.tree import ZERO, Call, Formula, Name, Number
from models.regexes import regex

_TOKEN = regex(
    r"\s*(?:(?P<number>[0-9]+(?:,[0-9]+)?)(?P<percent>\s*%)?|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)|"
    r"(?P<sign><=|>=|<>|[-+*/()<>=;]))"
)
_COMPARISONS = frozenset(one.name for one in COMPARISONS)
_DEEPEST = 40


class _Token(NamedTuple):
    kind: str
    text: str
    value: Decimal = Decimal(0)


@lru_cache(maxsize=4096)
def parse_formula(text: str) -> Formula:
    """A formula as a tree.

    Raises:
        ValueError: where it cannot be read, with what was expected.
    """
    parser = _Parser(list(_tokens(text)))
    formula = parser.comparison(0)
    if parser.peek() is not None:
        raise ValueError(f"« {parser.next().text} » n'est pas attendu dans « {text} »")
    return formula


def needed(formula: Formula) -> Iterator[Name]:
    """The rubriques without which a formula says nothing: not those that `sinon` replaces, nor what a sum keeps to."""
    if isinstance(formula, Name):
        yield formula
    elif isinstance(formula, Call):
        for argument in function(formula.function).needed(formula.arguments):
            yield from needed(argument)


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if not match:
            raise ValueError(f"« {text[position:].strip()[:20]} » ne peut pas être lu dans « {text} »")
        position = match.end()
        if match["number"]:
            value = Decimal(match["number"].replace(",", "."))
            yield _Token("number", match[0].strip(), value / 100 if match["percent"] else value)
        else:
            yield _Token("name" if match["name"] else "sign", match["name"] or match["sign"])


class _Parser:
    """Reads the tokens of one formula once, by precedence."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens, self.position = tokens, 0

    def peek(self) -> str | None:
        return self.tokens[self.position].text if self.position < len(self.tokens) else None

    def next(self) -> _Token:
        if self.position == len(self.tokens):
            raise ValueError("la formule n'est pas finie")
        self.position += 1
        return self.tokens[self.position - 1]

    def comparison(self, depth: int) -> Formula:
        if depth > _DEEPEST:
            raise ValueError("la formule a trop de parenthèses")
        left = self.sum(depth)
        if self.peek() in _COMPARISONS:
            sign = self.next().text
            return Call(sign, (left, self.sum(depth)))
        return left

    def sum(self, depth: int) -> Formula:
        left = self.product(depth)
        while self.peek() in {"+", "-"}:
            sign = self.next().text
            left = Call(sign, (left, self.product(depth)))
        return left

    def product(self, depth: int) -> Formula:
        left = self.factor(depth)
        while self.peek() in {"*", "/"}:
            sign = self.next().text
            left = Call(sign, (left, self.factor(depth)))
        return left

    def factor(self, depth: int) -> Formula:
        token = self.next()
        if token.text == "-":
            return Call("-", (ZERO, self.factor(depth + 1)))
        if token.text == "(":
            inner = self.comparison(depth + 1)
            self.expect(")")
            return inner
        if token.kind == "number":
            return Number(token.value)
        if token.kind == "name":
            return self.named(token.text, depth)
        raise ValueError(f"« {token.text} » n'est pas attendu ici")

    def named(self, text: str, depth: int) -> Formula:
        if self.peek() != "(":
            table, _, rubrique = text.rpartition(".")
            return Name(rubrique, table)
        self.next()
        arguments = [self.comparison(depth + 1)]
        while self.peek() == ";":
            self.next()
            arguments.append(self.comparison(depth + 1))
        self.expect(")")
        try:
            called = function(text)
        except KeyError:
            raise ValueError(f"« {text} » n'est pas une fonction ({', '.join(CALLED)})") from None
        if not called.least <= len(arguments) <= called.most:
            raise ValueError(f"« {text} » prend {called.least} argument(s) et non {len(arguments)}")
        if not called.takes(arguments):
            raise ValueError(f"« {text} » porte sur une rubrique, et non sur un calcul")
        return Call(text, tuple(arguments))

    def expect(self, sign: str) -> None:
        token = self.next()
        if token.text != sign:
            raise ValueError(f"« {sign} » est attendu à la place de « {token.text} »")
