"""What the parties agreed on is in the contract, in every format: other words, clauses left out, clauses added."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from engine.definitif import Final
from engine.libraries.empreinte import written_title
from engine.writing import written
from engine.writing.layout.plain import write_text
from tests.adaptations import EXAMPLES, SAAD, adapted, block, opened, told

COMMITTEE = (
    "clauses_ajoutees:\n"
    "  - nom: comite\n    apres: suivi\n    titre: Comité\n    motif: demande du Département\n"
    "    texte: Un comité se réunit {{ suivi.periodicite }}.\n"
    "  - apres: suivi\n    titre: Relevé\n    motif: accord\n    texte: Un relevé suit l'article {renvoi comite}.\n"
)

DRAFTS = [one for one in EXAMPLES if one.stem.endswith("premier-jet")]
"""One for each model: of a draft, all the variants are printed."""


def text_of(more: str, example: Path = SAAD) -> str:
    dossier = opened(more, example)
    assert not told(dossier)
    return write_text(dossier.assembled().document)


def test_its_facts_are_still_live_and_its_title_is_its_own() -> None:
    text = text_of(adapted("Revu tous les ans avec {{ gestionnaire.raison_sociale }}.", titre="Révision"))
    assert "Article 6 : Révision\n\nRevu tous les ans avec Association Exemple." in text


def test_a_clause_left_out_takes_its_number_away() -> None:
    text = text_of("adaptations:\n  litiges: {supprimee: oui, motif: accord}\n")
    assert "résoudre à l’amiable" not in text
    assert "Article 8 : Pièces annexées au contrat" in text


def test_clauses_added_are_numbered_in_their_order_and_referred_to() -> None:
    text = text_of(COMMITTEE)
    assert "Article 5 : Comité\n\nUn comité se réunit chaque année." in text
    assert "Article 6 : Relevé\n\nUn relevé suit l’article\xa05." in text
    assert "Article 7 : Informatique et libertés" in text


@pytest.mark.parametrize("name", ["docx", "odt", "html", "json", "txt"])
def test_every_format_has_them(name: str) -> None:
    document = opened(COMMITTEE).assembled().document
    content = written(replace(document, source=""), name, None)[0]
    if name in ("docx", "odt"):
        part = {"docx": "word/document.xml", "odt": "content.xml"}[name]
        content = ZipFile(BytesIO(content)).read(part)
    assert "Un comité se réunit" in content.decode()


def test_a_draft_tells_why_and_a_final_document_does_not() -> None:
    more = f"{adapted('Autre.')}  litiges: {{supprimee: oui, motif: accord de mai}}\n{COMMITTEE}"
    document = opened(more).assembled().document
    final = Final(asked=True, with_reserves=True).document(document)
    for words in ("Clause adaptée pour ce contrat", "Clause ajoutée à ce contrat", "supprimée pour ce contrat"):
        assert words in repr(document)
        assert words not in repr(final)


def test_a_clause_left_out_and_added_again_has_the_same_words() -> None:
    plain = opened("")
    clause = plain.modele.clauses["resiliation"]
    again = (
        "adaptations:\n  resiliation: {supprimee: oui, motif: accord}\nclauses_ajoutees:\n"
        f"  - apres: resiliation\n    titre: {written_title(clause)}\n    motif: accord\n"
        f"    texte: {block(clause.ecrit, 6)}"
    )
    assert text_of(again) == write_text(plain.assembled().document)


@pytest.mark.parametrize("example", DRAFTS, ids=lambda path: path.stem)
def test_any_clause_may_be_left_out_or_is_refused_with_a_reason(example: Path) -> None:
    """Whatever the clause, nothing breaks: it is gone, or the description says why it cannot be."""
    for name in opened("", example).modele.clauses:
        dossier = opened(f'adaptations:\n  "{name}": {{supprimee: oui, motif: accord}}\n', example)
        refused = told(dossier)
        assert all(one.place for one in refused)
        sections = dossier.assembled().document.sections
        assert sections
        assert refused or name not in {clause for section in sections for clause in section.clauses}
        assert dossier.deadlines is not None
