"""A value is never markup: whatever a user writes comes out as typed, and clause words alone follow typography."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import french
from engine.assembly.assemble import Assembled, assemble
from engine.document import LineBreak, Paragraph, Text
from engine.law.applicable import Droit
from engine.law.collectivites import authority
from engine.libraries.modele import load_model
from engine.writing import written
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS, alone

LIBRARY = Path("tests/fixtures/bibliotheque")
DAY = date(2024, 1, 15)


def contract(**facts: Any) -> Assembled:
    """A contract of the model « essai », whose few clauses use the whole clause language."""
    model = load_model("essai", alone(LIBRARY))
    contrat = read_as(model.description, {"modele": "essai", "departement": "35", **facts})
    return assemble(model, contrat, Droit(DAY, bibliotheque=OURS), authority(OURS, "35"))


def text(**facts: Any) -> str:
    return write_text(contract(**facts).document).replace("\u00a0", " ")


HOSTILE = [
    "Dupont & Fils <SA>",
    "{{ modele }} {% if x %} {# note #}",
    "*gras* _souligné_ `code` [lien](x) ![image](y)",
    "# pas un titre",
    "- pas une liste",
    "1. pas un numéro",
    "| pas | un tableau |",
    "^^ et << et <br>",
    "L'apostrophe droite ; et \"l'espace\" avant le point-virgule!",
    "\u05e9\u05dc\u05d5\u05dd et \u0645\u0631\u062d\u0628\u0627",
    "\\* &amp; &#42; \\",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_comes_out_as_typed_but_for_its_apostrophes(value: str) -> None:
    written = text(
        gestionnaire={"raison_sociale": value}, services=[{"nom": value}], politique=value, visas={"schema": value}
    )
    value = french.apostrophes(value)
    assert f"et {value}," in written  # in a sentence
    assert f"- {value}\n" in written  # in a list
    assert f"\n{value}\n" in written  # alone in its paragraph
    assert f"{value} | un / deux" in written  # in a table
    assert f"Vu le {value}\u202f;" in written  # in a visa


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp", "Cn"]), min_size=1))
def test_any_printable_text_comes_out_as_typed_but_for_its_apostrophes(value: str) -> None:
    if not value.strip():
        return
    assert f"- {french.apostrophes(value)}\n" in write_text(contract(services=[{"nom": value}]).document)


def test_the_lines_of_a_value_stay_lines_and_its_paragraphs_paragraphs() -> None:
    blocks = contract(politique="Première ligne\ndeuxième ligne\n\nAutre paragraphe\n").document.sections[0].blocks
    assert Paragraph((Text("Première ligne"), LineBreak(), Text("deuxième ligne"))) in blocks
    assert Paragraph((Text("Autre paragraphe"),)) in blocks


def test_the_words_of_a_clause_follow_french_typography() -> None:
    written = write_text(contract().document)
    assert "l’article 4" in written.replace("\u00a0", " ")
    assert "Le contrat concerne le service suivant\u00a0:" in written


def test_numbers_and_references_follow_when_a_clause_drops_out() -> None:
    with_dotation = text(dotation_complementaire={"retenu": "oui"})
    assert "2-2 Objectifs de la dotation" in with_dotation
    assert "2-2" not in text(dotation_complementaire={"retenu": "non"})


def test_services_of_both_kinds_get_both_articles() -> None:
    both = text(services=[{"habilitation_aide_sociale": "oui"}, {"habilitation_aide_sociale": "non"}])
    assert "Article 3 : Moyens (services habilités)" in both
    assert "Article 3 bis : Moyens (services non habilités)" in both
    assert "Article 4 : Suivi" in both


def test_an_unknown_kind_shows_both_articles_under_one_number() -> None:
    draft = text(services=[{"nom": "Service Exemple"}])
    assert "Article 3 : Moyens (services habilités)" in draft
    assert "Article 3 : Moyens (services non habilités)" in draft
    assert "bis" not in draft


def test_what_is_missing_is_printed_and_listed_with_who_knows_it() -> None:
    draft = contract(services=[{"nom": "Service Exemple"}])
    assert "[à compléter : tarif horaire]" in write_text(draft.document).replace("\u00a0", " ")
    assert draft.missing[("moyens", "tarif")].label == "tarif horaire"
    assert draft.who[("moyens", "tarif")] == "departement"
    assert draft.who[("gestionnaire", "raison_sociale")] == "gestionnaire"


def test_a_departement_model_has_its_own_letterhead(tmp_path: Path) -> None:
    """A modified copy of the neutral letterhead, beside the clauses."""
    shutil.copytree(LIBRARY, tmp_path, dirs_exist_ok=True)
    plan = tmp_path / "essai" / "modele.yaml"
    plan.write_text(f"charte: charte.docx\n{plan.read_text(encoding='utf-8')}", encoding="utf-8")
    word = WordDocument("data/chartes/neutre.docx")
    word.sections[0].footer.paragraphs[0].insert_paragraph_before("Direction de l’autonomie")
    word.save(str(tmp_path / "essai" / "charte.docx"))
    model = load_model("essai", alone(tmp_path))
    assert model.charte == tmp_path / "essai" / "charte.docx"
    word = WordDocument(io.BytesIO(written(contract().document, "docx", model.charte)[0]))
    assert "Direction de l’autonomie" in [paragraph.text for paragraph in word.sections[0].footer.paragraphs]


def test_a_departement_model_is_made_of_files_alone() -> None:
    """Its own questions, its own condition, its own annexe: no Python."""
    written = text(
        visas={"schema": "schéma 2023-2027"}, moyens={"tarif": "24,5"}, suivi={"frequence": "semestriel"},
        services=[{"nom": "Service Exemple", "habilitation_aide_sociale": "oui"}],
    )  # fmt: skip
    assert "Vu le schéma 2023-2027\u202f;" in written
    assert "Le tarif est de 24,50 €/h." in written
    assert "Les parties se réunissent deux fois par an." in written
    assert "Annexe 1 : Diagnostic" in written
