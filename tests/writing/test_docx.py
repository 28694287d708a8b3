"""What a reader of Word finds in the file: the words, all of them and in order, and a document that holds together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from engine.document import (
    Document,
    Heading,
    Letterhead,
    LineBreak,
    ListBlock,
    Missing,
    Number,
    PageBreak,
    Paragraph,
    Reference,
    Section,
    Signature,
    Signatures,
    Strong,
    Text,
)
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.text import run
from engine.writing.docx.told_pages import pages_told
from engine.writing.docx.writer import write_docx
from engine.writing.layout.plain import write_text
from tests.pages import row_by_row

Contract = Callable[..., Document]
MARKS = re.compile(r"[-|/]|\d+\.")


def written(document: Document) -> bytes:
    return write_docx(document, load_letterhead(None), pages_told)


def in_word(document: Document) -> WordDocument:
    return docx.Document(BytesIO(written(document)))


def part(document: Document, name: str) -> str:
    with ZipFile(BytesIO(written(document))) as archive:
        return archive.read(name).decode()


def lines(word: WordDocument) -> Iterator[str]:
    """The paragraphs in reading order, those of cells included, without the table of contents."""
    for paragraph in word.element.body.iter(qn("w:p")):
        if not any(ancestor.tag == qn("w:sdt") for ancestor in paragraph.iterancestors()):
            yield "".join(
                {"t": mark.text or "", "br": "\n", "tab": "\t", "noBreakHyphen": "-"}[etree.QName(mark).localname]
                for mark in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:noBreakHyphen"))
            )


def style(paragraph: WordParagraph) -> str:
    return (paragraph.style and paragraph.style.name) or ""


def tokens(text: str) -> list[str]:
    """The words, without the marks that one of the formats adds: bullets, numbers of items, cell separators."""
    return [token for token in text.split() if not MARKS.fullmatch(token)]


def test_the_words_are_those_of_the_plain_text_in_the_same_order(sample: Document) -> None:
    """Signatures are read row by row: who signs, side by side, then their names."""
    assert tokens("\n".join(lines(in_word(sample)))) == tokens(write_text(row_by_row(sample)))


def test_hostile_words_come_out_as_typed(contract: Contract, hostile: str) -> None:
    assert hostile in list(lines(in_word(contract(Paragraph((Text(hostile),))))))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")))
def test_any_text_comes_out_as_typed(text: str) -> None:
    block = Paragraph((Text(text),))
    document = Document("Contrat", (Section((block,)),), Letterhead("", (), ""), datetime(2024, 1, 15).date())
    assert list(lines(in_word(document)))[-1].replace("\u00a0", " ") == text.replace("\u00a0", " ")


def test_a_control_character_that_xml_cannot_hold_shows_where_it_was(contract: Contract) -> None:
    assert "avant\ufffdaprès" in list(lines(in_word(contract(Paragraph((Text("avant\x07après"),))))))


def test_line_breaks_and_tabulations_of_a_value_are_kept(contract: Contract) -> None:
    typed = "un\ndeux\r\ntrois\tquatre  cinq "
    assert "un\ndeux\ntrois\tquatre  cinq " in list(lines(in_word(contract(Paragraph((Text(typed),))))))


def test_the_same_contract_gives_the_same_bytes(sample: Document) -> None:
    assert written(sample) == written(sample)


def test_the_properties_come_from_the_contract_and_not_from_today(sample: Document) -> None:
    properties = in_word(sample).core_properties
    assert properties.title == "Contrat pluriannuel d’objectifs et de moyens (CPOM)"
    assert (properties.author, properties.language) == ("cpom", "fr-FR")
    assert "<cp:keywords>CPOM, SAAD</cp:keywords>" in part(sample, "docProps/core.xml")
    assert {str(properties.created), str(properties.modified)} == {"2024-01-15 00:00:00+00:00"}


def test_the_title_opens_the_contract_even_when_the_tree_has_none(contract: Contract) -> None:
    first = in_word(contract(Paragraph((Text("Article unique"),)))).paragraphs[0]
    assert first.text == "Contrat"
    assert style(first) == "Title"


def test_headings_are_heading_styles_with_their_number_and_never_end_a_page(sample: Document) -> None:
    headings = {p.text: p for p in in_word(sample).paragraphs if style(p).startswith("Heading")}
    article = headings["Article 3 bis\u00a0: Moyens dédiés à la réalisation du contrat"]
    assert style(article) == "Heading 1"
    assert style(headings["2-1-1 Indicateurs"]) == "Heading 3"
    assert article.paragraph_format.keep_with_next


def words_of_runs(runs: str) -> str:
    return re.sub("<[^>]*>", "", runs)


def test_a_reference_is_a_live_field_on_the_number_of_its_heading(sample: Document) -> None:
    xml = part(sample, "word/document.xml")
    references = re.findall(r"REF (_Ref\d+) \\h .*?separate\"/></w:r>(.*?)<w:r><w:fldChar", xml)
    assert [words_of_runs(shown) for _, shown in references] == ["3\u00a0bis", "2", "1er"]
    for name, shown in references:
        marked = re.search(rf'w:name="{name}"/>(.*?)<w:bookmarkEnd', xml)
        assert marked is not None
        assert words_of_runs(marked.group(1)).replace(" ", "\u00a0") == words_of_runs(shown)


def test_a_reference_to_alternatives_of_a_blank_reaches_the_first(contract: Contract) -> None:
    alternatives = [Heading(1, (Text(words),), "moyens", Number("Article ", "3", " : ")) for words in ("A", "B")]
    xml = part(contract(*alternatives, Paragraph((Reference("moyens", "3"),))), "word/document.xml")
    assert xml.count('w:name="_Ref000000000"') == 1
    assert "REF _Ref000000000 " in xml


def test_a_reference_to_nothing_still_prints_its_words(contract: Contract) -> None:
    assert "article 9" in list(lines(in_word(contract(Paragraph((Text("article "), Reference("absent", "9")))))))


def test_the_table_of_contents_holds_its_titles_already_and_links_to_them(sample: Document) -> None:
    xml = part(sample, "word/document.xml")
    contents = etree.fromstring(xml[xml.index("<w:sdt>") : xml.index("</w:sdt>") + 8].replace("w:", ""))
    assert next(contents.iter("instrText")).text == ' TOC \\o "1-2" \\h \\z \\u '
    entries = ["".join(text.text or "" for text in link.iter("t")) for link in contents.iter("hyperlink")]
    assert entries[:3] == [
        "Préambule2",
        "Article\u00a01er\u00a0: Objet et périmètre du contrat2",
        "Article\u00a02\u00a0: Objectifs fixés sur la base du diagnostic partagé2",
    ]
    assert not any("2-1-1 Indicateurs" in entry for entry in entries)
    assert etree.tostring(contents).count(b"PAGEREF") == len(entries), "Word can still tell the pages"
    for link in contents.iter("hyperlink"):
        assert f' w:name="{link.get("anchor")}"/>' in xml


def test_word_asks_nothing_when_the_contract_is_opened(sample: Document) -> None:
    assert "updateFields" not in part(sample, "word/settings.xml")
    assert "dirty" not in part(sample, "word/document.xml")


def test_a_contract_may_have_no_table_of_contents(sample: Document) -> None:
    assert "TOC" not in part(replace(sample, table_of_contents=False), "word/document.xml")


def test_a_missing_fact_is_highlighted(contract: Contract) -> None:
    paragraph = in_word(contract(Paragraph((Text("le "), Missing("date", "signature.date"))))).paragraphs[-1]
    elements: Any = paragraph._p.iter(qn("w:r"))  # that of the control included
    runs = [Run(one, paragraph) for one in elements]
    assert [(run.text, run.font.highlight_color is not None) for run in runs] == [
        ("le ", False),
        ("[à compléter\u00a0: date]", True),
    ]


def test_the_wide_annexe_alone_is_on_its_side(sample: Document) -> None:
    sections = in_word(sample).sections
    assert [section.orientation == WD_ORIENTATION.LANDSCAPE for section in sections] == [False, False, True, False]
    assert sections[2].page_width == sections[0].page_height


def test_only_the_first_page_has_the_header_of_the_first_page(sample: Document) -> None:
    sections = in_word(sample).sections
    assert [section.different_first_page_header_footer for section in sections] == [True, False, False, False]
    assert sections[2].header.paragraphs[0].text == "Contrat pluriannuel d’objectifs et de moyens (CPOM)"


def test_a_page_break_puts_the_next_block_on_a_new_page(contract: Contract) -> None:
    word = in_word(contract(Paragraph((Text("avant"),)), PageBreak(), PageBreak(), Paragraph((Text("après"),))))
    assert [p.paragraph_format.page_break_before for p in word.paragraphs[-2:]] == [None, True]


def test_each_list_counts_from_its_own_start(sample: Document) -> None:
    lists: dict[str, list[str]] = {}
    word = in_word(sample)
    for paragraph in word.element.body.iter(qn("w:p")):
        for number in paragraph.iter(qn("w:numId")):
            lists.setdefault(number.get(qn("w:val")), []).append("".join(paragraph.itertext(qn("w:t"))))
    starts = {
        number.get(qn("w:numId")): [start.get(qn("w:val")) for start in number.iter(qn("w:startOverride"))]
        for number in word.part.numbering_part.element.iter(qn("w:num"))
    }
    counted = {tuple(items): starts[identifier] for identifier, items in lists.items()}
    assert counted["améliorer la qualité\u00a0;", "former les professionnels\u00a0;", "coopérer."] == ["1"]
    assert counted["chaque année\u00a0;", "au terme du contrat."] == ["1"]
    assert counted["suite de la liste\u00a0;", "fin de la liste."] == ["3"]
    assert counted["à domicile\u00a0;", "en emploi direct\u00a0;"] == ["1"]


def test_a_list_keeps_an_item_that_holds_no_paragraph(contract: Contract) -> None:
    inner = ListBlock(((Paragraph((Text("seul"),)),),))
    assert "seul" in list(lines(in_word(contract(ListBlock(((inner,), ()))))))


def test_no_item_of_a_list_ends_or_begins_a_page_alone(contract: Contract) -> None:
    items = ListBlock(tuple((Paragraph((Text(words),)),) for words in ("un", "deux", "trois", "quatre", "cinq")))
    kept = [p.paragraph_format.keep_with_next for p in in_word(contract(items)).paragraphs[-5:]]
    assert kept == [True, None, None, True, None]


def test_the_facts_of_a_service_stay_on_one_page(contract: Contract) -> None:
    card = Paragraph((Strong((Text("Nom : Service Exemple"),)), LineBreak(), Text("Identifiant FINESS : 350000022")))
    *_, whole, other = in_word(contract(card, Paragraph((Text("Un"), LineBreak(), Text("deux"))))).paragraphs
    assert (whole.paragraph_format.keep_together, other.paragraph_format.keep_together) == (True, None)


def test_signatures_stay_with_the_end_of_the_contract(contract: Contract) -> None:
    end, done = Paragraph((Text("Dernier alinéa."),)), Paragraph((Text("Fait à Exempleville"),))
    parties = Signatures((Signature((Text("La présidente"),), (Text("Prénom NOM"),)), Signature((Text("Le maire"),))))
    word = in_word(contract(end, done, parties))
    assert [p.paragraph_format.keep_with_next for p in word.paragraphs[1:3]] == [True, True]
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [
        ["La présidente", "Le maire"],
        ["Prénom NOM", ""],
    ]
    assert word.tables[0]._tbl.find(".//" + qn("w:cantSplit")) is not None


@pytest.mark.parametrize("blocks", [(), (PageBreak(),), (Signatures(()),)])
def test_a_section_that_prints_nothing_is_still_a_document(contract: Contract, blocks: tuple[PageBreak, ...]) -> None:
    document = contract(*blocks)
    landscape = Section(document.sections[0].blocks, landscape=True)
    assert in_word(replace(document, sections=(landscape, *document.sections))).paragraphs[0].text == "Contrat"


def test_no_line_cuts_the_number_of_an_article() -> None:
    assert run("L. 313-12-2, porte-à-porte").count("<w:noBreakHyphen/>") == 2
