"""A clause adapted to its own words is the same clause: nothing is told, and not one letter of its contract moves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.definitif import DRAFT, Final
from engine.document import Document
from engine.dossier import Dossier, open_dossier
from engine.redaction import redaction_of
from engine.writing import written
from tests.adaptations import EXAMPLES, TODAY, block, opened, told


def own_words(dossier: Dossier) -> str:
    """Every clause of the model of a description adapted to the words that it has."""
    lines = ["adaptations:\n"]
    for name, clause in dossier.modele.clauses.items():
        if clause.ecrit and not (clause.en_tete.adaptation and clause.en_tete.adaptation.interdite == "oui"):
            lines.append(f'  "{name}":\n    motif: accord\n    texte: {block(clause.ecrit, 6)}')
    return "".join(lines)


def definitive(dossier: Dossier) -> Document:
    tree = Final(asked=True, with_reserves=True).document(dossier.assembled().document)
    assert tree.made_with
    # The lock tells a clause of the parties from one of the library, whose words are the same.
    return replace(tree, source="", source_name="", made_with=replace(tree.made_with, parts=()))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_is_told_and_nothing_moves(example: Path) -> None:
    plain = open_dossier(example, TODAY)
    adapted = opened(own_words(plain), example)

    assert told(adapted) == []
    assert len(adapted.contrat.adaptations) > 20
    bare, other = definitive(plain), definitive(adapted)
    assert other == bare
    assert written(other, "docx", None) == written(bare, "docx", None)


def test_a_draft_has_the_same_words_and_says_which_clauses_are_adapted() -> None:
    plain = open_dossier(EXAMPLES[0], TODAY)
    adapted = opened(own_words(plain), EXAMPLES[0])

    bare, other = (replace(redaction_of(one, DRAFT).document, source="", source_name="") for one in (plain, adapted))
    assert written(other, "txt", None) == written(bare, "txt", None)
    assert r"Clause adaptée pour ce contrat\xa0: accord" in repr(other)
