"""What holds of the national model whatever its figures; worked examples are in its `essais`."""

from __future__ import annotations

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

MODEL = load_model("saad")


def tables(**facts: Any) -> Grilles:
    contrat = read_as(MODEL.description, {"modele": "saad", "departement": "59", **facts})
    return grilles_of(MODEL, contrat, traits_of(MODEL, contrat, law_of(contrat, date(2026, 1, 1), OURS)))


def cell(found: Grilles, table: str, rubrique: str, serie: int) -> Figure | str:
    return found[table].case(rubrique, serie).value


def dotation(*rows: dict[str, str], rate: str = "70", payment: str = "acompte_et_solde") -> Grilles:
    given_rows = [{"objet": "Objectif n° 1", "annee": "2024", **row} for row in rows]
    return tables(
        dotation_complementaire={"retenu": "oui", "versement": payment, "taux_acompte": rate, "montants": given_rows}
    )


def test_twelfths_have_neither_advance_nor_balance() -> None:
    found = dotation({"montant": "100"}, payment="douziemes")["dotation_complementaire"]
    assert found.named("acompte") is None


CENTS = st.decimals(0, 10**8, places=2)


@settings(deadline=None, max_examples=60)
@given(CENTS, st.decimals(1, 100, places=2), st.integers(1, 100))
def test_the_advance_and_the_balance_make_the_amount_and_no_more_is_due(
    amount: Decimal, rate: Decimal, done: int
) -> None:
    found = dotation({"montant": str(amount), "realisation": str(done)}, rate=str(rate))
    figures = {line: cell(found, "dotation_complementaire", line, 0) for line in ("acompte", "solde", "du")}
    assert all(isinstance(figure, Decimal) and 0 <= figure <= amount for figure in figures.values())
    assert figures["acompte"] + figures["solde"] == amount  # type: ignore[operator]
