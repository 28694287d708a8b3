"""A departure of a clause that cannot be put back is told at its line, with what to do."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from engine.law.applicable import Droit
from engine.libraries.modele import load_model
from engine.sources.rebuild import rebuilt
from tests.bibliotheques import OURS, alone

LIBRARY = Path("tests/fixtures/bibliotheque")
AS_PUBLISHED = Droit(date(2024, 1, 1), tel_que_publie=True, bibliotheque=OURS)


def told(tmp_path: Path, ecarts: str, words: str) -> list[str]:
    """What is told of the departures of the article « Suivi », with these words at its end."""
    shutil.copytree(LIBRARY, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "essai" / "suivi.md"
    text = path.read_text(encoding="utf-8").replace("questions:", f"{ecarts}questions:", 1)
    path.write_text(f"{text}\n{words}\n", encoding="utf-8")
    parts = rebuilt(load_model("essai", alone(tmp_path)), AS_PUBLISHED)
    return [str(finding) for part in parts for finding in part.findings]


@pytest.mark.parametrize(
    ("ecarts", "said"),
    [
        (
            "{source: Nul ne, texte: Un contrat, motif: M.}",
            "ecart-introuvable] le modèle vierge n'imprime pas « Nul ne »",
        ),
        (
            "{source: bilan, texte: rapport, motif: M.}",
            "ecart-ambigu] le modèle vierge imprime plusieurs fois « rapport »",
        ),
        (
            '{source: le bilan du, texte: "le rapport […]", motif: M.}',
            "ecart-ambigu] « le rapport […] » commence ou finit",
        ),
    ],
)
def test_it_is_told_at_its_line(tmp_path: Path, ecarts: str, said: str) -> None:
    (finding,) = told(tmp_path, f"ecarts:\n  - {ecarts}\n", "Un rapport est rendu ; le rapport est public.")
    assert finding.startswith(f"clauses/essai/suivi.md:5:5: erreur [{said}")
    assert "« partout: oui »" in finding


def test_a_clause_that_a_source_does_not_have_gives_nothing_back(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "essai" / "suivi.md"
    text = path.read_text(encoding="utf-8").replace("source: essai, article 4", 'source: "(sans équivalent : essai)"')
    path.write_text(text, encoding="utf-8")
    parts = {
        part.clause.id: part for part in rebuilt(load_model("essai", alone(tmp_path)), AS_PUBLISHED) if part.clause
    }
    assert parts["suivi"].text == ""
    assert parts["suivi"].in_the_form
