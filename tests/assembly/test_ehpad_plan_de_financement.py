"""The financing plan of the EHPAD model, worked out by hand: results, self-financing, working capital, balances."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assembly.assemble import grilles_of, traits_of
from engine.checks.controles_des_tableaux import table_findings
from engine.dossier import open_dossier
from engine.formulas.cells import Absence
from engine.tables.grilles import Grilles
from tests.figures import codes, plain, printed, row, shown, tables

TODAY = date(2026, 1, 1)
COMPLETE = Path("data/exemples/ehpad-complet.yaml")
EMPTY, NO_BASE = Absence.A_RENSEIGNER, Absence.SANS_BASE


def plan(*rows: dict[str, str], **initial: str) -> Grilles:
    years = [{"annee": str(2022 + n), **one} for n, one in enumerate(rows)]
    return tables("ehpad", effet="2022-01-01", duree="5 ans", plan_de_financement={"synthese": years, **initial})


FIRST = {
    "produits": "1 000", "produits_groupe_1": "900", "produits_groupe_2": "60", "produits_groupe_3": "40",
    "charges": "1 050", "charges_groupe_1": "200", "charges_groupe_2": "700", "charges_groupe_3": "150",
    "dotations": "120", "reprises": "10", "quote_part_subventions": "15", "valeur_des_cessions": "8",
    "produits_des_cessions": "3", "investissements": "200", "remboursements": "40", "autres_emplois": "5",
    "emprunts": "100", "subventions": "50", "autres_ressources": "2", "fri": "260", "fre": "200", "bfr": "70",
}  # fmt: skip
SECOND = {"produits": "1 100", "charges": "1 050", "dotations": "130", "investissements": "0", "remboursements": "50",
          "emprunts": "0", "subventions": "0", "reprises": "0", "quote_part_subventions": "0",
          "valeur_des_cessions": "0", "produits_des_cessions": "0", "autres_emplois": "0", "autres_ressources": "0",
          "fri": "330", "fre": "260", "bfr": "90"}  # fmt: skip
OPENING = {"fri_initial": "300", "fre_initial": "200", "bfr_initial": "60"}
"""The opening is that of FIRST: 300 + 200 − 40 = 460 = 260 + 200, its closing."""


def test_the_result_and_the_capacity_to_self_finance() -> None:
    found = plan(FIRST, SECOND, **OPENING)
    # résultats : 1 000 − 1 050 = −50 ; 1 100 − 1 050 = 50
    assert row(found, "plan_de_financement", "resultat")[:2] == [-50, 50]
    # CAF : −50 + 120 − 10 − 15 + 8 − 3 = 50 ; 50 + 130 = 180
    assert row(found, "plan_de_financement", "caf")[:2] == [50, 180]
    # 50 / 1 000 = 5 % ; 180 / 1 100 = 16,3636… %
    assert shown(found, "plan_de_financement", "taux_de_caf", 0) == "5,00 %"
    assert shown(found, "plan_de_financement", "taux_de_caf", 1) == "16,36 %"


def test_the_uses_the_resources_and_the_working_capital_balance() -> None:
    found = plan(FIRST, SECOND, **OPENING)
    name = "plan_de_financement"
    # emplois : 200 + 40 + 5 = 245 ; 0 + 50 = 50
    assert row(found, name, "emplois")[:2] == [245, 50]
    # ressources : CAF 50 + cessions 3 + emprunts 100 + subventions 50 + autres 2 = 205 ; 180
    assert row(found, name, "ressources")[:2] == [205, 180]
    # apport : 205 − 245 = −40 ; 180 − 50 = 130
    assert row(found, name, "apport")[:2] == [-40, 130]
    # fonds de roulement : 260 + 200 = 460, soit 460 − 500 = −40 ; 330 + 260 = 590, soit 590 − 460 = 130
    assert row(found, name, "variation_du_frng")[:2] == [-40, 130]
    # trésorerie : 260 + 200 − 70 = 390, contre 300 + 200 − 60 = 440 ; 330 + 260 − 90 = 500
    assert row(found, name, "tresorerie")[:2] == [390, 500]
    assert row(found, name, "variation_de_la_tresorerie")[:2] == [-50, 110]
    assert codes(found) == []


def test_what_has_no_base_is_a_dash() -> None:
    found = plan(FIRST, SECOND, **OPENING)
    name = "plan_de_financement"
    # 2022 is the first year ; (1 100 − 1 000) / 1 000 = 10 % ; 100 / 200 = 50 % of the investments are borrowed
    assert row(found, name, "evolution_des_produits")[:2] == [NO_BASE, 10]
    assert row(found, name, "part_empruntee")[:2] == [50, NO_BASE]


def test_a_year_of_the_contract_that_the_plan_lacks_is_to_be_filled_in() -> None:
    found = plan(FIRST, SECOND, **OPENING)
    assert [serie.label for serie in found["plan_de_financement"].series] == [
        "2022", "2023", "2024", "2025", "2026", "Total"]  # fmt: skip
    assert row(found, "plan_de_financement", "produits") == [1000, 1100, EMPTY, EMPTY, EMPTY, EMPTY]


def test_a_plan_of_four_amounts_is_enough() -> None:
    found = plan(*[{"produits": "100", "charges": "90", "investissements": "5"}] * 5)
    assert row(found, "plan_de_financement", "resultat") == [10, 10, 10, 10, 10, 50]
    assert row(found, "plan_de_financement", "caf") == [EMPTY] * 6
    assert codes(found) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"produits_groupe_2": "61"}, "plan-de-financement-produits"),
        ({"charges_groupe_3": "149,99"}, "plan-de-financement-charges"),
        ({"fri": "260,01"}, "plan-de-financement-equilibre"),
        ({"remboursements": "39"}, "plan-de-financement-equilibre"),
        ({"fri": "-100", "fre": "100", "investissements": "660"}, "plan-de-financement-tresorerie-negative"),
        ({"resultat": "-49,99"}, "rapprochement-du-plan-resultat"),
        ({"caf": "51"}, "rapprochement-du-plan-caf"),
        ({"tresorerie": "389"}, "rapprochement-du-plan-tresorerie"),
    ],
)  # fmt: skip
def test_a_plan_that_contradicts_itself_is_told(wrong: dict[str, str], code: str) -> None:
    found = plan({**FIRST, **wrong}, **OPENING)
    assert codes(found) == [code]
    assert next(table_findings(found)).path[:3] == ("plan_de_financement", "synthese", 0)


def test_a_plan_that_says_what_its_figures_give_is_right() -> None:
    assert codes(plan({**FIRST, "resultat": "-50", "caf": "50", "tresorerie": "390"}, **OPENING)) == []


AMOUNT = st.decimals(0, 9_999_999, places=2, allow_nan=False, allow_infinity=False)
SIGNED = st.decimals(-9_999_999, 9_999_999, places=2, allow_nan=False, allow_infinity=False)
FLOWS = ("produits", "charges", "dotations", "reprises", "quote_part_subventions", "valeur_des_cessions",
         "produits_des_cessions", "investissements", "remboursements", "autres_emplois", "emprunts", "subventions",
         "autres_ressources")  # fmt: skip
YEAR = st.fixed_dictionaries(dict.fromkeys(FLOWS, AMOUNT) | {"fri": SIGNED, "bfr": SIGNED})


def closed(flows: dict[str, Decimal], opening: Decimal) -> Decimal:
    """The working capital at the end of a year whose plan balances, worked out apart from the tables."""
    less = ("charges", "reprises", "quote_part_subventions", "investissements", "remboursements", "autres_emplois")
    more = ("produits", "dotations", "valeur_des_cessions", "emprunts", "subventions", "autres_ressources")
    return opening + sum(flows[name] for name in more) - sum(flows[name] for name in less)


def balanced(years: list[dict[str, Decimal]]) -> list[dict[str, str]]:
    """The years with the FRE that makes each balance; what a sale takes off the CAF is back among the resources."""
    total, rows = Decimal(0), []
    for flows in years:
        total = closed(flows, total)
        rows.append({name: str(value) for name, value in (flows | {"fre": total - flows["fri"]}).items()})
    return rows


@given(st.lists(YEAR, min_size=5, max_size=5))
@settings(max_examples=25, deadline=None)
def test_what_enters_less_what_leaves_is_what_stays(years: list[dict[str, Decimal]]) -> None:
    found = plan(*balanced(years), fri_initial="0", fre_initial="0", bfr_initial="0")
    name = "plan_de_financement"
    assert set(codes(found)) <= {"plan-de-financement-tresorerie-negative"}
    totals = {rubrique: row(found, name, rubrique)[5] for rubrique in ("apport", "variation_du_frng")}
    assert totals["apport"] == totals["variation_du_frng"] == row(found, name, "frng")[4]
    assert row(found, name, "variation_de_la_tresorerie")[5] == row(found, name, "tresorerie")[4]
    assert row(found, name, "tresorerie")[:5] == [
        Decimal(one["fri"]) + Decimal(one["fre"]) - Decimal(one["bfr"]) for one in balanced(years)
    ]  # fmt: skip


@given(st.lists(YEAR, min_size=5, max_size=5), st.integers(0, 4), st.sampled_from(["fre", "fri"]))
@settings(max_examples=25, deadline=None)
def test_a_cent_is_enough_to_break_a_balance(years: list[dict[str, Decimal]], at: int, name: str) -> None:
    rows = balanced(years)
    rows[at][name] = str(Decimal(rows[at][name]) + Decimal("0.01"))
    found = plan(*rows, fri_initial="0", fre_initial="0", bfr_initial="0")
    broken = [one.path[2] for one in table_findings(found) if one.code == "plan-de-financement-equilibre"]
    assert broken == [at, at + 1][: 5 - at]  # the year, and the one that opens on it


def printed_with(plan_de_financement: dict[str, Any]) -> str:
    return printed("ehpad", effet="2022-01-01", duree="5 ans", plan_de_financement=plan_de_financement)


def test_the_financing_plan_is_joined_and_its_figures_are_printed_where_they_are_given() -> None:
    few = {"annee": "2022", "produits": "900", "charges": "1 000", "investissements": "50"}
    assert "PGFP" in printed_with({})
    assert "se résume" not in printed_with({})
    written = printed_with({"synthese": [few]})
    assert "Exercice | Total des produits | Total des charges | Résultat prévisionnel | Investissements" in written
    assert "2022 | 900,00 € | 1 000,00 € | −100,00 € | 50,00 €" in written
    assert "fonds de roulement" not in written.lower()
    more = {"dotations": "30", "remboursements": "5", "emprunts": "7", "subventions": "0", "fri": "10", "fre": "-2",
            "bfr": "3", "reprises": "0", "quote_part_subventions": "0", "valeur_des_cessions": "0",
            "produits_des_cessions": "0", "autres_emplois": "0", "autres_ressources": "0"}  # fmt: skip
    written = printed_with({"synthese": [few | more]})
    # CAF : 900 − 1 000 + 30 = −70 ; ressources : −70 + 7 = −63 ; emplois : 50 + 5 = 55 ; trésorerie : 10 − 2 − 3 = 5
    assert "2022 | 900,00 € | 1 000,00 € | −100,00 € | −70,00 €" in written
    assert "2022 | 50,00 € | 55,00 € | 7,00 € | −63,00 € | −118,00 €" in written
    assert "2022 | 10,00 € | −2,00 € | 8,00 € | 3,00 € | 5,00 €" in written


def test_the_complete_example_holds_every_table_and_every_control() -> None:
    dossier = open_dossier(COMPLETE, TODAY)
    assert not dossier.errors
    grilles = grilles_of(dossier.modele, dossier.contrat, traits_of(dossier.modele, dossier.contrat, dossier.droit))
    assert not list(table_findings(grilles))
    assert all(grille.given for grille in grilles.values())


def test_a_mistake_is_told_where_it_is_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "contrat.yaml"
    text = COMPLETE.read_text(encoding="utf-8").replace("fri: 713 000", "fri: 713 001")
    file.write_text(text, encoding="utf-8")
    dossier = open_dossier(file, TODAY)
    line = next(n for n, words in enumerate(text.splitlines(), start=1) if "713 001" in words)
    assert [(one.code, one.place.line) for one in dossier.errors if one.place][:1] == [
        ("plan-de-financement-equilibre", line)]  # fmt: skip
    assert "varie de 12 001,00 €" in plain(dossier.errors[0].message)


@pytest.mark.parametrize(
    ("key", "group"),
    [("synthese", "plan_de_financement"), ("soins", "financements_complementaires"),
     ("dependance", "financements_complementaires")],
)  # fmt: skip
def test_a_year_outside_the_contract_is_told(tmp_path: Path, key: str, group: str) -> None:
    file = tmp_path / "contrat.yaml"
    file.write_text(
        f"modele: ehpad\neffet: 2022-01-01\nduree: 5 ans\n{group}:\n  {key}:\n    - annee: 2027\n", encoding="utf-8"
    )
    told = [one for one in open_dossier(file, TODAY).findings if one.code == "annees-hors-contrat"]
    assert [one.path for one in told] == [(group, key, 0, "annee")]
    assert told[0].place is not None
    assert told[0].place.line == 6
