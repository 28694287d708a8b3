"""The example programmation, as its reader tries it: sound, and every one of its contracts is drafted."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from engine.errors import Severity
from engine.lot.draft import draft
from engine.lot.outcome import Order, State
from engine.programmation.audit import audit
from engine.programmation.programme import Programme, open_programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets as every_projet

EXAMPLE = Path("data/exemples/programmation-ehpad/programmation.yaml")


@cache
def example() -> Programme:
    return open_programme(EXAMPLE)


def projets() -> list[Projet]:
    return [one for one in every_projet(example()) if isinstance(one, Projet)]


def test_twelve_gestionnaires_sign_fifteen_contracts_for_forty_establishments() -> None:
    rows = [row.ligne for row in example().rows]
    assert len({row.finess for row in rows}) == len(rows) == 40
    assert len({row.gestionnaire for row in rows}) == 12
    assert {row.departement for row in rows} == {"22", "29", "35", "56"}
    assert {row.annee for row in rows} == set(range(2026, 2031))
    assert len(projets()) == len(example().groupes) == 15


def test_its_audit_only_proposes_days_and_says_which_line_a_description_corrects() -> None:
    assert {one.code for one in audit(example())} == {"date-proposee", "fichier-corrige-tableau"}


@pytest.mark.parametrize("projet", projets(), ids=lambda projet: projet.nom)
def test_every_contract_is_drafted_with_nothing_to_mend(projet: Projet) -> None:
    outcome = draft(projet, Order(("docx",), date(2026, 1, 1)))
    assert outcome.state is State.WRITTEN
    assert not [one for one in outcome.findings if one.severity is Severity.ERROR]
    assert outcome.facts["effet"].startswith(projet.nom[:4])


def test_the_descriptions_that_rows_name_complete_and_correct_them() -> None:
    texts = {one.nom: one.texte for one in projets()}
    text = texts["2026/35-association-exemple-de-haute-bretagne"]
    assert "Éviter les hospitalisations" in text
    assert "capacite: '86'" in text  # the table says 84
