"""The content controls of a DOCX: what a reader of Word sees around each fact, and what every editor keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from lxml import etree

from engine.carried import marks
from engine.document import (
    Cell,
    Document,
    Fact,
    Figure,
    Heading,
    Inline,
    ListBlock,
    Missing,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.writer import write_docx
from engine.writing.layout.written_lines import lines_of

Contract = Callable[..., Document]
NAME = Fact("Association Exemple", "gestionnaire.raison_sociale", "Raison sociale du gestionnaire")


def parts(document: Document) -> dict[str, bytes]:
    with ZipFile(BytesIO(write_docx(document, load_letterhead(None)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def controls(part: bytes) -> list[tuple[str, str, str]]:
    """The title, the tag and the words of each control, the table of contents left out."""
    found = [one for one in etree.fromstring(part).iter(qn("w:sdt")) if one.find(f".//{qn('w:docPartObj')}") is None]
    return [(_said(one, "w:alias"), _said(one, "w:tag"), "".join(map(str, one.itertext(qn("w:t"))))) for one in found]


def _said(control: etree._Element, name: str) -> str:
    found = control.find(f"{qn('w:sdtPr')}/{qn(name)}")
    return "" if found is None else found.get(qn("w:val"), "")


def body(document: Document) -> list[tuple[str, str, str]]:
    return controls(parts(document)["word/document.xml"])


def test_a_fact_is_titled_with_its_question(contract: Contract) -> None:
    assert body(contract(Paragraph((Text("Entre "), NAME, Text(" et"))))) == [
        ("Raison sociale du gestionnaire", "gestionnaire.raison_sociale", "Association Exemple")
    ]


def test_what_is_missing_stays_yellow_in_its_control(contract: Contract) -> None:
    document = contract(Paragraph((Missing("date d’effet", "effet"),)))
    assert body(document) == [("date d’effet", "effet", "[à compléter\u00a0: date d’effet]")]
    root = etree.fromstring(parts(document)["word/document.xml"])
    assert root.find(f".//{qn('w:sdtContent')}/{qn('w:r')}/{qn('w:rPr')}/{qn('w:highlight')}") is not None


def test_headings_cells_lists_and_bold_words_have_theirs(contract: Contract) -> None:
    words: tuple[Inline, ...] = (Text("de "), NAME)
    document = contract(
        Heading(1, words, "objet"),
        ListBlock(((Paragraph(words),),)),
        Table((1.0,), ((Cell((Paragraph((Strong(words),)),)),),)),
    )
    assert [tag for _, tag, _ in body(document)] == [NAME.path] * 3


def test_figures_and_what_follows_from_a_fact_have_none(contract: Contract) -> None:
    words = (Text("soit "), Figure("12,00 €", "budget.total"), Missing("échéance", "effet", place=False))
    assert body(contract(Paragraph(words))) == []


def test_a_title_is_cut_and_a_tag_that_is_too_long_is_left_out(contract: Contract) -> None:
    fact = Fact("x", "a" * 65, "t" * 70)
    assert body(contract(Paragraph((fact,)))) == [("t" * 64, "", "x")]


def test_no_editor_is_asked_for_plain_text_or_a_binding(sample: Document) -> None:
    written = parts(replace(sample, letterhead=replace(sample.letterhead, manager_fact=NAME)))
    for name, content in written.items():
        if name.startswith("word/") and name.endswith(".xml"):
            assert not list(etree.fromstring(content).iter(qn("w:dataBinding"), qn("w:text")))


def test_each_has_a_number_of_its_own(contract: Contract) -> None:
    document = contract(*[Paragraph((NAME, Text(" et "), Missing("date", "effet")))] * 5)
    found = etree.fromstring(parts(document)["word/document.xml"]).iter(qn("w:id"))
    numbers = [one.get(qn("w:val")) for one in found]
    assert len(numbers) == len(set(numbers)) == 10


def test_the_name_of_the_gestionnaire_has_one_in_the_head_and_the_foot(contract: Contract) -> None:
    document = contract()
    document = replace(document, letterhead=replace(document.letterhead, manager=NAME.text, manager_fact=NAME))
    written = parts(document)
    for part in ("word/header1.xml", "word/footer1.xml"):
        assert controls(written[part]) == [(NAME.label, NAME.path, NAME.text)]


def test_the_words_are_the_same_with_and_without(contract: Contract) -> None:
    plain = contract(Paragraph((Text(f"Entre {NAME.text} et"),)))
    living = contract(Paragraph((Text("Entre "), NAME, Text(" et"))))
    assert [_words(one) for one in (plain, living)] == [_words(plain)] * 2


def _words(document: Document) -> str:
    return "".join(docx.Document(BytesIO(write_docx(document, load_letterhead(None)))).element.itertext(qn("w:t")))


def test_each_clause_has_its_mark_where_it_begins(contract: Contract) -> None:
    blocks = (
        Paragraph((Text("un"),)),
        Paragraph((Text("deux"),)),
        Paragraph((Text("…"),)),
        Paragraph((Text("trois"),)),
    )
    document = replace(contract(), sections=(Section(blocks, clauses=("a", "b", "vide", "a")),))
    root = etree.fromstring(parts(document)["word/document.xml"])
    found = [
        (mark.get(qn("w:name")), "".join(map(str, paragraph.itertext(qn("w:t")))))
        for paragraph in root.iter(qn("w:p"))
        for mark in paragraph.iter(qn("w:bookmarkStart"))
    ]
    assert found == [("_Cpom0001", "un"), ("_Cpom0002", "deux"), ("_Cpom0003", "trois")]
    assert marks(lines_of(document)) == {"_Cpom0001": "a", "_Cpom0002": "b", "_Cpom0003": "a"}
