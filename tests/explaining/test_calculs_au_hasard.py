"""Formulas drawn by lot over every function of the tables, told with their numbers, and worked out from these words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from engine.assembly.tableaux import written
from engine.explaining.numbers import in_numbers, settled, shown_of
from engine.formulas.cells import Reference
from engine.tables.grilles import Grilles
from tests.calculs import half_up, number, worked_out
from tests.conformite.formules_au_hasard import contract_by_lot
from tests.fuzz.essais import DEAREST, tried


def told(grilles: Grilles) -> Iterator[tuple[str, str]]:
    """Each figure as it is printed, with its computation."""
    for name in grilles:
        for line in grilles[name].rubriques:
            for at in range(len(grilles[name].series) if line.nom else 0):
                here = Reference(name, line.nom, at)
                case = grilles.case(here)
                formula = case.formula and settled(case.formula, grilles.value)
                if formula and isinstance(case.value, Decimal) and not isinstance(formula, Reference):
                    text = written(case.value, shown_of(here, grilles), computed=True)
                    yield text, in_numbers(formula, here, grilles)


@tried(3, DEAREST)
@given(st.integers(0, 10**9))
def test_who_works_out_what_is_told_finds_what_is_printed(seed: int) -> None:
    with TemporaryDirectory() as folder:
        every = list(told(contract_by_lot(Path(folder), seed).tables.grilles))
    assert len(every) > 200
    for text, computation in every:
        found, result, is_rounded = worked_out(computation)
        assert number(text) == result
        places = max(0, -int(result.as_tuple().exponent))
        assert half_up(found, places) == result, computation
        assert is_rounded or half_up(found, 20) == result, computation
