"""The words that a document is written with, line by line, as whoever reads the file finds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from engine.carried import Words
from engine.document import (
    Document,
    Fact,
    Figure,
    Heading,
    Inline,
    Letterhead,
    LineBreak,
    ListBlock,
    Missing,
    Note,
    Number,
    Paragraph,
    Reference,
    Section,
    Strong,
    Text,
)
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.writer import write_docx
from engine.writing.layout.typeset import set_together
from engine.writing.layout.written_lines import lines_of, says

Contract = Callable[..., Document]


def in_word(document: Document) -> list[str]:
    """The paragraphs of the body that say something, those of its table of contents left out."""
    body = docx.Document(BytesIO(write_docx(document, load_letterhead(None)))).element.body
    contents = [one for one in body.iter(qn("w:sdt")) if one.find(f".//{qn('w:docPartObj')}") is not None]
    copies = {id(paragraph) for one in contents for paragraph in one.iter(qn("w:p"))}
    found = []
    for paragraph in body.iter(qn("w:p")):
        said = {qn("w:br"): "\n", qn("w:tab"): "\t"}
        words = "".join(said.get(one.tag, "") or one.text or "" for one in paragraph.iter(*said, qn("w:t")))
        if id(paragraph) not in copies and says(words):
            found.append(words)
    return found


def words_of(*content: Inline) -> list[tuple[str, str]]:
    (line,) = lines_of(_of(Paragraph(content)))[1:]
    return [(one.text, one.fact or one.figure or one.reference) for one in line.words]


def _of(*blocks: Paragraph | Heading | ListBlock) -> Document:
    return Document("Contrat", (Section(blocks),), Letterhead("Contrat", (), ""), date(2026, 1, 1))


def test_they_are_those_of_the_file_in_its_order(contract: Contract) -> None:
    assert [line.text for line in lines_of(contract())] == in_word(contract())


def test_a_blank_prints_its_notes(contract: Contract) -> None:
    form = replace(contract(), blank=True)
    assert [line.text for line in lines_of(form)] == in_word(form)


def test_each_says_where_its_words_come_from() -> None:
    name = Fact("Association Exemple", "gestionnaire.raison_sociale", "Raison sociale")
    assert words_of(
        Text("Entre "), name, Text(" et "), Missing("date", "effet"), Figure("12,00 €", "budget.total")
    ) == [
        ("Entre ", ""),
        ("Association Exemple", "gestionnaire.raison_sociale"),
        (" et ", ""),
        ("[à compléter\u00a0: date]", "effet"),
        ("12,00 €".replace(" ", "\u00a0"), "budget.total"),
    ]


def test_what_is_missing_elsewhere_than_in_its_place_is_no_fact() -> None:
    assert words_of(Text("jusqu’au "), Missing("échéance", "effet", place=False)) == [
        ("jusqu’au [à compléter\u00a0: échéance]", "")
    ]


def test_notes_to_the_drafter_are_not_lines() -> None:
    assert words_of(Text("avant"), Note("à adapter"), Text(" après")) == [("avant après", "")]


def test_a_heading_has_its_number_and_a_reference_its_heading() -> None:
    heading = Heading(1, (Text("Objet"),), "objet", Number("Article ", "1er", " : "))
    found = lines_of(_of(heading, Paragraph((Text("voir "), Reference("objet", "1er"), Text(" et"), LineBreak()))))
    assert [(one.kind, one.text) for one in found[1:]] == [
        ("heading", "Article 1er : Objet"),
        ("paragraph", "voir 1er et\n"),
    ]
    assert Words("1er", reference="objet") in found[2].words


def test_what_has_no_letter_is_no_line() -> None:
    assert [line.text for line in lines_of(_of(Paragraph((Text("…………"),)), Paragraph((Strong((Text("☐"),)),))))] == [
        "Contrat"
    ]


@given(st.lists(st.text("1er 2e0€n° M.A:«»", max_size=6), min_size=1, max_size=4))
def test_where_a_fact_begins_and_ends_does_not_change_how_words_are_set(texts: list[str]) -> None:
    (whole,) = set_together(["".join(texts)])
    letters = [(letter, up) for piece, up in whole for letter in piece]
    parts = [(letter, up) for one in set_together(texts) for piece, up in one for letter in piece]
    assert parts == letters


@pytest.mark.parametrize("cut", range(1, 9))
def test_a_fact_reads_in_word_as_the_text_that_it_is(cut: int) -> None:
    words = "le 1er mai"
    fact = Fact(words[cut:], "effet", "Prise d’effet")
    assert in_word(_of(Paragraph((Text(words[:cut]), fact)))) == in_word(_of(Paragraph((Text(words),))))
