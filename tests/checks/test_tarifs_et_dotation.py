"""The tarif minimal of the year, and what goes with the dotation complémentaire."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from engine.checks import run_checks
from engine.errors import Finding, Severity, dotted
from engine.french import month_and_day
from engine.libraries.modele import load_model
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

Controle = Callable[[str], list[Finding]]

ERREUR, AVERTISSEMENT, INFORMATION = Severity.ERROR, Severity.WARNING, Severity.INFORMATION

FAUTES = [
    # The tarif minimal is 23 € in 2023 and 23,50 € in 2024; that of 2025 is not known here.
    (
        "tarif-minimal",
        ERREUR,
        "{effet: 2024-02-01, moyens: {tarif_horaire: '23,49'}}",
        "moyens.tarif_horaire",
        "23,49 €/h est inférieur au tarif minimal de 2024, 23,50 €/h",
    ),
    (
        "tarif-minimal",
        ERREUR,
        "{effet: 2022-01-01, moyens: {tarif_horaire: '21,99'}}",
        "moyens.tarif_horaire",
        "tarif minimal de 2022, 22,00 €/h",
    ),
    # The tarif horaire is that of the year of effect; the tarif de référence, of the signature, then of the effect.
    (
        "tarif-minimal",
        ERREUR,
        "{signature: {date: 2023-12-20}, effet: 2024-01-01, moyens: {tarif_horaire: '23', tarif_reference_apa: '24'}}",
        "moyens.tarif_horaire",
        "tarif minimal de 2024",
    ),
    (
        "tarif-minimal",
        AVERTISSEMENT,
        "{signature: {date: 2023-12-20}, effet: 2024-01-01, moyens: {tarif_reference_apa: '23'}}",
        "moyens.tarif_reference_apa",
        "23,00 €/h est inférieur au tarif minimal de 2024, 23,50 €/h, année où le contrat prend effet",
    ),
    (
        "tarif-minimal",
        ERREUR,
        "{signature: {date: 2023-12-20}, moyens: {tarif_reference_pch: '22,99'}}",
        "moyens.tarif_reference_pch",
        "22,99 €/h est inférieur au tarif minimal de 2023, 23,00 €/h",
    ),
    (
        "tarif-minimal",
        ERREUR,
        "{signature: {date: 2024-01-15}, moyens: {tarif_reference_apa: '22', tarif_reference_pch: '23,50'}}",
        "moyens.tarif_reference_apa",
        "22,00 €/h",
    ),
    (
        "tarif-minimal",
        ERREUR,
        "{effet: 2024-02-01, services: [{tarif_horaire: '24'}, {tarif_horaire: '23'}]}",
        "services[2].tarif_horaire",
        "23,00 €/h",
    ),
    (
        "tarif-minimal",
        ERREUR,
        "moyens: {evolution: [{annee: 2023, tarif: '23'}, {annee: 2024, tarif: '23'}, {annee: 2025, tarif: '23'}]}",
        "moyens.evolution[2].tarif",
        "tarif minimal de 2024",
    ),
    (
        "tarif-minimal",
        INFORMATION,
        "{signature: {date: 2025-01-15}, moyens: {tarif_reference_apa: '25', tarif_reference_pch: '25'}}",
        "moyens.tarif_reference_apa",
        "le tarif minimal de 2025 n'est pas connu",
    ),
    (
        "delai-depasse",
        AVERTISSEMENT,
        "{dotation_complementaire: {retenu: oui, resultats: 2023-06-30}, signature: {date: 2024-07-01}}",
        "signature.date",
        "le dernier jour était le 30 juin 2024",
    ),
    (
        "choix-incompatibles",
        ERREUR,
        "{dotation_complementaire: {retenu: non}, objectifs: [{intitule: Un}, {dotation_complementaire: oui}]}",
        "objectifs[2].dotation_complementaire",
        "cet objectif est fixé en contrepartie de la dotation complémentaire, mais",
    ),
    (
        "choix-incompatibles",
        AVERTISSEMENT,
        "{dotation_complementaire: {retenu: oui}, objectifs: [{intitule: Un}]}",
        "objectifs",
        "aucun objectif n'est fixé en contrepartie",
    ),
    ("calendrier-cnsa", AVERTISSEMENT, "suivi: {documents_avant: 30 juin}", "suivi.documents_avant", "« 30 juin »"),
    ("calendrier-cnsa", AVERTISSEMENT, "suivi: {documents_avant: 15/07}", "suivi.documents_avant", "trop tard"),
    (
        "annees-hors-contrat",
        AVERTISSEMENT,
        "{effet: 2024-01-01, duree: 2 ans, "
        "dotation_complementaire: {montants: [{annee: 2024}, {annee: 2025}, {annee: 2026}]}}",
        "dotation_complementaire.montants[3].annee",
        "l'année 2026 n'est pas une année du contrat (2024 à 2025)",
    ),
    (
        "annees-hors-contrat",
        AVERTISSEMENT,
        "{effet: 2024-01-01, duree: 2 ans, moyens: {dotation_globale: {montants: [{annee: 2023}]}}}",
        "moyens.dotation_globale.montants[1].annee",
        "l'année 2023",
    ),
]


@pytest.mark.parametrize(("code", "gravite", "description", "chemin", "mots"), FAUTES)
def test_a_wrong_tarif_or_dotation_is_told(
    controler: Controle, code: str, gravite: Severity, description: str, chemin: str, mots: str
) -> None:
    (trouve,) = controler(description)
    assert (trouve.code, trouve.severity, dotted(trouve.path)) == (code, gravite, chemin)
    assert mots in trouve.message.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "description",
    [
        "{effet: 2024-02-01, moyens: {tarif_horaire: '23,50'}}",
        "{signature: {date: 2023-12-20}, moyens: {tarif_reference_apa: '23', tarif_reference_pch: '24'}}",
        # There was no tarif minimal in 2021; nobody knows that of the years to come.
        "{effet: 2021-02-01, moyens: {tarif_horaire: '20'}}",
        "moyens: {evolution: [{annee: 2031, tarif: '23'}]}",
        "{dotation_complementaire: {retenu: oui, resultats: 2023-06-30}, signature: {date: 2024-06-30}}",
        "{dotation_complementaire: {retenu: non, resultats: 2022-06-30}, signature: {date: 2024-06-30}}",
        "{dotation_complementaire: {retenu: oui}, objectifs: [{dotation_complementaire: oui}, {intitule: Un}]}",
        "{dotation_complementaire: {retenu: non}, objectifs: [{intitule: Un}]}",
        # Nothing is decided yet.
        "objectifs: [{dotation_complementaire: oui}]",
        "dotation_complementaire: {retenu: oui}",
        "suivi: {documents_avant: 29 juin}",
    ],
)
def test_what_follows_the_law_is_left_alone(controler: Controle, description: str) -> None:
    assert controler(description) == []


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("30 avril", (4, 30)),
        ("1er Août de chaque année", (8, 1)),
        ("le 30/04/2025", (4, 30)),
        ("dès que possible", None),
    ],
)
def test_a_day_of_the_year_is_read(texte: str, attendu: tuple[int, int] | None) -> None:
    assert month_and_day(texte) == attendu


def test_a_tarif_compared_with_an_amount_in_doubt_leaves_a_reserve() -> None:
    model = load_model("saad")
    said = {"modele": "saad", "effet": "2026-03-01", "moyens": {"tarif_horaire": "26,00"}}
    (found,) = run_checks(
        read_as(model.description, said),
        model.regles,
        jour=date(2026, 2, 1),
        montant=lambda *_: Decimal("25.00"),
        doute=lambda *_: "le montant n'est connu que de sources secondaires",
        bibliotheque=OURS,
    )
    assert found.reserve
    assert "tarif minimal de 2026" in found.message
    assert "sources secondaires" in found.hint


def test_a_yearly_tarif_that_is_none_of_an_hour_is_not_compared(controler: Controle) -> None:
    found = controler("{modele: chrs, moyens: {evolution: [{annee: 2026, tarif: '20'}]}}")
    assert not [one for one in found if one.code == "tarif-minimal"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("{effet: 2024-02-01, moyens: {tarif_horaire: '25,10', evolution: [{annee: 2024, tarif: '25,10'}]}}", []),
        ("{effet: 2024-02-01, moyens: {tarif_horaire: '25,30', evolution: [{annee: 2025, tarif: '25,48'}]}}", []),
        (
            "{effet: 2024-02-01, moyens: {tarif_horaire: '25,30', evolution: [{annee: 2024, tarif: '25,10'}]}}",
            ["le contrat dit deux tarifs pour 2024 : 25,30 €/h, et 25,10 €/h dans son tableau des années."],
        ),
    ],
)
def test_the_tarif_of_the_first_year_is_that_of_its_row(controler: Controle, said: str, told: list[str]) -> None:
    found = [one for one in controler(said) if one.code == "tarif-de-l-annee"]
    assert [one.message.replace("\u00a0", " ").replace("\u202f", " ") for one in found] == told
    assert {dotted(one.path) for one in found} <= {"moyens.tarif_horaire"}


def test_the_price_and_the_cap_of_a_mandatement_are_not_below_the_minimum() -> None:
    """Seine-et-Marne: no price under a cap that is below the minimum can reach it."""
    model = load_model("saad-seine-et-marne", OURS)
    said = {"signature": {"date": "2025-03-15"}, "moyens": {"tarif_reference_apa": "21,60", "tarif_plafond": "24,00"}}
    found = run_checks(
        read_as(model.description, said),
        model.regles,
        jour=date(2025, 3, 15),
        montant=lambda *_: Decimal("24.58"),
        bibliotheque=OURS,
    )
    told = {dotted(one.path): one.message for one in found if one.code == "tarif-minimal"}
    assert sorted(told) == ["moyens.tarif_plafond", "moyens.tarif_reference_apa"]
    assert "24,58" in told["moyens.tarif_plafond"]
