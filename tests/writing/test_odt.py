"""What the reader of an ODT gets: the words of the plain text, live references, comments, tables, wide pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.document import (
    Block,
    Cell,
    Document,
    Heading,
    Letterhead,
    ListBlock,
    Missing,
    Note,
    Number,
    Paragraph,
    Reference,
    Section,
    Table,
    Text,
)
from engine.writing import written
from engine.writing.layout.plain import write_text
from tests.charts import gallery
from tests.odt import lines, part, q, style, words_of
from tests.pages import row_by_row
from tests.writing.test_docx import tokens

Contract = Callable[..., Document]


def odt(document: Document, charte: Path | None = None) -> bytes:
    return written(document, "odt", charte)[0]


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_the_words_are_those_of_the_plain_text_in_the_same_order(sample: Document) -> None:
    assert tokens("\n".join(lines(odt(sample)))) == tokens(write_text(row_by_row(sample)))


def test_hostile_words_come_out_as_typed(contract: Contract, hostile: str) -> None:
    assert hostile in list(lines(odt(contract(words(hostile)))))


@settings(deadline=None)  # it typesets the table of contents
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")))
def test_any_text_comes_out_as_typed(text: str) -> None:
    document = Document("Contrat", (Section((words(text),)),), Letterhead("", (), ""), date(2024, 1, 15))
    content = odt(document)
    assert list(lines(content))[-1].replace("\u00a0", " ") == text.replace("\u00a0", " ")
    for piece in part(content)[-1].itertext():  # a space that a reader would drop is an element
        assert not re.search("^ | $|  ", str(piece))


def test_line_breaks_and_tabulations_of_a_value_are_kept(contract: Contract) -> None:
    typed = "un\ndeux\r\ntrois\tquatre  cinq "
    assert "un\ndeux\ntrois\tquatre  cinq " in list(lines(odt(contract(words(typed)))))


def test_a_control_character_that_xml_cannot_hold_shows_where_it_was(contract: Contract) -> None:
    assert "avant\ufffdaprès" in list(lines(odt(contract(words("avant\x07après")))))


def test_the_type_comes_first_as_it_is_and_the_same_contract_gives_the_same_bytes(sample: Document) -> None:
    assert odt(sample) == odt(sample)
    with ZipFile(BytesIO(odt(sample))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        listed = [one.get(q("manifest:full-path")) for one in part(odt(sample), "META-INF/manifest.xml")]
        assert set(listed) == {"/", *archive.namelist()} - {"mimetype", "META-INF/manifest.xml"}


def test_the_properties_come_from_the_contract_and_not_from_today(sample: Document) -> None:
    meta = {one.tag: one.text for one in part(odt(sample), "meta.xml")[0]}
    assert meta[q("dc:title")] == "Contrat pluriannuel d’objectifs et de moyens (CPOM)"
    assert (meta[q("dc:language")], meta[q("dc:date")]) == ("fr-FR", "2024-01-15T00:00:00")
    default = next(part(odt(sample), "styles.xml").iter(q("style:default-style")))
    assert {("language", "fr"), ("country", "FR")} <= {
        (str(key).rpartition("}")[2], value) for one in default for key, value in one.attrib.items()
    }


def test_headings_are_those_of_the_outline_with_their_number_and_never_end_a_page(sample: Document) -> None:
    content = odt(sample)
    found = {"".join(words_of(one)): one for one in part(content).iter(q("text:h"))}
    article = found["Article 3 bis\u00a0: Moyens dédiés à la réalisation du contrat"]
    assert article.get(q("text:outline-level")) == "1"
    assert style(content, article.get(q("text:style-name"), ""))["keep-with-next"] == "always"
    assert found["2-1-1 Indicateurs"].get(q("text:outline-level")) == "3"


def marked(content: bytes, name: str) -> str:
    """The words between the two ends of a bookmark."""
    text = ZipFile(BytesIO(content)).read("content.xml").decode()
    found = re.search(rf'<text:bookmark-start text:name="{name}"/>(.*?)<text:bookmark-end text:name="{name}"/>', text)
    assert found is not None
    return re.sub("<office:annotation .*?</office:annotation>|<[^>]*>", "", found[1].replace("<text:s/>", " "))


def test_a_reference_repeats_the_number_of_its_heading(sample: Document) -> None:
    content = odt(sample)
    found = list(part(content).iter(q("text:bookmark-ref")))
    assert ["".join(words_of(one)) for one in found] == ["3\u00a0bis", "2", "1er"]
    for one in found:
        name = one.get(q("text:ref-name"), "")
        assert marked(content, name).replace(" ", "\u00a0") == "".join(words_of(one))


def test_a_reference_to_alternatives_reaches_the_first_and_one_to_nothing_prints_its_words(contract: Contract) -> None:
    alternatives = [Heading(1, (Text(said),), "moyens", Number("Article ", "3", " : ")) for said in ("A", "B")]
    said = Paragraph((Reference("moyens", "3"), Text(" et "), Reference("absent", "9")))
    content = odt(contract(*alternatives, said))
    (live,) = part(content).iter(q("text:bookmark-ref"))
    assert live.get(q("text:ref-name")) == "numero-1"
    assert "3 et 9" in list(lines(content))


def test_the_table_of_contents_holds_its_titles_and_their_pages_and_links_to_them(sample: Document) -> None:
    content = odt(sample)
    (contents,) = part(content).iter(q("text:table-of-content"))
    links = list(contents.iter(q("text:a")))
    assert ["".join(words_of(link)) for link in links][:2] == [
        "Préambule\t2",
        "Article\u00a01er\u00a0: Objet et périmètre du contrat\t2",
    ]
    assert not any("2-1-1" in "".join(words_of(link)) for link in links)
    for link in links:
        address = link.get(q("xlink:href"), "")
        assert marked(content, address.removeprefix("#")).replace("\u00a0", " ") == (
            "".join(words_of(link)).rpartition("\t")[0].replace("\u00a0", " ")
        )
    assert not list(part(odt(replace(sample, table_of_contents=False))).iter(q("text:table-of-content")))


def test_notes_are_comments_about_the_words_before_them(sample: Document) -> None:
    content = odt(sample)
    root = part(content)
    notes = {one.get(q("office:name")): one for one in root.iter(q("office:annotation"))}
    ends = [one.get(q("office:name")) for one in root.iter(q("office:annotation-end"))]
    assert sorted(map(str, ends)) == sorted(map(str, notes))
    said = {one.findtext(q("text:p")): one.findtext(q("dc:creator")) for one in notes.values()}
    assert said["Citer la délibération qui l’a adopté."] == "Modèle"
    assert said["Vérifier les renvois."] == "cpom"
    assert not any("Citer la délibération" in line for line in lines(content)), "a contract prints no note"


def test_a_blank_prints_its_notes_in_brackets_too(contract: Contract) -> None:
    blank = replace(contract(Paragraph((Text("Vu le schéma"), Note("Le citer.")))), blank=True)
    assert "Vu le schéma [Le citer.]" in list(lines(odt(blank)))


def test_a_missing_fact_is_highlighted(contract: Contract) -> None:
    content = odt(contract(Paragraph((Text("le "), Missing("date", "signature.date")))))
    (one,) = (span for span in part(content).iter(q("text:span")))
    assert "".join(words_of(one)) == "[à compléter\u00a0: date]"
    assert style(content, one.get(q("text:style-name"), ""))["background-color"] == "#fff3a3"


def pages_of(content: bytes) -> list[str]:
    """The kinds of pages that the blocks of the body ask for, in order."""
    body = next(part(content).iter(q("office:text")))
    names = (one.get(key) for one in body for key in (q("text:style-name"), q("table:style-name")))
    return [kind for name in names if name and (kind := style(content, name).get("master-page-name"))]


def test_the_wide_annexe_alone_is_on_its_side(sample: Document) -> None:
    content = odt(sample)
    assert pages_of(content) == ["First_20_Page", "Standard", "Landscape", "Standard"]
    styles = part(content, "styles.xml")
    layouts = {one.get(q("style:name")): one[0] for one in styles.iter(q("style:page-layout"))}
    ways = {
        one.get(q("style:name")): layouts[one.get(q("style:page-layout-name"))].get(q("style:print-orientation"))
        for one in styles.iter(q("style:master-page"))
    }
    assert ways == {"First_20_Page": "portrait", "Standard": "portrait", "Landscape": "landscape"}


def test_every_page_has_its_header_and_its_number(sample: Document) -> None:
    first, others, landscape = part(odt(sample), "styles.xml").iter(q("style:master-page"))
    assert "Département d’Exemple & Loire" in "".join(words_of(first[0]))
    for page in (others, landscape):
        assert "".join(words_of(page[0])) == "Contrat pluriannuel d’objectifs et de moyens (CPOM)"
    for page in (first, others, landscape):
        assert "".join(words_of(page[1])).endswith("Page 1 / 1")
        assert list(page[1].iter(q("text:page-number")))


def test_a_table_repeats_its_header_and_merges_its_cells(sample: Document) -> None:
    table = next(part(odt(sample)).iter(q("table:table")))
    header = table.find(q("table:table-header-rows"))
    assert header is not None
    assert len(header) == 2
    rows = list(table.iter(q("table:table-row")))
    for row in rows:
        assert len(row) == 4, "every place of the grid holds a cell or is covered"
    merged = rows[3][1]
    assert (merged.get(q("table:number-columns-spanned")), merged.get(q("table:number-rows-spanned"))) == ("2", "2")
    assert [one.tag for one in rows[4]] == [q("table:covered-table-cell")] * 3 + [q("table:table-cell")]


def test_the_columns_of_a_table_have_the_widths_of_the_tree(sample: Document) -> None:
    content = odt(sample)
    table = next(part(content).iter(q("table:table")))
    names = [one.get(q("table:style-name"), "") for one in table.iter(q("table:table-column"))]
    widths = [float(style(content, name)["column-width"].removesuffix("pt")) for name in names]
    assert [round(width / sum(widths), 2) for width in widths] == [0.4, 0.2, 0.2, 0.2]


def test_every_list_counts_from_its_own_start(sample: Document) -> None:
    items = [one.get(q("text:start-value")) for one in part(odt(sample)).iter(q("text:list-item"))]
    assert [start for start in items if start] == ["1", "2", "1", "2", "3", "1", "2", "3", "4"]


def test_a_table_in_a_list_is_written_between_two_parts_of_it(contract: Contract) -> None:
    inner = Table((1.0,), ((Cell((words("dans la cellule"),)),),), 0)
    block: Block = ListBlock(((words("un"), inner, words("suite")), (words("deux"),)), ordered=True)
    content = odt(contract(block))
    assert list(lines(content))[1:] == ["un", "dans la cellule", "suite", "deux"]
    assert not [one for one in part(content).iter(q("table:table")) if one.getparent().tag == q("text:list-item")]  # type: ignore[union-attr]
    assert [one.get(q("text:start-value")) for one in part(content).iter(q("text:list-item"))] == ["1", "2"]


def test_charts_are_pictures_that_say_their_figures_in_words() -> None:
    content = odt(gallery())
    frames = list(part(content).iter(q("draw:frame")))
    assert len(frames) >= 5
    names = ZipFile(BytesIO(content)).namelist()
    for frame in frames:
        assert frame[0].get(q("xlink:href")) in names
        assert frame.findtext(q("svg:desc"))


def test_signatures_stand_on_one_page_with_what_announces_them(sample: Document) -> None:
    content = odt(sample)
    table = next(one for one in part(content).iter(q("table:table")) if "Le président" in "".join(words_of(one)))
    assert style(content, table.get(q("table:style-name"), ""))["may-break-between-rows"] == "false"
    before = table.getprevious()
    assert before is not None
    assert style(content, before.get(q("text:style-name"), ""))["keep-with-next"] == "always"


@pytest.fixture
def charte(tmp_path: Path) -> Path:
    word = docx.Document("data/chartes/neutre.docx")
    word.sections[0].header.paragraphs[0].text = "Direction de l’autonomie"
    word.save(str(tmp_path / "charte.docx"))
    return tmp_path / "charte.docx"


def test_the_page_of_a_letterhead_is_drawn_and_what_is_not_is_told(sample: Document, charte: Path) -> None:
    content, findings = written(sample, "odt", charte)
    first, others, _ = part(content, "styles.xml").iter(q("style:master-page"))
    assert "Direction de l’autonomie" in "".join(words_of(others[0]))
    assert "Association Exemple <aide>" in "".join(words_of(first[0]))
    assert {one.code for one in findings} <= {"charte-odt"}
    assert all("Le document ODT ne montre pas tout" in one.message for one in findings)
