"""The formulas of the tables, as a French spreadsheet writes them: `arrondi(forfait * (1 + taux); 2)`.

- Numbers are written « 1,005 » or « 0,5 % » (0,005); arguments are separated by « ; ».
- A name is a rubrique of the same table in the same series; `table.rubrique` is another table's.
- `precedent(x)` is that of the year before; `total(x)`, `cumul(x)` and `moyenne(x)` go over the series; `debut(a; b)`
  is a in the first series and b in the others. `sous_total(table.x)` goes over the rows of the other table that this
  one holds (the actions of an objective). `total(x; critère)` goes over the series that have the same text or
  figure as this one in the rubrique `critère`, as a SUMIF does. `annee` is the year of the series.
- `somme`, `moyenne`, `min`, `max`, `abs`, `arrondi(x; décimales)`, `si(condition; oui; non)`, `et`, `ou`, and
  `sinon(x; y)`: y where x has no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in a formula."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """A rubrique, of the formula's own table where `table` is empty; of one year alone where `year` is given."""

    rubrique: str
    table: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; the operators are functions too (« + », « > »)."""

    function: str
    arguments: tuple[Formula, ...]


Formula = Number | Name | Call

ARGUMENTS: dict[str, tuple[int, int]] = {
    "precedent": (1, 1), "total": (1, 9), "cumul": (1, 9), "sous_total": (1, 1), "debut": (2, 2), "sinon": (2, 2),
    "somme": (1, 99), "moyenne": (1, 99), "min": (1, 99), "max": (1, 99), "abs": (1, 1), "arrondi": (2, 2),
    "si": (3, 3), "et": (1, 99), "ou": (1, 99),
}  # fmt: skip
"""The functions, with the fewest and the most arguments that each takes."""

OF_A_NAME = frozenset({"precedent", "total", "cumul", "sous_total", "sinon"})
"""Functions whose first argument is a rubrique, and not a computation."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:,[0-9]+)?)(?P<percent>\s*%)?|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)|"
    r"(?P<sign><=|>=|<>|[-+*/()<>=;]))"
)
_COMPARISONS = frozenset({"<", "<=", ">", ">=", "=", "<>"})
CONDITIONS = _COMPARISONS | {"et", "ou", "si", "sinon", "debut"}
"""What a control may be made of: each of them holds or does not."""
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


def names(formula: Formula) -> Iterator[Name]:
    """Every rubrique that a formula names, in order."""
    if isinstance(formula, Name):
        yield formula
    elif isinstance(formula, Call):
        for argument in formula.arguments:
            yield from names(argument)


def needed(formula: Formula) -> Iterator[Name]:
    """The rubriques without which a formula says nothing: not those that `sinon` replaces, nor what a sum keeps to."""
    if isinstance(formula, Name):
        yield formula
    elif isinstance(formula, Call):
        arguments = formula.arguments
        if formula.function == "sinon":
            arguments = arguments[1:]
        elif formula.function in {"total", "cumul"}:
            arguments = arguments[:1]
        for argument in arguments:
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
            return Call("-", (Number(Decimal(0)), self.factor(depth + 1)))
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
        fewest, most = ARGUMENTS.get(text, (0, -1))
        if most < 0:
            raise ValueError(f"« {text} » n'est pas une fonction ({', '.join(ARGUMENTS)})")
        if not fewest <= len(arguments) <= most:
            raise ValueError(f"« {text} » prend {fewest} argument(s) et non {len(arguments)}")
        if text in OF_A_NAME and not _of_a_name(text, arguments):
            raise ValueError(f"« {text} » porte sur une rubrique, et non sur un calcul")
        return Call(text, tuple(arguments))

    def expect(self, sign: str) -> None:
        token = self.next()
        if token.text != sign:
            raise ValueError(f"« {sign} » est attendu à la place de « {token.text} »")


def _of_a_name(function: str, arguments: list[Formula]) -> bool:
    """A rubrique; for `sinon`, also that of the year before; for a sum, also what it is restricted to."""
    first = arguments[0]
    if function == "sinon" and isinstance(first, Call):
        return first.function in {"precedent", "total"}
    named = arguments if function in {"total", "cumul"} else [first]
    return all(isinstance(one, Name) for one in named)
