"""What a reader, a diff or a screen reader gets from the plain text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import (
    Block,
    Cell,
    Document,
    Emphasis,
    Heading,
    Letterhead,
    LineBreak,
    ListBlock,
    Missing,
    Note,
    Number,
    Paragraph,
    Section,
    Signature,
    Signatures,
    Strong,
    Table,
    Text,
)
from engine.writing.layout.plain import write_text


def document(*blocks: Block, blank: bool = False) -> Document:
    return Document(
        title="Contrat d’exemple",
        sections=(Section(blocks),),
        letterhead=Letterhead("Contrat", ("Département d’Exemple",), "Association Exemple"),
        date=date(2024, 1, 15),
        blank=blank,
    )


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def cell(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((words(text),), colspan, rowspan)


def body(*blocks: Block, blank: bool = False) -> str:
    """The text without its title."""
    return write_text(document(*blocks, blank=blank)).removeprefix("Contrat d’exemple\n\n")


def test_title_comes_first_and_a_new_line_last() -> None:
    assert write_text(document(words("Entre les parties."))) == "Contrat d’exemple\n\nEntre les parties.\n"


def test_title_written_in_the_tree_is_not_repeated(sample: Document) -> None:
    text = write_text(sample)
    assert text.startswith("Contrat pluriannuel d’objectifs et de moyens (CPOM)\n\nServices d’aide")
    assert text.count("Contrat pluriannuel") == 1


def test_paragraph_is_one_line_however_long() -> None:
    assert body(words("mot " * 500 + "fin")) == "mot " * 500 + "fin\n"


def test_heading_stands_between_empty_lines() -> None:
    heading = Heading(1, (Text("Objet"),), "objet", Number("Article ", "1er", "\u00a0: "))
    assert body(words("avant"), heading, words("après")) == "avant\n\nArticle 1er\u00a0: Objet\n\naprès\n"


def test_lists_are_indented_and_numbered_from_their_start() -> None:
    inner = ListBlock(((words("un"),), (words("deux"),)), ordered=True, start=9)
    outer = ListBlock(((words("premier"), inner, words("suite")), (words("second"),)))
    assert body(outer) == "- premier\n  9. un\n  10. deux\n  suite\n- second\n"


def test_table_is_one_line_a_row_with_empty_places_under_merged_cells() -> None:
    table = Table(
        (0.4, 0.3, 0.3),
        ((cell("A", rowspan=2), cell("B", colspan=2)), (cell("b1"), Cell((words("l1\nl2"), words("l3"))))),
        caption="Tarifs",
    )
    assert body(table) == "Tarifs\nA | B |\n | b1 | l1 / l2 / l3\n"


def test_signatures_give_who_signs_then_the_name() -> None:
    parties = (Signature((Text("La présidente"),), (Text("Prénom NOM"),)), Signature((Text("Le directeur"),)))
    assert body(Signatures(parties)) == "La présidente\n\nPrénom NOM\n\nLe directeur\n"


def test_missing_fact_is_told() -> None:
    assert body(Paragraph((Text("le "), Missing("date", "signature.date")))) == "le [à compléter : date]\n"


@pytest.mark.parametrize("note", [Note("à préciser"), Note("remarque", from_model=False)])
def test_contract_prints_no_note(note: Note) -> None:
    assert body(Paragraph((Text("Objectif"), note, Text(" général")))) == "Objectif général\n"


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        ((Text("Objectif"), Note("à préciser"), Text(".")), "Objectif [à préciser]."),
        ((Text("Objectif "), Note("à préciser"), Text("suite")), "Objectif [à préciser] suite"),
        ((Note("à adapter"), Text("Objectif")), "[à adapter] Objectif"),
        ((Text("a"), LineBreak(), Note("n")), "a\n[n]"),
        ((Strong((Text("a"), Note("n"))), Emphasis((Text("b"),))), "a [n]b"),
        ((Text("Objectif"), Note("remarque", from_model=False)), "Objectif"),
    ],
)
def test_blank_prints_the_notes_of_the_form_in_brackets(content: tuple[Text, ...], printed: str) -> None:
    assert body(Paragraph(content), blank=True) == f"{printed}\n"


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1).filter(str.strip))
def test_values_come_out_as_typed(value: str) -> None:
    text = write_text(document(words(f"<{value}>"), Table((1.0,), ((cell(f"<{value}>"),),))))
    assert text == f"Contrat d’exemple\n\n<{value}>\n\n<{value}>\n"


def test_what_no_file_can_hold_is_shown() -> None:
    assert body(words("a\x00b\ud800c\r\nd")) == "a\ufffdb\ufffdc\nd\n"


def test_landscape_and_later_sections_follow(sample: Document) -> None:
    text = write_text(replace(sample, table_of_contents=True))
    assert text.index("Annexe 1") < text.index("Annexe 2") < text.index("Annexe 3")
    assert "Sommaire" not in text
