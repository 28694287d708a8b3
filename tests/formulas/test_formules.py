"""The formulas of the tables, as a French spreadsheet writes them."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formulas.parsing import parse_formula
from engine.formulas.tree import Call, Formula, Name, Number, names


def test_products_come_before_sums() -> None:
    assert parse_formula("a + b * 2") == Call("+", (Name("a"), Call("*", (Name("b"), Number(Decimal(2))))))


def test_subtractions_go_from_left_to_right() -> None:
    assert parse_formula("a - b - c") == Call("-", (Call("-", (Name("a"), Name("b"))), Name("c")))


def test_numbers_are_written_the_french_way() -> None:
    assert parse_formula("1,005") == Number(Decimal("1.005"))
    assert parse_formula("0,5 %") == Number(Decimal("0.005"))


def test_arguments_are_separated_by_semicolons() -> None:
    assert parse_formula("arrondi(a / b; 2)") == Call(
        "arrondi", (Call("/", (Name("a"), Name("b"))), Number(Decimal(2)))
    )


def test_a_name_may_be_that_of_another_table() -> None:
    assert list(names(parse_formula("forfait_global - finances.total_1"))) == [
        Name("forfait_global"),
        Name("total_1", "finances"),
    ]


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("", "n'est pas finie"),
        ("a +", "n'est pas finie"),
        ("a b", "« b » n'est pas attendu"),
        ("(a", "n'est pas finie"),
        ("a ! b", "« ! b » ne peut pas être lu"),
        ("racine(a)", "« racine » n'est pas une fonction"),
        ("si(a; b)", "« si » prend 3 argument(s) et non 2"),
        ("precedent(a + b)", "porte sur une rubrique"),
        ("somme(a; b", "n'est pas finie"),
        ("1.5", "« .5 » ne peut pas être lu"),
        ("(" * 60 + "a" + ")" * 60, "trop de parenthèses"),
    ],
)
def test_a_formula_that_cannot_be_read_says_why(formula: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        parse_formula(formula)


def _written(formula: Formula) -> str:
    if isinstance(formula, Number):
        return str(formula.value).replace(".", ",")
    if isinstance(formula, Name):
        return formula.rubrique
    return f"({_written(formula.arguments[0])} {formula.function} {_written(formula.arguments[1])})"


_LEAVES = st.one_of(
    st.sampled_from("abc").map(Name),
    st.decimals(0, 1000, places=2).map(Number),
)
_FORMULAS = st.recursive(
    _LEAVES,
    lambda inner: st.tuples(st.sampled_from("+-*/"), inner, inner).map(lambda t: Call(t[0], t[1:])),
    max_leaves=8,
)


@given(_FORMULAS)
def test_a_formula_written_with_all_its_parentheses_is_read_as_it_was(formula: Formula) -> None:
    assert parse_formula(_written(formula)) == formula


@given(st.text(max_size=40))
def test_nonsense_is_refused_and_never_breaks(text: str) -> None:
    with suppress(ValueError):
        parse_formula(text)
