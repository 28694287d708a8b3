"""What is written and not printed is told: a contract loses nothing in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.dossier import open_dossier
from engine.errors import Finding, Severity

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
BEGINNING = "modele: saad\ndepartement: '35'\neffet: 2024-02-01\nduree: 5 ans\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "contrat.yaml"


def unprinted(file: Path, text: str) -> list[Finding]:
    file.write_text(BEGINNING + text, encoding="utf-8")
    dossier = open_dossier(file, date(2024, 1, 15))
    return [one for one in dossier.located(dossier.assembled().findings) if one.code == "fait-non-imprime"]


def test_a_preambule_that_was_not_chosen_is_told(file: Path) -> None:
    (found,) = unprinted(file, "preambule_libre: Le texte du Département\n")
    assert str(found.place) == f"{file}:5:18"
    assert (
        "ce fait n'est imprimé par aucune clause de ce contrat, et n'en décide aucune : preambule_libre."
        in found.message
    )
    assert unprinted(file, "preambule: libre\npreambule_libre: Le texte du Département\n") == []


def test_the_texts_of_clauses_left_out_are_told_together(file: Path) -> None:
    rows = "".join(f"    - {{objet: Objectif {n}, annee: 2024, montant: 10}}\n" for n in range(7))
    texts = f"  evolution: constante\n  montants:\n{rows}"
    (found,) = unprinted(file, f"dotation_complementaire:\n  retenu: non\n{texts}")
    assert "dotation_complementaire.montants[1].annee, dotation_complementaire.montants[1].montant" in found.message
    assert found.message.endswith(" et 17 autres.")
    assert unprinted(file, f"dotation_complementaire:\n{texts}") == []  # it may still be granted


def test_values_of_other_years_are_told_by_their_own_rule(file: Path) -> None:
    indicators = "  - operationnels:\n      - indicateurs:\n          - annees: {2024: dix, 1999: neuf}\n"
    assert unprinted(file, f"objectifs:\n{indicators}") == []


def test_values_year_by_year_wait_for_the_years_of_the_contract(file: Path) -> None:
    """They will print: whoever followed the advice to delete them would lose an answer."""
    indicators = "objectifs:\n  - operationnels:\n      - indicateurs:\n          - annees: {2024: dix}\n"
    file.write_text(f"modele: saad\ndepartement: '35'\nduree: 5 ans\n{indicators}", encoding="utf-8")
    found = open_dossier(file, date(2024, 1, 15)).assembled().findings
    (told,) = [one for one in found if one.path[:1] == ("objectifs",)]
    assert (told.code, told.severity) == ("fait-en-attente", Severity.INFORMATION)
    assert "attend les années du contrat : objectifs[1].operationnels[1].indicateurs[1].annees." in told.message


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ("moyens: {mode_evolution: avenants_annuels, evolution: [{annee: 2024, tarif: 24}]}", ""),
        ("collectivite: {decision: 2023-12-18}", ""),
        ("dotation_complementaire: {retenu: non, appel: 2023-03-01}", "dotation_complementaire.appel"),
        ("dotation_complementaire: {retenu: oui, appel: 2023-03-01}", ""),
        ("dotation_complementaire: {retenu: oui, versement: douziemes, solde_avant: 30 juin}", "solde_avant"),
        ("services: [{habilitation_aide_sociale: non, tarif_horaire: 24}]", "services[1].tarif_horaire"),
        ("services: [{habilitation_aide_sociale: oui, tarif_horaire: 24}]", ""),
    ],
)
def test_a_fact_of_any_kind_that_serves_in_nothing_is_told(file: Path, facts: str, told: str) -> None:
    found = unprinted(file, facts + "\n")
    assert [told in one.message for one in found] == ([True] if told else [])


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("modele: chrs\ncollectivite: {decision: 2023-12-18}\n", "collectivite.decision"),
        (
            "modele: sad-ille-et-vilaine\ndotation_complementaire: {retenu: oui, allocation_cnsa: 41 943}\n",
            "dotation_complementaire.allocation_cnsa",
        ),
    ],
)
def test_a_fact_that_no_clause_asks_for_or_that_an_empty_optional_table_holds_is_told(
    file: Path, text: str, fact: str
) -> None:
    file.write_text(text, encoding="utf-8")
    found = open_dossier(file, date(2024, 1, 15)).assembled().findings
    assert any(fact in one.message for one in found if one.code == "fait-non-imprime")


def test_a_fact_told_with_one_that_is_wrong_in_itself_is_not_lost(file: Path) -> None:
    file.write_text(
        "modele: sad-ille-et-vilaine\nsignature: {date: 2016-01-01}\n"
        "gestionnaire: {deliberation: 2016-01-25, rna: W351000000, statut: fondation}\n",
        encoding="utf-8",
    )
    found = open_dossier(file, date(2024, 1, 15)).assembled().findings
    assert any("gestionnaire.rna" in one.message for one in found if one.code == "fait-non-imprime")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_fact_of_an_example_serves(path: Path) -> None:
    found = open_dossier(path, date(2024, 1, 15)).assembled().findings
    assert [one.message for one in found if one.code == "fait-non-imprime"] == []


@pytest.mark.parametrize(("departement", "told"), [("53", False), ("44", True)])
def test_a_forfait_unique_outside_the_experiment_is_told(tmp_path: Path, departement: str, told: bool) -> None:
    text = Path("data/exemples/ehpad-complet.yaml").read_text(encoding="utf-8")
    text = text.replace('departement: "44"', f'departement: "{departement}"', 1)
    text = text.replace("date: 2021-12-16", "date: 2025-09-15").replace("effet: 2022-01-01", "effet: 2025-10-01")
    text = text.replace('    finess: "440999910"\n', '    finess: "440999910"\n    forfait_unique: 900 000\n')
    (tmp_path / "contrat.yaml").write_text(text, encoding="utf-8")
    found = open_dossier(tmp_path / "contrat.yaml", date(2025, 9, 15)).assembled().findings
    unused = [one.message for one in found if one.code == "fait-non-imprime"]
    assert any("etablissements[1].forfait_unique" in one for one in unused) is told


def test_the_sentence_of_an_answer_that_is_not_printed_is_not_told(file: Path) -> None:
    """« le contrat dira … » and « aucune clause ne l'imprime » cannot both be true."""
    said = "services: [{habilitation_aide_sociale: oui}]\nreste_a_charge: {engagement: Promotion}\n"
    file.write_text(BEGINNING + said, encoding="utf-8")
    dossier = open_dossier(file, date(2024, 1, 15))
    told = [one.code for one in dossier.told(dossier.assembled()) if one.path[:1] == ("reste_a_charge",)]
    assert told == ["fait-non-imprime"]
    asked = "services: [{habilitation_aide_sociale: non}]\ndotation_complementaire: {retenu: oui}\n"
    file.write_text(BEGINNING + said.partition("\n")[2] + asked, encoding="utf-8")
    dossier = open_dossier(file, date(2024, 1, 15))
    told = [one.code for one in dossier.told(dossier.assembled()) if one.path[:1] == ("reste_a_charge",)]
    assert told == ["reponse-en-phrase"]
