"""What is refused of a workbook: each cell is named, with what is wrong, and the description stays as it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from tests.importing.conftest import DESCRIPTION, Bureau

FIGURES = [
    ("C12", "beaucoup", "budget[1].heures : un nombre est attendu, écrit 1234,50 ou 1 234,50."),
    ("C12", "1 200 et 300", "budget[1].heures : un nombre est attendu, écrit 1234,50 ou 1 234,50."),
    ("C12", "12 %", "budget[1].heures : un nombre en h est attendu, et non en %."),
    ("C12", -3, "budget[1].heures : un nombre au moins égal à 0 est attendu."),
    ("C12", 1e300, "budget[1].heures : un nombre est attendu, écrit 1234,50 ou 1 234,50."),
    ("C12", 123456789012345678901.0, "budget[1].heures : un nombre de 20 caractères au plus est attendu."),
    ("C12", "9" * 400, "budget[1].heures : un nombre de 20 caractères au plus est attendu."),
    ("C12", "1e309", "budget[1].heures : un nombre est attendu, écrit 1234,50 ou 1 234,50."),
    ("C12", "NaN", "budget[1].heures : un nombre est attendu, écrit 1234,50 ou 1 234,50."),
    ("C12", "-inf", "budget[1].heures : un nombre est attendu, écrit 1234,50 ou 1 234,50."),
    ("C12", True, "un nombre est attendu, et non une réponse (vrai ou faux)."),
    ("C12", date(2024, 3, 1), "un nombre est attendu, et non une date."),
    ("C12", "#DIV/0!", "un nombre est attendu, et non une erreur de calcul (#DIV/0!)."),
    ("C12", "#REF!", "un nombre est attendu, et non une erreur de calcul (#REF!)."),
    ("C16", 12.345, "budget[1].charges : un montant a deux décimales au plus."),
    ("C16", -12, "budget[1].charges : un montant ne peut pas être négatif."),
    ("C19", "0,12", "budget[1].part : « 0,12 » peut se lire 12 % ou 0,12 % : écrivez le signe %."),
    ("C19", 120, "budget[1].part : un nombre au plus égal à 100 est attendu."),
    ("C20", "peut-être", "budget[1].ouvert : la réponse attendue est « oui » ou « non »."),
    ("C20", 2, "la réponse attendue est « oui » ou « non »."),
    ("C21", "=HYPERLINK(A1)", "un texte est attendu, et non une formule sans résultat."),
    ("C21", date(2024, 3, 1), "un texte est attendu, et non une date."),
    ("C21", "#N/A", "un texte est attendu, et non une erreur de calcul (#N/A)."),
]


@pytest.mark.parametrize(("cell", "value", "said"), FIGURES)
def test_a_cell_that_its_fact_cannot_take_is_named(bureau: Bureau, cell: str, value: Any, said: str) -> None:
    outcome = bureau.imported({f"Annexe 1!{cell}": value})
    assert [(str(one.place), one.message) for one in outcome.refused] == [(f"annexes.xlsx:Annexe 1!{cell}", said)]


@pytest.mark.parametrize(("form", "cell", "said"), [
    ("General", "C19", "« 0,12 » peut se lire 12 % ou 0,12 %."),
    ("0.00", "C6", "« 0,12 » peut se lire 12 % ou 0,12 %."),
    ("0%", "C12", "un nombre en h est attendu, et non en %."),
    ('0" %"', "C16", "un nombre en € est attendu, et non en %."),
])  # fmt: skip
def test_a_percentage_that_could_be_read_in_two_ways_is_refused(
    bureau: Bureau, form: str, cell: str, said: str
) -> None:
    def fill(book: Workbook) -> None:
        book["Annexe 1"][cell] = 0.12
        book["Annexe 1"][cell].number_format = form

    assert bureau.refusals(fill) == [f"Annexe 1!{cell} : {said}"]


LAYOUTS = [
    ({"Annexe 1!A16": "Total des dépenses"}, [
        "Annexe 1!A9 : « Total des charges » manque dans ce tableau.",
        "Annexe 1!A9 : « dont suite » manque dans ce tableau.",
        "Annexe 1!A16 : « Total des dépenses » n'est pas un intitulé attendu ici, et a des chiffres.",
    ]),
    ({"Annexe 1!A25": "Provision", "Annexe 1!C25": 12}, [
        "Annexe 1!A25 : « Provision » n'est pas un intitulé attendu ici, et a des chiffres."]),
    ({"Annexe 1!C26": 12}, ["Annexe 1!C26 : ces chiffres n'ont pas d'intitulé."]),
    ({"Annexe 1!A19": "Résultat"}, [
        "Annexe 1!A19 : « Résultat » est écrit deux fois.", "Annexe 1!A9 : « Part » manque dans ce tableau."]),
    ({"Annexe 1!C9": "Année 2O24"}, [
        "Annexe 1!C9 : « Année 2O24 » n'est pas un intitulé attendu ici, et a des chiffres."]),
    ({"Annexe 1!C9": "Année 2025"}, ["Annexe 1!D9 : « Année 2025 » est écrit 2 fois, et non 1."]),
    ({"Annexe 1!C9": None}, ["Annexe 1!C9 : ces chiffres n'ont pas d'intitulé."]),
    ({"Annexe 1!E9": "Somme"}, ["Annexe 1!C9 : « Total » manque."]),
    ({"Annexe 1!B9": "U"}, ["Annexe 1!A1 : la case « Unité » est introuvable."]),
    ({"Annexe 1!B30": "Unité", "Annexe 1!E30": "Calcul"}, ["Annexe 1!B30 : deux tableaux ont une case « Unité »."]),
    ({"Annexe 1!A6": "Taux"}, [
        "Annexe 1!A1 : « Taux de participation » manque.",
        "Annexe 1!A6 : « Taux » n'est pas un intitulé attendu ici, et a des chiffres."]),
    ({"Annexe 1!A7": "Taux de participation"}, [
        "Annexe 1!A7 : « Taux de participation » est écrit deux fois.", "Annexe 1!A1 : « Année de base » manque."]),
    ({"Annexe 1!D6": 12}, ["Annexe 1!D6 : « Taux de participation » a deux valeurs sur sa ligne."]),
    ({"Annexe 1!E11": 12}, ["Annexe 1!E11 : cette cellule ne se remplit pas."]),
    ({"Annexe 2!A9": "Site Exemple Ouest"}, [
        "Annexe 2!A9 : « Site Exemple Ouest » n'est pas un intitulé attendu ici, et a des chiffres."]),
    ({"Annexe 2!C6": "Remplissage"}, [
        "Annexe 2!A6 : « Occupation » manque dans ce tableau.",
        "Annexe 2!C6 : « Remplissage » n'est pas un intitulé attendu ici, et a des chiffres."]),
]  # fmt: skip


@pytest.mark.parametrize(("fill", "said"), LAYOUTS)
def test_figures_whose_place_is_not_known_are_refused(bureau: Bureau, fill: dict[str, Any], said: list[str]) -> None:
    assert bureau.refusals(fill) == said


def test_a_sheet_that_is_no_annexe_is_refused_at_its_first_figure(bureau: Bureau) -> None:
    def fill(book: Workbook) -> None:
        book["Annexe 2"].title = "Annexe 3"

    (refused,) = bureau.imported(fill).refused
    assert (refused.place and refused.place.cell, refused.hint) == (
        "Annexe 3!B8",
        "Feuilles attendues : Annexe 1, Annexe 2.",
    )


@pytest.mark.parametrize(("cell", "value", "said"), [
    ("C14", 25000.01, "ce résultat (25 000,01 €) contredit ses parties : 25 000,00 €."),
    ("E12", 2300, "ce résultat (2 300) contredit ses parties : 2 200."),
    ("E14", 0, "ce résultat (0,00 €) contredit ses parties : 56 200,00 €."),
])  # fmt: skip
def test_a_total_that_contradicts_its_parts_is_refused_with_both_figures(
    bureau: Bureau, cell: str, value: float, said: str
) -> None:
    (told,) = bureau.refusals({f"Annexe 1!{cell}": value})
    assert told.replace("\u202f", " ").replace("\u00a0", " ") == f"Annexe 1!{cell} : {said}"


def test_a_total_typed_without_its_parts_is_refused(bureau: Bureau) -> None:
    without = DESCRIPTION.replace(", heures: 1 200", "")
    (told,) = bureau.refusals({"Annexe 1!D14": 5}, without)
    assert told.startswith("Annexe 1!D14 : ce résultat (5,00")


def test_a_year_outside_the_contract_is_refused(bureau: Bureau) -> None:
    (told,) = bureau.refusals({"Annexe 1!D9": "Année 2031"})
    assert told == "Annexe 1!D9 : l'année 2031 n'est pas une année du contrat (2024 à 2025)."


def test_every_refusal_comes_at_once_and_nothing_is_changed(bureau: Bureau) -> None:
    fill = {"Annexe 1!C11": "cher", "Annexe 1!C19": "0,5", "Annexe 2!B8": -4, "Annexe 1!D12": 1300}
    outcome = bureau.imported(fill)
    cells = [one.place.cell for one in outcome.refused if one.place]
    assert cells == ["Annexe 1!C11", "Annexe 1!C19", "Annexe 2!B8"]


def test_what_a_formula_of_a_text_would_do_stays_a_text(bureau: Bureau) -> None:
    """« =1+1 » in a description is a text; it is one in the workbook, and comes back as it was."""
    text = DESCRIPTION.replace("part: 40", 'part: 40\n    observations: "=1+1"')
    outcome = bureau.imported({}, text)
    assert (outcome.changes, outcome.findings) == ((), ())
