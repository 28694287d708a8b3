"""What is written and not printed is told: a contract loses nothing in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.dossier import open_dossier
from engine.errors import Finding

BEGINNING = "modele: saad\ndepartement: '35'\neffet: 2024-02-01\nduree: 5 ans\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "contrat.yaml"


def unprinted(file: Path, text: str) -> list[Finding]:
    file.write_text(BEGINNING + text, encoding="utf-8")
    dossier = open_dossier(file, date(2024, 1, 15))
    return [one for one in dossier.located(dossier.assembled().findings) if one.code == "texte-non-imprime"]


def test_a_preambule_that_was_not_chosen_is_told(file: Path) -> None:
    (found,) = unprinted(file, "preambule_libre: Le texte du Département\n")
    assert str(found.place) == f"{file}:5:18"
    assert "ce texte n'est imprimé par aucune clause de ce contrat : preambule_libre." in found.message
    assert unprinted(file, "preambule: libre\npreambule_libre: Le texte du Département\n") == []


def test_the_texts_of_clauses_left_out_are_told_together(file: Path) -> None:
    rows = "".join(f"    - {{objet: Objectif {n}, annee: 2024, montant: 10}}\n" for n in range(7))
    texts = f"  evolution: constante\n  montants:\n{rows}"
    (found,) = unprinted(file, f"dotation_complementaire:\n  retenu: non\n{texts}")
    assert "dotation_complementaire.montants[1].objet, dotation_complementaire.montants[2].objet" in found.message
    assert found.message.endswith(" et 3 autres.")
    assert unprinted(file, f"dotation_complementaire:\n{texts}") == []  # it may still be granted


def test_values_of_other_years_are_told_by_their_own_rule(file: Path) -> None:
    indicators = "  - operationnels:\n      - indicateurs:\n          - annees: {2024: dix, 1999: neuf}\n"
    assert unprinted(file, f"objectifs:\n{indicators}") == []


def test_an_example_says_what_it_prints() -> None:
    dossier = open_dossier(Path("data/exemples/saad-habilite.yaml"), date(2024, 1, 15))
    assert "texte-non-imprime" not in {one.code for one in dossier.assembled().findings}
