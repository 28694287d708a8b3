"""The figures of the national model, worked out by hand from its own rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assembly.assemble import grilles_of, traits_of
from engine.formulas.cells import Absence, Figure
from engine.law.applicable import law_of
from engine.library.modele import load_model
from engine.tables.grilles import Grilles
from tests.bibliotheques import OURS

MODEL = load_model("saad")


def tables(**facts: Any) -> Grilles:
    contrat = MODEL.description.model_validate({"modele": "saad", "departement": "59", **facts})
    return grilles_of(MODEL, contrat, traits_of(MODEL, contrat, law_of(contrat, date(2026, 1, 1), OURS)))


def cell(found: Grilles, table: str, rubrique: str, serie: int) -> Figure | str:
    return found[table].case(rubrique, serie).value


def activity(**more: Any) -> dict[str, Any]:
    gir = {f"gir{n}": {"heures": f"{n}00", "beneficiaires": str(n)} for n in range(1, 5)}
    others = {"heures": "50,5", "beneficiaires": "2"}
    lines = dict.fromkeys(("pch", "aide_sociale", "autres_financements", "autres_activites"), others)
    return {"diagnostic": {"activite": {**gir, **lines, **more}}}


def test_the_apa_is_the_sum_of_the_gir_and_the_total_that_of_every_line() -> None:
    found = tables(**activity())
    # 100 + 200 + 300 + 400 = 1 000 heures ; 1 000 + 4 × 50,5 = 1 202 heures ; 1 + 2 + 3 + 4 + 4 × 2 = 18 personnes
    assert cell(found, "activite", "apa", 0) == 1000
    assert cell(found, "activite", "total", 0) == 1202
    assert cell(found, "activite", "total", 1) == 18


def test_a_person_counted_once_makes_a_total_that_is_given() -> None:
    found = tables(**activity(total_beneficiaires="15"))
    assert cell(found, "activite", "total", 1) == 15
    assert cell(found, "activite", "total", 0) == 1202


def test_a_total_of_persons_beyond_the_sum_of_the_lines_is_wrong() -> None:
    control = MODEL.tableaux["activite"].controles[0]
    for given_total, holds in (("18", 1), ("19", 0)):
        found = tables(**activity(total_beneficiaires=given_total))
        assert found.holds(found["activite"], control, 1) == holds
        assert found["activite"].held(control) == [1]  # the hours are always their sum


def test_no_total_without_every_line() -> None:
    found = tables(**activity(pch={"heures": "10"}))
    assert cell(found, "activite", "total", 1) is Absence.A_RENSEIGNER
    # 1 000 + 10 + 3 × 50,5 = 1 161,5
    assert cell(found, "activite", "total", 0) == Decimal("1161.5")


def dotation(*rows: dict[str, str], rate: str = "70", payment: str = "acompte_et_solde") -> Grilles:
    given_rows = [{"objet": "Objectif n° 1", "annee": "2024", **row} for row in rows]
    return tables(
        dotation_complementaire={"retenu": "oui", "versement": payment, "taux_acompte": rate, "montants": given_rows}
    )


def test_the_advance_the_balance_and_the_regularisation_of_an_action() -> None:
    found = dotation({"montant": "100,01", "realisation": "90"}, {"montant": "200", "realisation": "100"})
    name = "dotation_complementaire"
    # 70 % de 100,01 = 70,007, soit 70,01 ; solde : 100,01 − 70,01 = 30,00
    assert [cell(found, name, line, 0) for line in ("acompte", "solde")] == [Decimal("70.01"), Decimal("30.00")]
    # 90 % de 100,01 = 90,009, soit 90,01 ; régularisation : 90,01 − 100,01 = −10,00
    assert [cell(found, name, line, 0) for line in ("du", "regularisation")] == [Decimal("90.01"), Decimal("-10.00")]
    # une action réalisée en entier ne se régularise pas
    assert [cell(found, name, line, 1) for line in ("du", "regularisation")] == [Decimal(200), Decimal(0)]
    assert cell(found, name, "montant", 2) == Decimal("300.01")


def test_nothing_is_regulated_before_what_was_done_is_known() -> None:
    assert cell(dotation({"montant": "100"}), "dotation_complementaire", "du", 0) is Absence.A_RENSEIGNER


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


@pytest.mark.parametrize(("billed", "apa", "pch"), [("28,40", "3.40", "2.90"), ("25,00", "0", "0"), ("20", "0", "0")])
def test_what_remains_to_be_paid_is_what_is_billed_beyond_the_tariffs(billed: str, apa: str, pch: str) -> None:
    service = {"nom": "Service Exemple", "habilitation_aide_sociale": "non", "tarif_facture": billed}
    found = tables(
        services=[{**service, "heures_apa": "1000", "heures_pch": "100"}],
        moyens={"tarif_reference_apa": "25", "tarif_reference_pch": "25,50"},
    )
    figures = [cell(found, "reste_a_charge", line, 0) for line in ("reste_apa", "reste_pch", "total", "moyen")]
    total = Decimal(apa) * 1000 + Decimal(pch) * 100
    # pour 28,40 € : 3,40 × 1 000 + 2,90 × 100 = 3 690,00 € ; 3 690 / 1 100 = 3,354… € par heure
    assert figures[:3] == [Decimal(apa), Decimal(pch), total]
    assert round(figures[3], 2) == round(total / 1100, 2)  # type: ignore[arg-type]


def test_without_hours_there_is_no_mean() -> None:
    service = {
        "nom": "S",
        "habilitation_aide_sociale": "non",
        "tarif_facture": "28",
        "heures_apa": "0",
        "heures_pch": "0",
    }
    found = tables(services=[service], moyens={"tarif_reference_apa": "25", "tarif_reference_pch": "25"})
    assert cell(found, "reste_a_charge", "moyen", 0) is Absence.SANS_BASE


def test_a_service_habilitated_leaves_nothing_to_be_paid_beyond_the_tariffs() -> None:
    service = {"tarif_facture": "26", "heures_apa": "100", "heures_pch": "10"}
    rows = [
        {**service, "nom": "Habilité", "habilitation_aide_sociale": "oui"},
        {**service, "nom": "Non habilité", "habilitation_aide_sociale": "non"},
    ]
    found = tables(services=rows, moyens={"tarif_reference_apa": "23", "tarif_reference_pch": "23,50"})
    # article 3-3 : « facturées par les services non habilités » ; 3 × 100 + 2,50 × 10 = 325,00 €
    assert [one.label for one in found["reste_a_charge"].series] == ["Non habilité"]
    assert cell(found, "reste_a_charge", "total", 0) == 325


def test_the_tariff_of_each_year_has_its_variation_in_reference_to_the_year_before() -> None:
    rows = [{"annee": "2024", "tarif": "24"}, {"annee": "2025", "tarif": "24,60"}, {"annee": "2027", "tarif": "25"}]
    service = {"nom": "S", "habilitation_aide_sociale": "oui"}
    found = tables(services=[service], moyens={"evolution": rows})
    # 0,60 / 24 = 2,5 % ; 2027 n'a pas d'année 2026 à laquelle se référer
    variations = [cell(found, "evolution_du_tarif", "variation", at) for at in range(3)]
    assert variations == [Absence.SANS_BASE, Decimal("2.5"), Absence.SANS_BASE]
