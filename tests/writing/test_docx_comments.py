"""Notes to the drafter: real Word comments, each on the words that it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from engine.document import Cell, Document, Heading, ListBlock, Note, Number, Paragraph, Strong, Table, Text
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.writer import write_docx

Contract = Callable[..., Document]


def in_word(document: Document) -> WordDocument:
    return docx.Document(BytesIO(write_docx(document, load_letterhead(None))))


def commented(document: Document) -> list[tuple[str, str]]:
    """Each comment with the words that it is about, in the order of the comments."""
    word = in_word(document)
    about: dict[str, str] = {}
    opened: set[str] = set()
    for element in word.element.body.iter():
        identifier = element.get(qn("w:id"), "")
        if element.tag == qn("w:commentRangeStart"):
            opened.add(identifier)
            about[identifier] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            opened.remove(identifier)
        elif element.tag == qn("w:t"):
            about.update({identifier: about[identifier] + (element.text or "") for identifier in opened})
    assert not opened
    return [(comment.text, about[str(comment.comment_id)]) for comment in word.comments]


def test_a_note_is_about_the_words_before_it(contract: Contract) -> None:
    content = (Text("Vu le "), Strong((Text("schéma"),)), Note("À dater."), Text(" ;"))
    assert commented(contract(Paragraph(content))) == [("À dater.", "Vu le schéma")]


def test_a_second_note_is_about_the_words_since_the_first(contract: Contract) -> None:
    content = (Text("Un"), Note("a"), Text(" deux"), Note("b"), Note("c"), Text(" trois"))
    assert commented(contract(Paragraph(content))) == [("a", "Un"), ("b", " deux"), ("c", " deux")]


def test_a_note_before_any_word_is_about_the_whole_paragraph(contract: Contract) -> None:
    assert commented(contract(Paragraph((Note("a"), Text("Tout le paragraphe."))))) == [("a", "Tout le paragraphe.")]


def test_a_note_of_a_heading_is_about_the_heading_with_its_number(contract: Contract) -> None:
    heading = Heading(1, (Text("Objet"), Note("a")), "objet", Number("Article ", "1er", " : "))
    assert commented(contract(heading)) == [("a", "Article 1er : Objet")]


def test_a_note_alone_in_its_paragraph_goes_to_the_words_before_and_leaves_no_empty_line(contract: Contract) -> None:
    alone = Paragraph((Note("a"),))
    document = contract(Paragraph((Text("Avant."),)), alone, Paragraph((Text("Après."),)))
    assert commented(document) == [("a", "Avant.")]
    assert [paragraph.text for paragraph in in_word(document).paragraphs[1:]] == ["Avant.", "Après."]
    listed = contract(ListBlock(((Paragraph((Text("un"),)),), (Paragraph((Text("deux"),)),))), alone)
    assert commented(listed) == [("a", "deux")]


def test_a_note_alone_at_the_beginning_goes_to_the_words_after(contract: Contract) -> None:
    assert commented(contract(Paragraph((Note("a"),)), Paragraph((Text("Après."),)))) == [("a", "Après.")]


def test_no_note_is_lost_where_there_is_no_word_at_all(contract: Contract) -> None:
    cell = Cell((Paragraph((Note("a"),)),))
    assert commented(contract(Table((1.0,), ((cell,),)), Paragraph((Note("b"),)))) == [("a", ""), ("b", "")]


@pytest.mark.parametrize(("from_model", "printed"), [(True, "Un [à préciser] mot"), (False, "Un mot")])
def test_a_blank_prints_the_notes_of_the_form_in_brackets_and_no_remark(
    contract: Contract, from_model: bool, printed: str
) -> None:
    content = (Text("Un"), Note("à préciser", from_model), Text(" mot"))
    blank = replace(contract(Paragraph(content)), blank=True)
    assert in_word(blank).paragraphs[-1].text == printed
    assert [note for note, _ in commented(blank)] == ["à préciser"]


def test_a_contract_prints_no_note(contract: Contract) -> None:
    assert in_word(contract(Paragraph((Text("Un"), Note("à préciser"))))).paragraphs[-1].text == "Un"


def test_comments_say_whether_the_model_speaks_or_the_engine_and_are_dated_of_the_contract(sample: Document) -> None:
    comments = list(in_word(sample).comments)
    assert len(comments) == 6
    assert {comment.author for comment in comments} == {"Modèle", "cpom"}
    for comment in comments:
        assert comment.timestamp is not None
        assert comment.timestamp.date() == sample.date


def test_a_comment_holds_its_words_as_typed(contract: Contract, hostile: str) -> None:
    note = Note(f"{hostile}\nSeconde ligne")
    assert commented(contract(Paragraph((Text("Mot"), note)))) == [(f"{hostile}\nSeconde ligne", "Mot")]
