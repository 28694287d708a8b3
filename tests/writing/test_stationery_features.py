"""Every feature of a letterhead shows in the PDF of both engines, or is named by a finding: none is lost in silence."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Cm

from engine.document import Document
from engine.writing import written
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.stationery import read_stationery
from engine.writing.layout.stationery import Stationery
from tests.writing.test_docx_letterhead import NEUTRAL as FILE

ENGINES = ("weasyprint", "typst")
NS = nsdecls("w", "wp", "a", "r")
TEXT = "<w:r><w:t>MARQUE</w:t></w:r>"


def field(instruction: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{TEXT}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(properties: str, content: str = TEXT) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(properties: str) -> str:
    return paragraph("", f"<w:r><w:rPr>{properties}</w:rPr><w:t>MARQUE</w:t></w:r>")


def table(properties: str = "", row: str = "", cell: str = "", content: str = f"<w:p>{TEXT}</w:p>") -> str:
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tr><w:trPr>{row}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr>{content}"
        "</w:tc></w:tr></w:tbl><w:p/>"
    )


def charte(folder: Path, *blocks: str, style: str = "", section: str = "", settings: str = "") -> Path:
    """The neutral letterhead with these blocks in the header of its pages, « MARQUE » in the first of its styles."""
    word = docx.Document(BytesIO(FILE.read_bytes()))
    header = word.sections[0].header._element
    for old in list(header):
        header.remove(old)
    for block in blocks:
        header.extend(parse_xml(f"<w:hdr {NS}>{block}</w:hdr>"))
    if style:
        made = f'<w:style {NS} w:type="paragraph" w:styleId="Essai"><w:name w:val="Essai"/>{style}</w:style>'
        word.styles.element.append(parse_xml(made))
    for asked, into in ((section, word.sections[0]._sectPr), (settings, word.settings.element)):
        if asked:
            into.append(parse_xml(re.sub("/>", f" {NS}/>", asked, count=1)))
    word.save(str(folder / "charte.docx"))
    return folder / "charte.docx"


def read(document: Document, path: Path) -> Stationery:
    return read_stationery(document, load_letterhead(path))


def lost(document: Document, path: Path) -> str:
    return " ".join(one.message for one in read(document, path).findings)


NAMED = [
    (run('<w:u w:val="single"/>'), "soulignés"),
    (run('<w:em w:val="dot"/>'), "les effets des lettres"),
    (run('<w:spacing w:val="60"/>'), "les effets des lettres"),
    (run('<w:w w:val="150"/>'), "les effets des lettres"),
    (run('<w:outline/>'), "les effets des lettres"),
    (run('<w:position w:val="6"/>'), "en exposant"),
    (run('<w:rFonts w:ascii="Marianne"/>'), "« Marianne »"),
    (paragraph('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'), "les numéros et les puces"),
    (paragraph('<w:framePr w:w="2000" w:hSpace="141"/>'), "encadré"),
    (paragraph("<w:bidi/>"), "le sens de l’écriture"),
    (paragraph('<w:spacing w:line="200" w:lineRule="exact"/>'), "l’interligne"),
    (paragraph('<w:spacing w:line="480" w:lineRule="auto"/>'), "l’interligne"),
    (paragraph('<w:jc w:val="distribute"/>'), "espacés sur toute la ligne"),
    (paragraph("", f"{TEXT}<w:r><w:tab/></w:r>{TEXT}"), "la place des tabulations"),
    (paragraph("", field(" DATE \\@ dd/MM/yyyy ")), "le champ « DATE »"),
    (paragraph("", field(" FILENAME ")), "le champ « FILENAME »"),
    (paragraph("", field(" SECTIONPAGES ")), "le nombre de pages de la section"),
    (paragraph("", field(" PAGE \\* ROMAN ")), "la forme des numéros de page"),
    (paragraph("", f'<w:fldSimple w:instr=" TIME ">{TEXT}</w:fldSimple>'), "le champ « TIME »"),
    (paragraph("", f"<w:hyperlink>{TEXT}</w:hyperlink>"), "les liens"),
    (paragraph("", '<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>'), "un signe propre à une police"),
    (paragraph("", "<w:r><w:yearLong/></w:r>"), "« yearLong »"),
    (paragraph("", "<w:r><w:pict/></w:r>"), "un filigrane"),
    (table('<w:jc w:val="center"/>'), "la place ou les marges d’un tableau"),
    (table('<w:tblpPr w:tblpX="100"/>'), "la place ou les marges d’un tableau"),
    (table('<w:tblW w:w="2500" w:type="pct"/>'), "la largeur d’un tableau"),
    (table('<w:tblW w:w="3000" w:type="dxa"/>'), "la largeur d’un tableau"),
    (table(row='<w:trHeight w:val="2000"/>'), "la hauteur des lignes d’un tableau"),
    (table(cell="<w:vMerge/>"), "les cellules fusionnées en hauteur"),
    (table(cell='<w:shd w:val="clear" w:fill="FFCC00"/>'), "les fonds de couleur"),
    (table(content=table()), "un tableau dans un tableau"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "words"), NAMED)
def test_what_no_pdf_shows_is_named(sample: Document, tmp_path: Path, block: str, words: str) -> None:
    assert words in lost(sample, charte(tmp_path, block))


@pytest.mark.parametrize(
    ("section", "settings", "words"),
    [
        ('<w:vAlign w:val="center"/>', "", "la place du texte dans la hauteur"),
        ('<w:footnoteColumns w:val="2"/>', "", "« footnoteColumns »"),
        ("", "<w:mirrorMargins/>", "les marges en miroir"),
    ],
)
def test_what_no_pdf_shows_of_the_page_is_named(
    sample: Document, tmp_path: Path, section: str, settings: str, words: str
) -> None:
    assert words in lost(sample, charte(tmp_path, paragraph(""), section=section, settings=settings))


def test_the_same_is_named_where_a_style_asks_for_it(sample: Document, tmp_path: Path) -> None:
    style = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:em w:val="dot"/></w:rPr>'
    said = lost(sample, charte(tmp_path, paragraph('<w:pStyle w:val="Essai"/>'), style=style))
    assert "les numéros et les puces" in said
    assert "les effets des lettres" in said


@pytest.mark.parametrize(
    "block",
    [
        paragraph('<w:ind w:left="1134" w:right="567" w:firstLine="284"/><w:spacing w:before="120" w:after="60"/>'),
        paragraph('<w:keepNext/><w:outlineLvl w:val="9"/><w:jc w:val="right"/>'),
        paragraph("", field(" PAGE ") + field(" NUMPAGES \\* MERGEFORMAT ")),
        run('<w:b/><w:lang w:val="en-US"/><w:noProof/><w:color w:val="A02020"/><w:w w:val="100"/>'),
        table('<w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="04A0"/>', cell='<w:vAlign w:val="bottom"/>'),
        paragraph("", f"<w:customXml><w:smartTag>{TEXT}</w:smartTag></w:customXml>"),
    ],
)
def test_what_the_pdf_shows_is_not_named(sample: Document, tmp_path: Path, block: str) -> None:
    path = charte(tmp_path, block)
    assert lost(sample, path) in ("", "Le PDF ne montre pas tout de la charte : il y manque les traits.")


@pytest.mark.parametrize(
    ("block", "style"),
    [
        (run("<w:vanish/>"), ""),
        (paragraph('<w:pStyle w:val="Essai"/>'), "<w:rPr><w:vanish/></w:rPr>"),
        (table(row="<w:hidden/>"), ""),
        (paragraph("", field(" PAGE ").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")), ""),
    ],
)
def test_hidden_words_stay_hidden_whatever_hides_them(sample: Document, tmp_path: Path, block: str, style: str) -> None:
    _, others = read(sample, charte(tmp_path, block, style=style)).first, read(sample, tmp_path / "charte.docx").others
    assert [piece for row in others[0] for cell in row for line in cell.lines for piece in line.pieces] == []


def test_words_that_a_run_shows_in_spite_of_its_style_are_shown(sample: Document, tmp_path: Path) -> None:
    block = paragraph('<w:pStyle w:val="Essai"/>', '<w:r><w:rPr><w:vanish w:val="off"/></w:rPr><w:t>MARQUE</w:t></w:r>')
    others = read(sample, charte(tmp_path, block, style="<w:rPr><w:vanish/></w:rPr>")).others
    assert others[0][0][0].lines[0].pieces[0].text == "MARQUE"


def at(path: Path, document: Document, engine: str) -> tuple[float, float, float]:
    """Where « MARQUE » begins and ends on the second page, and how high it stands."""
    page = pypdfium2.PdfDocument(written(document, "pdf", path, engine)[0])[1]
    words = page.get_textpage()
    index, count = words.search("MARQUE").get_next() or (0, 0)
    boxes = [words.get_charbox(one) for one in range(index, index + count)]
    return boxes[0][0], boxes[-1][2], boxes[0][1]


@pytest.mark.parametrize("engine", ENGINES)
def test_indents_and_spaces_are_those_of_word(sample: Document, tmp_path: Path, engine: str) -> None:
    plain = at(charte(tmp_path, paragraph("")), sample, engine)
    moved = at(charte(tmp_path, paragraph('<w:spacing w:before="400"/><w:ind w:left="1440"/>')), sample, engine)
    first = at(charte(tmp_path, paragraph('<w:ind w:firstLine="720"/>')), sample, engine)
    right = at(charte(tmp_path, paragraph('<w:jc w:val="right"/><w:ind w:right="1440"/>')), sample, engine)
    edge = at(charte(tmp_path, paragraph('<w:jc w:val="right"/>')), sample, engine)
    assert moved[0] - plain[0] == pytest.approx(72, abs=1)
    assert plain[2] - moved[2] == pytest.approx(20, abs=1)
    assert first[0] - plain[0] == pytest.approx(36, abs=1)
    assert edge[1] - right[1] == pytest.approx(72, abs=1)


@pytest.mark.parametrize("engine", ENGINES)
def test_one_tabulation_to_the_right_puts_its_words_on_the_right(sample: Document, tmp_path: Path, engine: str) -> None:
    stop = '<w:tabs><w:tab w:val="right" w:pos="9000"/></w:tabs>'
    block = paragraph(stop, f"<w:r><w:t>Gauche</w:t></w:r><w:r><w:tab/></w:r>{TEXT}")
    edge = at(charte(tmp_path, paragraph('<w:jc w:val="right"/>')), sample, engine)
    assert at(charte(tmp_path, block), sample, engine)[1] == pytest.approx(edge[1], abs=1)


def test_a_gutter_is_a_part_of_the_left_margin(sample: Document, tmp_path: Path) -> None:
    path = charte(tmp_path, paragraph(""))
    without = read(sample, path).margins[3]
    word = docx.Document(str(path))
    word.sections[0].gutter = Cm(1)
    word.save(str(path))
    assert read(sample, path).margins[3] == pytest.approx(without + 28.35)


def test_even_headers_that_word_does_not_show_are_not_named(sample: Document, tmp_path: Path) -> None:
    path = charte(tmp_path, paragraph(""))
    word = docx.Document(str(path))
    word.sections[0].even_page_header.paragraphs[0].add_run("pages paires")
    word.save(str(path))
    assert "pages paires" not in lost(sample, path)
    word.settings.odd_and_even_pages_header_footer = True
    word.save(str(path))
    assert "l’en-tête ou le pied des pages paires" in lost(sample, path)
