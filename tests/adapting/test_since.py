"""What became of a clause since it was adapted: both changes are put together, and where they contradict is told."""

from __future__ import annotations

import json
import random

import pytest

from engine.adapting.both_changes import Conflict, merged
from engine.libraries.empreinte import fingerprint
from engine.writing.layout.plain import write_text
from tests.adaptations import block, opened, told

WORDS = ["le", "la", "contrat", "dure", "cinq", "six", "ans", ",", ".", "parties", "se", "réunissent"]


def said(seed: int) -> tuple[str, str, str]:
    chosen = random.Random(seed)  # noqa: S311 - the same at each run
    one, two, three = (" ".join(chosen.choices(WORDS, k=chosen.randint(0, 9))) for _ in range(3))
    return one, two, three


def test_one_change_alone_is_taken() -> None:
    for seed in range(2_000):
        origin, ours, theirs = said(seed)
        assert merged(origin, ours, origin) == merged(origin, ours, ours)
        assert merged(origin, ours, origin).text == ours
        assert merged(origin, origin, theirs).text == theirs
        assert not merged(origin, ours, ours).conflicts


def test_two_changes_conflict_in_the_same_words_whoever_comes_first() -> None:
    for seed in range(2_000):
        origin, ours, theirs = said(seed)
        one, other = merged(origin, ours, theirs), merged(origin, theirs, ours)
        assert [(c.origin, c.ours, c.theirs) for c in one.conflicts] == [
            (c.origin, c.theirs, c.ours) for c in other.conflicts
        ]
        if not one.conflicts:
            assert one.text == other.text


def test_changes_apart_are_both_made() -> None:
    origin = "Le contrat dure cinq ans. Les parties se réunissent chaque année."
    both = merged(origin, origin.replace("cinq", "six"), origin.replace("chaque année", "tous les mois"))
    assert both.text == "Le contrat dure six ans. Les parties se réunissent tous les mois."
    assert merged(origin, origin.replace("cinq", "six"), origin.replace("cinq", "sept")).conflicts == (
        Conflict("cinq", "six", "sept"),
    )


def test_words_side_by_side_that_both_changed_are_one_conflict() -> None:
    origin = "Adressé par lettre recommandée avec accusé.\n\nLe juge tranche."
    both = merged(origin, origin.replace("lettre recommandée", "tout moyen"), origin.replace("recommandée", "simple"))
    assert both.conflicts == (Conflict("lettre recommandée", "tout moyen", "lettre simple"),)
    assert both.text == origin.replace("lettre recommandée", "tout moyen")


LIBRARY = opened("").modele.clauses["litiges"]


def adaptation(origin: str, text: str, base: str = "000000000000") -> str:
    return (
        f"adaptations:\n  litiges:\n    motif: accord\n    base: {json.dumps(base)}\n"
        f"    texte: {block(text, 6)}    origine: {block(origin, 6)}"
    )


def test_nothing_is_told_while_the_clause_is_the_same() -> None:
    assert told(opened(adaptation(LIBRARY.ecrit, LIBRARY.ecrit, fingerprint(LIBRARY)))) == []


def test_the_three_texts_and_the_merge_are_told() -> None:
    origin = LIBRARY.ecrit.replace("lettre recommandée", "lettre simple")
    (found,) = told(opened(adaptation(origin, origin.replace("amiable", "amiable et sans délai"))))
    assert found.code == "adaptation-a-revoir"
    assert "[-simple-] {+recommandée+}" in found.message
    assert "{+et sans délai+}" in found.message
    assert "Fusion proposée" in found.message
    assert "--fusion" in found.hint


def test_a_conflict_is_told_in_the_draft_too() -> None:
    origin = LIBRARY.ecrit.replace("lettre recommandée", "lettre simple")
    dossier = opened(adaptation(origin, origin.replace("lettre simple", "lettre remise en main propre")))
    (found,) = told(dossier)
    assert "Conflit" in found.message
    assert "cpom adapter FICHIER litiges --fusion --preferer adaptation" in found.hint
    assert "Conflit" in repr(dossier.assembled().document)
    assert "remise en main propre" in write_text(dossier.assembled().document)


@pytest.mark.parametrize("key", ["supprimee", "titre"])
def test_without_the_words_of_then_the_change_is_told_all_the_same(key: str) -> None:
    value = {"supprimee": "oui", "titre": "Différends"}[key]
    (found,) = told(opened(f'adaptations:\n  litiges: {{motif: accord, base: "000000000000", {key}: {value}}}\n'))
    assert found.code == "adaptation-a-revoir"
