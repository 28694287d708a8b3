"""Paragraphs of an edited document matched with those that it was written with, and what that tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from engine.carried import Kind, Line, Words
from engine.rereading.lines.alignment import _Alignment, aligned
from engine.rereading.lines.differences import differences

CONTRACT = [
    ("objet", "heading", "Article 1 : Objet"),
    (
        "objet",
        "paragraph",
        "Le présent contrat fixe les objectifs poursuivis par le gestionnaire et les moyens dédiés.",
    ),
    ("suivi", "heading", "Article 2 : Suivi du contrat"),
    ("suivi", "paragraph", "Un comité de suivi se réunit chaque année au mois de juin sur convocation du Département."),
    ("suivi", "paragraph", "Il examine le bilan des actions et propose les ajustements nécessaires aux parties."),
    ("litiges", "heading", "Article 3 : Litiges"),
    ("litiges", "paragraph", "Tout litige est porté devant le tribunal administratif compétent après conciliation."),
]


def lines(said: Sequence[tuple[str, str, str]]) -> list[Line]:
    return [Line((Words(text),), cast(Kind, kind), clause) for clause, kind, text in said]


def told(edited: Sequence[tuple[str, str, str]]) -> list[tuple[str, str]]:
    found = differences(lines(CONTRACT), lines(edited))
    return [(one.fate, one.clause) for one in found.words]


def test_an_untouched_document_has_no_difference() -> None:
    found = differences(lines(CONTRACT), lines(CONTRACT))
    assert [found.facts, found.words, found.figures, found.lost] == [()] * 4


def test_plain_spaces_and_apostrophes_are_no_change() -> None:
    written = [("objet", "paragraph", "L’article L.\u00a0314-1 : 1\u202f200\u00a0€ «\u00a0au plus\u00a0»\u202f;")]
    typed = [("objet", "paragraph", "L'article L. 314-1 : 1 200 € « au plus » ;")]
    assert not differences(lines(written), lines(typed)).words


def test_words_changed_are_told_in_their_clause() -> None:
    edited = [*CONTRACT]
    edited[3] = ("suivi", "paragraph", "Un comité de suivi se réunit deux fois par an sur convocation du Département.")
    assert told(edited) == [("changed", "suivi")]


def test_a_paragraph_added_and_another_removed() -> None:
    edited = [*CONTRACT[:4], *CONTRACT[5:], ("litiges", "paragraph", "Une médiation peut être demandée par chacun.")]
    assert told(edited) == [("removed", "suivi"), ("added", "litiges")]


def test_a_paragraph_cut_in_two_and_two_joined() -> None:
    whole = CONTRACT[3][2]
    cut = [*CONTRACT[:3], ("suivi", "paragraph", whole[:45]), ("suivi", "paragraph", whole[45:]), *CONTRACT[4:]]
    assert told(cut) == [("split", "suivi")]
    joined = [*CONTRACT[:3], ("suivi", "paragraph", f"{whole} {CONTRACT[4][2]}"), *CONTRACT[5:]]
    assert told(joined) == [("joined", "suivi")]


def test_a_clause_moved_whole_keeps_its_name() -> None:
    edited = [*CONTRACT[:2], *CONTRACT[5:], *CONTRACT[2:5]]
    found = differences(lines(CONTRACT), lines(edited))
    assert {(one.fate, one.clause) for one in found.words} == {("moved", "litiges")}
    assert found.clauses == ("objet", "objet", "litiges", "litiges", "suivi", "suivi", "suivi")


def test_a_paragraph_moved_under_another_heading_passes_to_it() -> None:
    edited = [*CONTRACT[:4], *CONTRACT[5:], ("litiges", "paragraph", CONTRACT[4][2])]
    found = differences(lines(CONTRACT), lines(edited))
    assert [(one.fate, one.clause) for one in found.words] == [("moved", "suivi")]
    assert found.clauses[-1] == "litiges"


def test_a_clause_whose_heading_was_deleted_is_found_in_the_one_before() -> None:
    edited = [*CONTRACT[:5], ("suivi", "paragraph", CONTRACT[6][2])]
    found = differences(lines(CONTRACT), lines(edited))
    assert [(one.clause, one.within) for one in found.lost] == [("litiges", "suivi")]
    assert found.clauses[-1] == "litiges"


def test_a_clause_deleted_whole_is_nowhere() -> None:
    found = differences(lines(CONTRACT), lines(CONTRACT[:5]))
    assert [(one.clause, one.within) for one in found.lost] == [("litiges", "")]


def test_a_long_document_costs_what_its_length_does() -> None:
    old = [
        ("objet", "paragraph", f"Paragraphe {at} du contrat, qui dit une chose et son contraire en {at} mots.")
        for at in range(1500)
    ]
    new = [(clause, kind, text.replace("une chose", "deux choses")) for clause, kind, text in old]
    found = _Alignment(lines(old), lines(new))
    assert found.compared < 15 * 1500
    assert found.matched == {at: at for at in range(1500)}
    cells = [("annexe", "cell", str(at % 7)) for at in range(3000)]
    assert len(aligned(lines(cells), lines(cells[40:]))) == 3000
