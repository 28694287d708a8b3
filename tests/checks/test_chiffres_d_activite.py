"""The figures of an activity that cannot all be true: whoever prints them is told, before the contract is signed."""

from __future__ import annotations

import pytest

import cpom

SAAD = """\
modele: saad
diagnostic:
  activite:
    gir1: {heures: 1 000, beneficiaires: 8}
    gir2: {heures: 1 000, beneficiaires: 8}
    gir3: {heures: 1 000, beneficiaires: 50}
    gir4: {heures: 1 000, beneficiaires: 8}
    pch: {heures: 1 000, beneficiaires: 8}
    aide_sociale: {heures: 0, beneficiaires: 0}
    autres_financements: {heures: 0, beneficiaires: 0}
    autres_activites: {heures: 0, beneficiaires: 0}
    total_beneficiaires: 60
    dimanches: {heures: 900, beneficiaires: 5}
    nuits: {heures: 100, beneficiaires: 2}
    zones:
      - {zone: Rennes, heures: 4 000, beneficiaires: 40}
      - {zone: Fougères, heures: 1 000, beneficiaires: 20}
"""
ILLE_ET_VILAINE = SAAD.partition("    zones:")[0].replace("modele: saad", "modele: sad-ille-et-vilaine")


def told(text: str) -> list[str]:
    found = [one for one in cpom.lire(text).controles if one.code.startswith("activite-")]
    return [f"{one.gravite} {one.code}" for one in found if one.code != "activite-seuil-d-activite"]


def test_figures_that_agree_are_not_spoken_of() -> None:
    assert told(SAAD) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("heures: 4 000", "heures: 40 000", "erreur activite-heures-des-zones"),
        ("heures: 4 000", "heures: 3 000", "avertissement activite-heures-hors-zones"),
        ("heures: 900", "heures: 90 000", "erreur activite-dimanches"),
        ("heures: 100", "heures: 90 000", "erreur activite-nuits"),
        ("total_beneficiaires: 60", "total_beneficiaires: 49", "erreur activite-beneficiaires-d-une-ligne"),
        ("total_beneficiaires: 60", "total_beneficiaires: 600", "erreur activite-total-des-beneficiaires"),
    ],
)
def test_parts_that_do_not_make_their_total_are_told(old: str, new: str, code: str) -> None:
    assert told(SAAD.replace(old, new)) == [code]


def test_a_total_under_one_of_its_lines_is_told_in_the_model_of_ille_et_vilaine() -> None:
    assert "erreur activite-beneficiaires-d-une-ligne" in told(
        ILLE_ET_VILAINE.replace("beneficiaires: 60", "beneficiaires: 3")
    )
