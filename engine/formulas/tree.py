"""A formula as it is written: numbers, names of rubriques, and functions of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.records import dataclass


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

ZERO = Number(Decimal(0))


def names(formula: Formula) -> Iterator[Name]:
    """Every rubrique that a formula names, in order."""
    if isinstance(formula, Name):
        yield formula
    elif isinstance(formula, Call):
        for argument in formula.arguments:
            yield from names(argument)
