"""A département's letterhead in the PDF: its page, its header and footer, its pictures and colours, in both engines."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, RGBColor
from PIL import Image
from pypdf import PdfReader

from engine.document import Document
from engine.errors import InputError
from engine.writing import written
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.stationery import read_stationery
from engine.writing.docx.unseen import unseen
from tests.writing.test_docx_letterhead import NEUTRAL as FILE

ENGINES = ("weasyprint", "typst")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def charte(tmp_path: Path) -> Path:
    """A letterhead of a wide left margin, with a red logo, red headings, its words on each page and a tabbed footer."""
    Image.new("RGB", (200, 80), (200, 30, 30)).save(tmp_path / "logo.png")
    word = docx.Document(BytesIO(FILE.read_bytes()))
    section = word.sections[0]
    section.left_margin = Cm(4)
    first = section.first_page_header.paragraphs[-1]
    first.add_run().add_picture(str(tmp_path / "logo.png"), width=Cm(4))
    first.add_run(" Direction de l’autonomie").italic = True
    section.header.paragraphs[0].add_run(" – papier de la direction").bold = True
    tabbed = section.footer.add_paragraph("gauche\tmilieu\tdroite")
    tabbed.paragraph_format.tab_stops.add_tab_stop(Cm(7), WD_TAB_ALIGNMENT.CENTER)
    tabbed.paragraph_format.tab_stops.add_tab_stop(Cm(14), WD_TAB_ALIGNMENT.RIGHT)
    simple = f'<w:fldSimple xmlns:w="{W}" w:instr=" PAGE "><w:r><w:t>99</w:t></w:r></w:fldSimple>'
    section.header.paragraphs[0]._p.append(parse_xml(simple))
    for style in ("Title", "Subtitle", *(f"Heading {level}" for level in range(1, 5)), "Caption"):
        word.styles[style].font.color.rgb = RGBColor(0xA0, 0x20, 0x20)
    word.save(str(tmp_path / "charte.docx"))
    return tmp_path / "charte.docx"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_pdf_has_the_header_the_footer_the_logo_and_the_margins(
    sample: Document, charte: Path, engine: str
) -> None:
    content, said = written(sample, "pdf", charte, engine)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
    assert "Direction de l’autonomie" in pages[0]
    assert "papier de la direction" not in pages[0]
    assert "Direction de l’autonomie" not in pages[1]
    assert all(f"papier de la direction{number}" in page for number, page in enumerate(pages[1:], start=2))
    assert all(all(word in page for word in ("gauche", "milieu", "droite")) for page in pages)
    assert f"Page 2 / {len(pages)}" in pages[1].replace("\u00a0", " ")
    drawn = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil()
    assert (200, 30, 30) in {colour for _, colour in drawn.crop((110, 20, 300, 140)).getcolors(100_000) or ()}
    text = drawn.convert("L").point(lambda level: 255 if level < 200 else 0)
    assert (text.getbbox() or (0,))[0] >= 4 / 2.54 * 72 - 2
    assert [told.message for told in said] == ["Le PDF ne montre pas tout de la charte : il y manque les traits."]


@pytest.mark.parametrize("engine", ENGINES)
def test_headings_have_the_colour_of_the_letterhead(sample: Document, charte: Path, engine: str) -> None:
    content, _ = written(sample, "pdf", charte, engine)
    stream = b"".join(page.get_contents().get_data() for page in PdfReader(BytesIO(content)).pages)  # type: ignore[union-attr]
    assert b"0.627" in stream  # A0 in hundredths of a whole


def test_a_page_without_a_letterhead_is_the_library_s_own(sample: Document) -> None:
    for engine in ENGINES:
        assert written(sample, "pdf", None, engine)[0] == written(sample, "pdf", None, engine)[0]


@pytest.mark.parametrize(
    ("element", "words"),
    [
        (f'<w:r xmlns:w="{W}"><w:pict/></w:r>', "une zone de texte, une forme ou un filigrane"),
        (f'<w:r xmlns:w="{W}"><w:drawing/></w:r>', "une zone de texte, une forme ou un filigrane"),
        (f'<w:pPr xmlns:w="{W}"><w:pBdr><w:top w:val="single"/></w:pBdr></w:pPr>', "les traits"),
        (f'<w:pPr xmlns:w="{W}"><w:shd w:val="clear" w:fill="FFCC00"/></w:pPr>', "les fonds de couleur"),
        (f'<w:r xmlns:w="{W}"><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>a</w:t></w:r>', "le surlignage"),
        (f'<w:r xmlns:w="{W}"><w:rPr><w:smallCaps/></w:rPr><w:t>a</w:t></w:r>', "en capitales"),
        (f'<w:r xmlns:w="{W}"><w:rPr><w:u w:val="single"/></w:rPr><w:t>a</w:t></w:r>', "les mots soulignés"),
    ],
)
def test_what_no_pdf_shows_of_a_letterhead_is_named(sample: Document, charte: Path, element: str, words: str) -> None:
    word = docx.Document(str(charte))
    word.sections[0].header.paragraphs[0]._p.append(parse_xml(element))
    word.styles["Title"].font.color.rgb = RGBColor(0, 0, 0)
    word.styles["Normal"].font.name = "Marianne"
    word.styles["Body Text"].font.name = "Marianne"
    word.save(str(charte))
    (told,) = read_stationery(sample, load_letterhead(charte)).findings
    assert (told.code, told.severity.value) == ("charte-pdf", "information")
    assert words in told.message
    assert "la police des mots (« Marianne »)" in told.message
    assert "la couleur du titre" in told.message


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ('<w:pgNumType w:start="5"/>', ["la numérotation propre des pages"]),
        ('<w:pgNumType w:fmt="upperRoman"/>', ["la numérotation propre des pages"]),
        ('<w:pgNumType w:start="1"/>', []),
        ('<w:lnNumType w:countBy="1"/>', ["la numérotation des lignes"]),
    ],
)
def test_numbers_that_no_pdf_shows_are_named(asked: str, told: list[str]) -> None:
    assert list(unseen(parse_xml(f'<w:sectPr xmlns:w="{W}">{asked}</w:sectPr>'))) == told


@pytest.mark.parametrize("engine", ENGINES)
def test_hidden_words_of_a_letterhead_stay_hidden(sample: Document, charte: Path, engine: str) -> None:
    word = docx.Document(str(charte))
    word.sections[0].header.paragraphs[0].add_run("note pour nous").font.hidden = True
    word.save(str(charte))
    pages = pypdfium2.PdfDocument(written(sample, "pdf", charte, engine)[0])
    assert not any("note pour nous" in page.get_textpage().get_text_bounded() for page in pages)


def test_what_changes_nothing_is_not_told_as_lost() -> None:
    plain = (
        f'<w:pPr xmlns:w="{W}"><w:pBdr><w:top w:val="nil"/></w:pBdr><w:shd w:val="clear" w:fill="auto"/>'
        '<w:rPr><w:u w:val="none"/><w:caps w:val="0"/><w:vertAlign w:val="baseline"/></w:rPr></w:pPr>'
    )
    assert list(unseen(parse_xml(plain))) == []


def test_a_web_page_says_that_it_has_no_letterhead(sample: Document, charte: Path) -> None:
    (told,) = written(sample, "html", charte)[1]
    assert told.code == "charte-html"
    assert written(sample, "html", None)[1] == []


def test_the_text_begins_under_a_header_of_many_lines(sample: Document, charte: Path) -> None:
    word = docx.Document(str(charte))
    for number in range(12):
        word.sections[0].header.add_paragraph(f"ligne {number}")
    word.save(str(charte))
    stationery = read_stationery(sample, load_letterhead(charte))
    assert stationery.top(first=False) > stationery.margins[0] + 80


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_a_header_that_leaves_no_room_for_the_text_is_told(
    sample: Document, charte: Path, engine: str, *, first: bool
) -> None:
    word = docx.Document(str(charte))
    section = word.sections[0]
    for number in range(60):
        (section.first_page_header if first else section.header).add_paragraph(f"ligne {number}")
    word.save(str(charte))
    with pytest.raises(InputError, match="charte-page"):
        written(sample, "pdf", charte, engine)


def test_measures_that_nobody_can_read_are_told(sample: Document, charte: Path) -> None:
    word = docx.Document(str(charte))
    table = word.sections[0].first_page_header.tables[0]
    table.cell(0, 0)._tc.tcPr.find(qn("w:tcW")).set(qn("w:w"), "large")
    word.save(str(charte))
    with pytest.raises(InputError, match="charte-mesures"):
        written(sample, "pdf", charte, "typst")
