"""What a CHRS does with its results, its investments and its frais de siège, worked out by hand from the model."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.annexes.document import annexes
from engine.checks.controles_des_tableaux import table_findings
from engine.dossier import open_dossier
from engine.errors import Severity
from engine.formulas.cells import Absence, Figure
from engine.tables.grilles import Grilles
from engine.writing.layout.plain import write_text
from tests.assembly.test_chrs_chiffres import row, tables
from tests.figures import codes

RESULTS = "affectation_des_resultats"
DEFICIT = ("sur_le_report", "sur_la_compensation", "report_deficitaire")


def results(*rows: dict[str, str], **moyens: str) -> Grilles:
    asked = {"affectation_resultats": "libre", "affectation_croisee": "non", **moyens}
    given_rows = [{"annee": "2024", **one} for one in rows]
    return tables({**asked, "resultats": given_rows}, gestionnaire={"statut": "association"})


def result(rubrique: str, **facts: str) -> Figure | str:
    return row(results(facts), rubrique, RESULTS)[0]


def money(*amounts: str) -> list[Decimal]:
    return [Decimal(amount.replace(" ", "").replace(",", ".")) for amount in amounts]


def broken(**facts: str) -> list[str]:
    return [code.removeprefix("affectation-des-resultats-") for code in codes(results(facts))]


# --- An excess --------------------------------------------------------------------------------------------------------

USES = {
    "report_excedentaire": "2 000", "investissement": "6 000", "exploitation": "1 500", "compensation": "3 500",
    "tresorerie": "3 000", "amortissements": "1 500", "autres": "500",
}  # fmt: skip
COVER = {"besoin_en_fonds_de_roulement": "40 000", "reserve_de_tresorerie": "36 000"}


def test_the_uses_of_an_excess_make_the_excess() -> None:
    # 2 000 + 6 000 + 1 500 + 3 500 + 3 000 + 1 500 + 500 = 18 000
    found = {"resultat": "18 000", **USES, **COVER, "charges_suivantes": "0"}
    assert [result(one, **found) for one in ("excedent", "affecte", "reste", "deficit")] == [18000, 18000, 0, 0]
    assert broken(**found) == []
    assert broken(**{**found, "resultat": "18 000,01"}) == ["excedent-affecte"]


def test_an_excess_that_is_not_yet_allocated_is_told() -> None:
    assert broken(resultat="18 000") == ["excedent-a-affecter"]
    assert broken(resultat="0") == []


@pytest.mark.parametrize(
    ("need", "reserve", "limit"),
    [("40 000", "36 000", 4000), ("40 000", None, 40000), ("30 000", "36 000", 0), ("-5 000", "0", 0)],
)
def test_the_reserve_of_cash_covers_the_need_and_no_more(need: str, reserve: str | None, limit: int) -> None:
    known = {"besoin_en_fonds_de_roulement": need} | ({"reserve_de_tresorerie": reserve} if reserve else {})
    assert result("couverture", resultat="0", **known) == limit
    for amount, found in ((limit, []), (Decimal(limit) + Decimal("0.01"), ["reserve-de-tresorerie"])):
        assert broken(resultat=str(amount), tresorerie=str(amount), **known) == found


def test_a_reserve_of_cash_whose_limit_is_unknown_is_told() -> None:
    assert broken(resultat="100", tresorerie="100") == ["besoin-en-fonds-de-roulement"]


def test_measures_that_add_charges_to_the_years_that_follow_are_wrong() -> None:
    assert broken(resultat="100", exploitation="100", charges_suivantes="0") == []
    assert broken(resultat="100", exploitation="100", charges_suivantes="0,01") == ["mesures-d-exploitation"]


def test_the_authority_allocates_the_excess_and_the_manager_has_no_uses_to_give() -> None:
    found = results({"resultat": "18 000", "report_excedentaire": "1"}, affectation_resultats="autorite")
    assert row(found, "excedent", RESULTS) == [18000]
    assert found[RESULTS].named("affecte") is None
    assert codes(found) == []


# --- A deficit: the report à nouveau, then the réserve de compensation, then the report à nouveau déficitaire ---------


@pytest.mark.parametrize(
    ("deficit", "report", "reserve", "three_amounts"),
    [
        ("3 000", "4 000", "5 000", ("3 000", "0", "0")),
        ("4 000", "4 000", "5 000", ("4 000", "0", "0")),
        ("6 000", "4 000", "5 000", ("4 000", "2 000", "0")),
        ("10 000,50", "4 000", "5 000", ("4 000", "5 000", "1 000,50")),
        ("6 000", "0", "0", ("0", "0", "6 000")),
        ("6 000", "0", "8 000", ("0", "6 000", "0")),
    ],
)
def test_a_deficit_is_covered_in_the_order_of_the_text(
    deficit: str, report: str, reserve: str, three_amounts: tuple[str, ...]
) -> None:
    facts = {"resultat": f"-{deficit}", "report_disponible": report, "compensation_disponible": reserve}
    assert [result(amount, **facts) for amount in DEFICIT] == money(*three_amounts)
    assert broken(**facts) == []


def test_what_is_available_has_to_be_known_before_a_deficit_is_covered() -> None:
    assert result("sur_le_report", resultat="-100") is Absence.A_RENSEIGNER
    assert result("report_deficitaire", resultat="-100", report_disponible="50") is Absence.A_RENSEIGNER


def test_a_deficit_has_no_uses() -> None:
    assert broken(resultat="-100", investissement="100") == ["excedent-affecte"]


AMOUNT = st.decimals(0, 10**8, places=2)


def covered(deficit: Decimal, report: Decimal, reserve: Decimal) -> list[Decimal]:
    found = results(
        {"resultat": str(-deficit), "report_disponible": str(report), "compensation_disponible": str(reserve)}
    )
    return [value for amount in DEFICIT for value in row(found, amount, RESULTS) if isinstance(value, Decimal)]


@settings(deadline=None, max_examples=60)
@given(AMOUNT, AMOUNT, AMOUNT)
def test_a_deficit_is_wholly_covered_and_never_out_of_order(
    deficit: Decimal, report: Decimal, reserve: Decimal
) -> None:
    first, second, third = covered(deficit, report, reserve)
    assert first + second + third == deficit
    assert (0 <= first <= report, 0 <= second <= reserve, third >= 0) == (True, True, True)
    assert second == 0 or first == report
    assert third == 0 or (first, second) == (report, reserve)


@settings(deadline=None, max_examples=30)
@given(AMOUNT, AMOUNT, AMOUNT, AMOUNT)
def test_more_in_the_accounts_never_carries_more_forward(
    deficit: Decimal, report: Decimal, reserve: Decimal, more: Decimal
) -> None:
    before = covered(deficit, report, reserve)[2]
    assert covered(deficit, report + more, reserve)[2] <= before
    assert covered(deficit, report, reserve + more)[2] <= before


# --- Several accounts -------------------------------------------------------------------------------------------------


def of_two_accounts(received: str, ceded: str, **moyens: str) -> Grilles:
    rows = (
        {"compte": "A", "resultat": "-500", "croisee": received},
        {"compte": "B", "resultat": "800", "croisee": ceded},
    )
    return results(*rows, **moyens)


def test_what_an_account_receives_another_cedes() -> None:
    found = of_two_accounts("500", "-500", affectation_croisee="oui")
    assert row(found, "a_affecter", RESULTS) == money("0", "300")
    assert "affectation-des-resultats-affectations-croisees" not in codes(found)
    wrong = of_two_accounts("500", "-400", affectation_croisee="oui")
    assert "affectation-des-resultats-affectations-croisees" in codes(wrong)


def test_without_crossed_allocation_each_account_keeps_its_result() -> None:
    assert row(of_two_accounts("500", "-500"), "a_affecter", RESULTS) == money("-500", "800")


# --- Investments and frais de siège -----------------------------------------------------------------------------------


def programme(*financements: dict[str, str], second_year: str = "2026") -> Grilles:
    operations = [
        {"operation": "Toiture", "annee": "2026", "montant": "100 000", "financement": "emprunt"},
        {"operation": "Cuisine", "annee": second_year, "montant": "20 000,50", "financement": "réserves"},
    ]
    return tables({}, investissement={"plan": "oui", "operations": operations, "financements": financements})


def years(*rows: dict[str, str]) -> list[dict[str, str]]:
    """The financing of each year of the contract, 0 where these rows say nothing."""
    said = {row["annee"]: row for row in rows}
    nought = {"emprunts": "0", "subventions": "0", "ressources_propres": "0"}
    return [{"annee": year, **nought, **said.get(year, {})} for year in ("2025", "2026", "2027")]


def test_the_expenses_of_a_year_are_those_of_its_operations() -> None:
    found = programme(*years({"annee": "2026", "emprunts": "100 000", "ressources_propres": "20 000,50"}))
    assert row(found, "depenses", "programme_d_investissement") == money("0", "120 000,50", "0", "120 000,50")
    assert row(found, "ecart", "programme_d_investissement") == [0, 0, 0, 0]
    assert codes(found) == []


def test_the_programme_is_balanced_over_its_years_and_not_in_each() -> None:
    rows = {"annee": "2025", "emprunts": "100 000"}, {"annee": "2026", "subventions": "20 000,50"}
    assert codes(programme(*years(*rows))) == []
    assert codes(programme(rows[0])) == []  # what is not given may balance it
    (unbalanced,) = table_findings(
        programme(*years(rows[0]))
    )  # 100 000 € pour 120 000,50 € : le modèle ne l'interdit pas
    assert (unbalanced.code, unbalanced.severity) == ("programme-d-investissement-equilibre", Severity.WARNING)
    assert "écart de −20 000,50 €" in unbalanced.message.replace("\u202f", " ").replace("\u00a0", " ")


def test_an_operation_of_another_year_is_told() -> None:
    found = codes(programme(second_year="2031"))
    assert found == ["operations-d-investissement-annee-du-programme"]


def siege(*shares: str) -> Grilles:
    amounts = [{"annee": "2025", "montant": "100"}]
    return tables(
        {}, *[{"quote_part_siege": share} for share in shares], frais_de_siege={"revision": "oui", "montants": amounts}
    )


def test_the_shares_of_the_siege_are_those_of_the_decision() -> None:
    # 100 € : 33,33 ; 66,66 moins 33,33 ; 99,99 moins 66,66 : un autre établissement, hors du contrat, en a 0,01
    assert row(siege("33,33", "33,33", "33,33"), "part_2025", "quotes_parts_du_siege") == money(
        "33,33", "33,33", "33,33", "99,99"
    )
    assert codes(siege("60", "40,01")) == ["quotes-parts-du-siege-quotes-parts"]
    assert codes(siege("60", "40")) == []


# --- In the contract and in its messages ------------------------------------------------------------------------------

EXAMPLE = Path("data/exemples/chrs-complet.yaml").read_text(encoding="utf-8")
DAY = date(2025, 1, 20)


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = EXAMPLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file = tmp_path / "contrat.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_broken_limit_is_told_where_it_is_written(tmp_path: Path) -> None:
    file = changed(tmp_path, ("tresorerie: 2 000", "tresorerie: 3 600"), ("compensation: 3 400", "compensation: 1 800"))
    (found,) = open_dossier(file, DAY).errors
    line = file.read_text(encoding="utf-8")[: file.read_text(encoding="utf-8").index("tresorerie: 3 600")].count("\n")
    assert str(found.place) == f"{file}:{line + 1}:19"
    assert "CHRS Exemple Strasbourg, 2023 : la réserve de trésorerie (3\u202f600,00\xa0€) dépasse" in found.message
    assert found.source == "modèle chrs, III, 1, c (III de l'article R. 314-48 du CASF)"


def contract(file: Path) -> str:
    written = write_text(open_dossier(file, DAY).assembled().document)
    return written.replace("\u202f", " ").replace("\xa0", " ").replace("’", "'")


def test_the_contract_prints_the_bases_the_programme_and_the_siege(tmp_path: Path) -> None:
    written = contract(changed(tmp_path))
    assert "Établissement ou service | Places | Base budgétaire (2025) | Recettes en atténuation" in written
    # 765 000 + 493 000 + 271 500 = 1 529 500 ; 41 500 + 22 800 + 12 400 = 76 700
    assert "\nTotal | 89 | 1 529 500,00 € | 76 700,00 €\n" in written
    # 320 000 + 54 000 + 86 000 = 460 000 = 320 000 + 34 400 + 105 600
    assert "Total | 460 000,00 € | 320 000,00 € | 34 400,00 € | 105 600,00 € | 460 000,00 € | 0,00 € |" in written
    # 16,5 % de 98 150 = 16 194,75
    assert "CHRS Exemple Sélestat | 16,5 % | 15 840,00 € | 16 005,00 € | 16 194,75 €" in written
    assert "à compléter" not in written


def test_one_establishment_has_no_total(tmp_path: Path) -> None:
    start, end = EXAMPLE.index("  - nom: CHRS Exemple Haguenau"), EXAMPLE.index("  - nom: Accueil de jour Exemple")
    written = contract(changed(tmp_path, (EXAMPLE[start:end], "")))
    assert "CHRS Exemple Strasbourg | 45 | 765 000,00 € | 41 500,00 €\n\n" in written


def test_the_example_has_nothing_to_mend_and_its_deficit_is_covered() -> None:
    dossier = open_dossier(Path("data/exemples/chrs-complet.yaml"), DAY)
    assert not dossier.errors
    grilles = dossier.assembled().tables.grilles
    # Haguenau : − 8 300 + 6 500 reçus de Strasbourg = − 1 800, dont 1 200 sur le report et 600 sur la réserve
    assert [row(grilles, amount, RESULTS)[1] for amount in DEFICIT] == money("1 200", "600", "0")


def test_a_row_without_its_exercice_keeps_the_name_of_its_compte(tmp_path: Path) -> None:
    file = tmp_path / "contrat.yaml"
    file.write_text(
        "modele: chrs\nmoyens: {resultats: [{compte: CHRS Exemple}, {annee: 2025, exploitation: 4}]}\n",
        encoding="utf-8",
    )
    written = write_text(annexes(open_dossier(file, date(2025, 1, 15)).assembled()).document).replace("\u00a0", " ")
    assert "CHRS Exemple, [à compléter : exercice]" in written
