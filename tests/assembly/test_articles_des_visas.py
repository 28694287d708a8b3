"""The articles that a visa cites: those of every contract, and those of the contracts that a trait tells."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from engine.dossier import open_dossier
from engine.redaction import redaction_of
from engine.writing import written
from tests.bibliotheques import alone

DES_ARTICLES = """[{visa: casf, mention: "et notamment {articles}", articles: [casf/l313-11,
  {article: casf/l313-12, si: {statut: [association]}}, {article: casf/l345-1, si: {statut: [societe]}}]}]"""
DEUX_LIGNES = """[
  {visa: casf, mention: "et notamment {articles}", si: {statut: [association]}, articles: [casf/l313-12]},
  {visa: casf, mention: "et notamment {articles}", si: {statut: [societe]}, articles: [casf/l345-1]}]"""


def _vu(library: Path, visas: str, statut: str) -> str:
    """The visa of the code, in a contract of a gestionnaire of this statut."""
    shutil.copytree("tests/fixtures/bibliotheque", library)
    plan = library / "essai" / "modele.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("[casf, visas/schema]", visas), encoding="utf-8")
    said = f"modele: essai\ngestionnaire: {{statut: {statut}}}\nsignature: {{date: 2024-01-15}}\n"
    file = library.parent / "contrat.yaml"
    file.write_text(said, encoding="utf-8")
    made = redaction_of(open_dossier(file, date(2024, 1, 15), alone(library)))
    text = written(made.document, "txt", None)[0].decode().replace("\u00a0", " ").replace("\u202f", " ")
    return next(line for line in text.splitlines() if line.startswith("Vu le code"))


@pytest.mark.parametrize("visas", [DES_ARTICLES, DEUX_LIGNES])
@pytest.mark.parametrize(
    ("statut", "cited", "left"), [("association", "L. 313-12", "L. 345-1"), ("societe", "L. 345-1", "L. 313-12")]
)
def test_a_visa_cites_the_articles_of_its_contract(
    tmp_path: Path, visas: str, statut: str, cited: str, left: str
) -> None:
    words = _vu(tmp_path / "clauses", visas, statut)
    assert cited in words
    assert left not in words
    assert ("L. 313-11 et" in words) == (visas is DES_ARTICLES)


def test_articles_that_an_answer_to_come_decides_are_shown_and_told(tmp_path: Path) -> None:
    words = _vu(tmp_path / "clauses", DES_ARTICLES, "")
    assert "les articles L. 313-11, L. 313-12 et L. 345-1" in words
    assert "selon la réponse" in words
