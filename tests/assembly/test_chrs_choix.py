"""The CHRS contract: what the parties chose, and the words that the contract then holds or leaves out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import cpom
from tests.chrs import (
    JANUARY_2025,
    blank,
    contract,
    text,
)


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("taux_actualisation", "en l'application directe à l'établissement ou au service du taux d'actualisation"),
        ("formule_fixe", "en l'application d'une formule fixe d'actualisation ou de revalorisation."),
        ("avenants_annuels", "en la conclusion d'avenants annuels d'actualisation ou de revalorisation."),
        ("equation_tarifaire", "en l'application d'une équation tarifaire. [à compléter : paramètres"),
        ("tarif_plafond", "en l'application d'un tarif plafond. [à compléter : paramètres du mode d'évolution]"),
        ("algorithme", "en l'application d'un algorithme. [à compléter : paramètres du mode d'évolution]"),
    ],
)
def test_the_way_of_revaluation_that_was_chosen_stands_alone(mode: str, words: str) -> None:
    written = text(JANUARY_2025 + f"moyens: {{dotation: dotation_globalisee, mode_evolution: {mode}}}\n")
    assert f"conformément à l'article R. 314-40 du code de l'action sociale et des familles, {words}" in written
    assert "soit en" not in written


FORMULA = (
    "moyens: {annee_base: 2025, dotation: dotation_globalisee, mode_evolution: formule_fixe, formule_fixe: {%s}}\n"
)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("taux: 1, indexation: non", "(2025), la dotation de l'année précédente varie de 1 %."),
        ("indexation: non", "la dotation de l'année précédente varie de [à compléter : taux annuel fixe"),
        ("taux: 1", "la dotation de l'année précédente varie de 1 % [à compléter : formule qui suit un indice"),
        (
            "taux: 0.3 %, indexation: oui, part_indexee: 70, indice: des prix (INSEE), indice_base: '116,2'",
            "varie de 0,3 % et de 70 % de la variation de l'indice des prix (INSEE), qui est de 116,2 l'année",
        ),
        (
            "indexation: oui",
            "varie de [à compléter : part de la dotation qui suit l'indice] % de la variation de l'indice [à compl",
        ),
        ("indexation: oui", "qui est de [à compléter : indice de l'année de la base budgétaire] l'année de la base"),
    ],
)
def test_a_fixed_formula_is_in_the_contract_and_what_it_lacks_is_asked(formula: str, words: str) -> None:
    assert words in text(JANUARY_2025 + FORMULA % formula)


def test_the_table_of_a_fixed_rate_follows_its_formula() -> None:
    one = "etablissements: [{nom: CHRS Exemple, subventionne: non, base_budgetaire: 100 000}]\n"
    written = text(JANUARY_2025 + FORMULA % "taux: 1, indexation: non" + one)
    assert "\n2026 | 100 000,00 € | 1 % | 1 000,00 € |  | 101 000,00 € | 1,00 %" in written


def test_the_rates_of_each_year_are_printed_with_the_mode() -> None:
    written = text(
        JANUARY_2025 + "moyens: {mode_evolution: taux_actualisation, evolution: [{annee: 2026, taux: '1,1'}]}\n"
    )
    assert "| Taux d'actualisation |" in written
    assert "| 1,1 % |" in written


def test_results_that_the_authority_affects_leave_no_choice_to_the_manager() -> None:
    written = text(JANUARY_2025 + "moyens: {affectation_resultats: autorite}\n")
    assert "l'autorité de tarification affecte les résultats conformément aux dispositions" in written
    assert "pourra décider notamment d'affecter un excédent" not in written


def test_crossed_affectation_is_for_private_managers_only() -> None:
    crossed = "moyens: {affectation_resultats: libre, affectation_croisee: oui, perimetres_croises: [les deux CHRS]}\n"
    private = text(JANUARY_2025 + crossed + "gestionnaire: {statut: association}\n")
    public = text(JANUARY_2025 + crossed + "gestionnaire: {statut: etablissement_public}\n")
    assert "Ces affectations croisées peuvent s'effectuer sur le périmètre suivant : les deux CHRS." in private
    assert "affectations croisées" not in public
    assert "comptable public" in public
    assert "comptable public" not in private


def test_annexes_are_those_of_the_contract() -> None:
    written = text(
        JANUARY_2025
        + "investissement: {plan: non}\n"
        + "frais_de_siege: {revision: oui, decision: 2024-11-15}\n"
        + "formation: {annexe: non}\n"
    )
    assert "Annexe 3 : Autorisation de frais de siège" in written
    assert "Annexe 4" not in written
    assert "La décision d'autorisation est annexée au contrat (annexe 3)." in written


def test_notice_of_prorogation_is_twelve_months_and_the_answer_two() -> None:
    written = text(JANUARY_2025)
    assert "Au plus tard douze mois avant l'échéance" in written
    assert "soit le 31 janvier 2029" in written
    assert "Celles-ci ont deux mois pour signaler leur accord ou leur désaccord" in written


@pytest.mark.parametrize(
    "instruction",
    ["Nota", "Cette section", "Etablir la liste", "préciser le", "Le contrat doit", "peuvent être incluses", "et/ou"],
)
def test_the_instructions_of_the_form_are_in_the_form_alone(instruction: str) -> None:
    assert instruction not in text(Path("data/exemples/chrs-complet.yaml").read_text(encoding="utf-8"))
    assert instruction in blank()


@pytest.mark.parametrize(("code", "told"), [("974", True), ("35", False)])
def test_whoever_is_overseas_has_a_month_more_to_appeal(code: str, told: bool) -> None:
    document = repr(contract(JANUARY_2025.replace('"67"', f'"{code}"')).document)
    assert ("augmenté d’un mois pour qui demeure outre-mer" in document) is told


@pytest.mark.parametrize(("answer", "printed"), [("non", False), ("oui", True)])
def test_the_caps_of_the_tariffs_are_told_only_where_they_apply(answer: str, printed: bool) -> None:
    written = text(JANUARY_2025 + f"moyens: {{tarifs_plafonds: {answer}}}\n")
    assert ("dans la limite des tarifs plafonds" in written) is printed


def test_ceilings_that_nobody_said_apply_are_to_be_settled() -> None:
    assert "qui leur sont applicables ([à compléter : tarifs plafonds applicables])." in text(JANUARY_2025)
    assert "qui leur sont applicables." in text(JANUARY_2025 + "moyens: {tarifs_plafonds: oui}\n")


@pytest.mark.parametrize(
    ("gestionnaire", "printed"),
    [
        ("raison_sociale: Association Exemple", False),
        ("raison_sociale: Exemple, statut: association", False),
        ("raison_sociale: Centre Exemple", True),
        ("raison_sociale: Exemple", True),
    ],
)
def test_what_is_for_public_establishments_is_not_told_of_a_name_that_is_none(gestionnaire: str, printed: bool) -> None:
    made = text(f"modele: chrs\ngestionnaire: {{{gestionnaire}}}\n")
    assert ("Dans le cas des établissements publics" in made) is printed


@pytest.mark.parametrize(("choix", "free"), [("libre", True), ("autorite", False)])
def test_how_a_deficit_is_covered_is_said_with_the_free_affectation_alone(choix: str, free: bool) -> None:
    dossier = cpom.ouvrir("data/exemples/chrs-complet.yaml", jour=date(2026, 3, 2))
    said = dossier.avec({"moyens.affectation_resultats": choix}).ecrire("txt").decode().replace("’", "'")
    assert ("Un déficit est couvert en priorité" in said) is free
    assert ("décidée par le gestionnaire reste soumise à l'accord" in said) is free
    assert ("conformément aux dispositions de l'article R. 314-51" in said.replace("\u00a0", " ")) is not free
