"""A table of every year says that it is a forecast, where the mode of evolution settles each year in its turn."""

from __future__ import annotations

from datetime import date

import pytest

import cpom
from engine.writing import written
from tests.hands import plain

JOUR = date(2026, 3, 2)


def _prevu(example: str, mode: str) -> list[str]:
    dossier = cpom.ouvrir(f"data/exemples/{example}.yaml", jour=JOUR).avec({"moyens.mode_evolution": mode})
    text, _ = written(dossier.redaction().document, "txt", None)  # a mode may be refused beside another choice
    lines = plain(text.decode()).splitlines()
    return [line for line in lines if "prévisionnel pour les années" in line]


@pytest.mark.parametrize(
    ("example", "mode", "words"),
    [
        ("chrs-complet", "taux_actualisation", "dont le taux d’actualisation n’est pas encore fixé."),
        ("chrs-complet", "avenants_annuels", "dont l’avenant n’est pas encore conclu."),
        ("saad-habilite", "objectif_de_depenses", "dont l’objectif n’est pas encore délibéré :"),
        ("saad-habilite", "avenants_annuels", "dont l’avenant n’est pas encore conclu :"),
    ],
)
def test_a_table_of_years_that_are_settled_in_their_turn_is_a_forecast(example: str, mode: str, words: str) -> None:
    (said,) = _prevu(example, mode)
    assert said.endswith(words)


@pytest.mark.parametrize("example", ["chrs-complet", "saad-habilite"])
def test_a_fixed_formula_gives_every_year(example: str) -> None:
    assert not _prevu(example, "formule_fixe")
