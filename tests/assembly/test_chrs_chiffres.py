"""What holds of the CHRS dotation whatever its figures; worked examples are in the `essais` of the model."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assembly.assemble import grilles_of, traits_of
from engine.formulas.cells import Figure
from engine.law.applicable import law_of
from engine.libraries.modele import load_model
from engine.tables.grilles import Grilles
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

MODEL = load_model("chrs")
EVOLUTION, SHARES = "evolution_de_la_dotation", "repartition_de_la_dotation"

Row = Mapping[str, str]


def tables(moyens: Mapping[str, Any], *etablissements: Row, **facts: Any) -> Grilles:
    """The tables of a contract of five years from 2025, whose base is that of 2025."""
    data = {"modele": "chrs", "departement": "67", "effet": "2025-01-01", "duree": "3 ans"}
    rows = [{"nom": f"CHRS {n}", "subventionne": "non", **one} for n, one in enumerate(etablissements, start=1)]
    moyens = {"annee_base": "2025", "dotation": "dotation_globalisee", "tarifs_plafonds": "non", **moyens}
    contrat = read_as(MODEL.description, {**data, "etablissements": rows, "moyens": moyens, **facts})
    return grilles_of(MODEL, contrat, traits_of(MODEL, contrat, law_of(contrat, date(2026, 1, 1), OURS)))


def row(found: Grilles, rubrique: str, table: str = EVOLUTION) -> list[Figure | str]:
    grille = found[table]
    return [grille.case(rubrique, at).value for at in range(len(grille.series))]


CENTS = st.decimals(0, 10**7, places=2)


@settings(deadline=None, max_examples=40)
@given(st.lists(CENTS, min_size=1, max_size=6).filter(any), st.decimals(-5, 5, places=2).filter(lambda r: abs(r) >= 1))
def test_shares_sum_to_the_dotation_to_the_cent_and_follow_the_bases(bases: list[Decimal], rate: Decimal) -> None:
    years = [{"annee": "2025", "taux": "0"}, {"annee": "2026", "taux": str(rate)}]
    asked = {"mode_evolution": "taux_actualisation", "evolution": years}
    found = tables(asked, *[{"base_budgetaire": str(base)} for base in bases])
    whole = row(found, "montant")[1]
    assert isinstance(whole, Decimal)
    *shares, total = row(found, "part_2026", SHARES)
    assert total == whole
    assert row(found, "quote_part", SHARES)[-1] == 100
    for share, base in zip(shares, bases, strict=True):
        assert isinstance(share, Decimal)
        assert abs(share - whole * base / sum(bases)) <= Decimal("0.01")


@settings(deadline=None, max_examples=30)
@given(CENTS, st.lists(st.integers(-5, 5), min_size=2, max_size=2))
def test_a_higher_rate_never_gives_less(base: Decimal, rates: list[int]) -> None:
    amounts = []
    for rate in sorted(rates):
        asked = {"mode_evolution": "taux_actualisation", "evolution": [{"annee": "2025", "taux": str(rate)}]}
        amounts.append(row(tables(asked, {"base_budgetaire": str(base)}), "montant")[0])
    assert amounts[0] <= amounts[1]  # type: ignore[operator]
