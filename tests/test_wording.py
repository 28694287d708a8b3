"""The wording of the models is the product: a blank form changes only when someone has read the change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.assembly.assemble import assemble
from engine.law.applicable import Droit
from engine.libraries.modele import load_model, model_names
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

GOLDEN = Path("tests/golden")


@pytest.mark.parametrize("name", model_names())
def test_a_blank_form_says_word_for_word_what_was_read_and_accepted(name: str) -> None:
    """To accept a change: read `git diff` after `cpom generer --vierge NOM --format txt --sortie tests/golden`."""
    model = load_model(name)
    contrat = read_as(model.description, {"modele": name})
    blank = assemble(model, contrat, Droit(date(2026, 1, 1), tel_que_publie=True, bibliotheque=OURS), None, blank=True)
    assert write_text(blank.document) == (GOLDEN / f"{name}-vierge.txt").read_text(encoding="utf-8")
