"""A draft with blanks, filled in Word in people's own forms: facts come back, and nothing else is said to change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document

import cpom
from engine.cli import main
from tests.rereading.retouches import typed

TYPED = {
    "departement": "Ille-et-Vilaine",
    "collectivite.president.civilite": "Monsieur",
    "collectivite.deliberation": "18 decembre 2026",
    "gestionnaire.raison_sociale": "Association Exemple",
    "gestionnaire.statut": "association",
    "gestionnaire.siren": "775 672 272",
    "moyens.tarif_horaire": "25,40 euros",
    "duree": "cinq ans",
    "exemplaires": "deux",
    "diagnostic.taux_participation": "12,5 %",
}


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The draft of an empty questionnaire, filled in where it stands."""
    monkeypatch.chdir(tmp_path)
    assert main(["questionnaire", "saad", "--sortie", "contrat.yaml"]) == 0
    assert main(["generer", "contrat.yaml"]) == 0
    draft = Path("output/contrat.docx")
    draft.write_bytes(typed(draft.read_bytes(), TYPED, places={0}))
    return draft


def test_blanks_filled_in_other_forms_are_facts_and_no_words(filled: Path) -> None:
    assert main(["relire", str(filled), "contrat.yaml", "--appliquer"]) == 0
    written = Path("contrat.yaml").read_text(encoding="utf-8")
    assert "\nadaptations:" not in written
    assert "\ndepartement: Ille-et-Vilaine\n" in written
    assert "  deliberation: 2026-12-18\n" in written
    assert not cpom.relire(filled, "contrat.yaml").constats


def test_once_they_are_taken_the_document_is_made_again(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generer", "contrat.yaml"]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "Ce qui serait perdu : Le Département [-[à compléter : département],-] {+Ille-et-Vilaine,+}" in said
    assert re.search("; et [0-9]+ autres passages[.]", said)
    main(["relire", str(filled), "contrat.yaml", "--appliquer"])
    assert main(["generer", "contrat.yaml"]) == 0
    assert not cpom.relire(filled).faits


def test_words_are_told_at_the_article_where_they_are(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = Document(str(filled))
    one = next(one for one in document.paragraphs if one.text.startswith("Le Département"))
    one.add_run(" dit le signataire")
    document.save(str(filled))
    capsys.readouterr()
    assert main(["relire", str(filled), "contrat.yaml", "--appliquer"]) == 0
    said = capsys.readouterr()
    assert "contrat.yaml : écrit, 10 faits repris, 1 clause dans les mots du document" in said.out
    assert "dit le signataire" in Path("contrat.yaml").read_text(encoding="utf-8")
    assert ":1:1:" not in said.err
    capsys.readouterr()
    assert main(["generer", "contrat.yaml"]) == 0
    assert "dit le signataire" in "".join(one.text for one in Document(str(filled)).paragraphs)


def test_what_is_refused_says_that_nothing_is_written(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled.write_bytes(typed(filled.read_bytes(), {"moyens.mode_evolution": "au fil de l’eau"}, places={0}))
    before = Path("contrat.yaml").read_bytes()
    capsys.readouterr()
    assert main(["relire", str(filled), "contrat.yaml", "--appliquer"]) == 1
    said = capsys.readouterr()
    assert said.out.endswith("contrat.yaml : rien n'y est écrit, pour ce qui suit\n")
    assert "[valeur-non-admise]" in said.err
    assert Path("contrat.yaml").read_bytes() == before
