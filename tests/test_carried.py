"""What a document carries comes back whole, or is said not to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.carried import PIECE, Carried, DamagedError, LaterFormatError, Line, Stretch, Words, packed, unpacked

_SIMPLE = Carried(
    description="modele: saad\ngestionnaire:\n  raison_sociale: Association Exemple\n",
    name="mon-contrat.yaml",
    day=date(2026, 2, 1),
    cpom="0.1.0",
    libraries=("cpom 0.1.0",),
    bases=(("objet", "3f9c"),),
    lines=(
        Line((Words("Article "), Words("1"), Words(" : Objet")), "heading", "objet"),
        Line((Words("Entre "), Words("Association Exemple", fact="gestionnaire.raison_sociale")), clause="objet"),
        Line((Words("voir "), Words("3-1", reference="suivi"), Words("\nfin")), "item", "objet"),
        Line((Words("1 234,50 €", figure="budget.total"),), "cell"),
    ),
)


def test_a_document_says_what_it_was_made_from() -> None:
    assert unpacked(packed(_SIMPLE)) == _SIMPLE
    assert packed(_SIMPLE) == packed(_SIMPLE)
    assert all(len(piece) <= PIECE for piece in packed(_SIMPLE))


def test_lines_that_documents_share_are_of_their_clauses_in_each() -> None:
    common = Stretch((*_SIMPLE.lines, Line((Words("Fin\0"),), clause="suivi")))
    other = Stretch((Line((Words("Avant"),), clause="suivi"), Line((Words("Puis"),), clause="duree")))
    for stretches in ((common,), (other, common), (common, other), (Stretch(()), common)):
        whole = replace(_SIMPLE, lines=tuple(line for one in stretches for line in one.lines))
        assert packed(replace(_SIMPLE, lines=()), stretches) == packed(whole)
        assert unpacked(packed(whole)) == whole


_letters = st.text(max_size=8)


@given(st.lists(st.tuples(_letters, st.sampled_from(["", "effet"]))))
def test_any_words_come_back(said: list[tuple[str, str]]) -> None:
    lines = tuple(Line((Words(text, fact=fact),), "cell", "a") for text, fact in said)
    carried = Carried("modele: saad\n", "c.yaml", date(2026, 1, 1), "1", lines=lines)
    assert unpacked(packed(carried)) == carried


def test_a_later_version_is_told() -> None:
    with pytest.raises(LaterFormatError):
        unpacked(["2.whatever"])


_NOT_WHOLE: tuple[list[str], ...] = (
    [],
    [""],
    ["x"],
    ["1."],
    ["1.AAAA"],
    ["1.é"],
    [*packed(_SIMPLE)[:-1]],
    ["1.eJwDAAAAAAE="],
)


@pytest.mark.parametrize("pieces", _NOT_WHOLE)
def test_what_is_not_whole_is_told(pieces: list[str]) -> None:
    with pytest.raises(DamagedError):
        unpacked(pieces)
