"""What holds of the financing of Ille-et-Vilaine whatever its figures; worked examples are in its `essais`."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.tables.grilles import Grilles
from tests.ille_et_vilaine import row, tables

quick = settings(deadline=None, max_examples=40)


def financed(*measures: str, expenses: tuple[str, ...] = ("100 000", "100 000", "100 001"), **facts: Any) -> Grilles:
    years = [{"annee": str(2020 + n), "depenses": amount} for n, amount in enumerate(expenses)]
    rows = [
        {"annee": str(2024 + n), "mesures_integrees": amount, "autres_mesures": "500", "dotation": "1 000,10"}
        for n, amount in enumerate(measures)
    ]
    retained = {"retenu": "oui"}
    return tables(**{"dotation_complementaire": retained, "financement": {"exercices": years, "annees": rows}, **facts})


AMOUNTS = st.decimals(0, 10**8, places=2).map(str)


@quick
@given(st.lists(AMOUNTS, min_size=3, max_size=3), st.lists(AMOUNTS, min_size=5, max_size=5))
def test_the_parts_of_the_financing_sum_to_its_total_to_the_cent(expenses: list[str], measures: list[str]) -> None:
    found = financed(*measures, expenses=tuple(expenses))
    lines = ("forfait_annuel", "evolution", "mesures_integrees", "total_1", "autres_mesures", "dotation", "total_2")
    cells = {line: row(found, "financement", line) for line in (*lines, "financement_global")}
    for at in range(6):
        one = {line: values[at] for line, values in cells.items()}
        assert one["forfait_annuel"] + one["evolution"] + one["mesures_integrees"] == one["total_1"]  # type: ignore[operator]
        assert one["autres_mesures"] + one["dotation"] == one["total_2"]  # type: ignore[operator]
        assert one["total_1"] + one["total_2"] == one["financement_global"]  # type: ignore[operator]
    for values in cells.values():
        assert sum(values[:5]) == values[5]  # type: ignore[arg-type]
        assert all(value == round(value, 2) for value in values)  # type: ignore[arg-type]
