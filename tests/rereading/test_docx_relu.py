"""The words of a DOCX, whatever Word, LibreOffice or somebody did to it."""

from __future__ import annotations

import pytest

from engine.carried import Line
from engine.rereading.files.read import read_edited
from tests.rereading.paquets import CARRIED, WORD, control, docx, field, kept, paragraph, parts_of, run, word, zipped

STYLES = word(
    "styles",
    '<w:style w:styleId="T1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="T9"><w:name w:val="Mon titre"/><w:basedOn w:val="T1"/></w:style>'
    '<w:style w:styleId="TM"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="P"><w:name w:val="puces"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="F"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>',
)


def lines(body: str, **parts: str) -> tuple[Line, ...]:
    return read_edited(docx(body, {"styles": STYLES, **parts}), "a.docx").lines


def text(body: str) -> list[str]:
    return [line.text for line in lines(body)]


def pieces(body: str) -> list[tuple[str, str]]:
    (line,) = lines(body)
    return [(words.text, words.fact) for words in line.words]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<w:r><w:t xml:space="preserve">a </w:t><w:tab/><w:t>b</w:t></w:r>', "a \tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\nb\nc"),
        ('<w:r><w:br w:type="page"/><w:t>a</w:t><w:lastRenderedPageBreak/><w:br w:type="column"/></w:r>', "a"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a-b\u00adc"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> fait</w:t></w:r>', "✓ fait"),
        ('<w:hyperlink r:id="x">' + run("un lien") + "</w:hyperlink>", "un lien"),
        ("<w:smartTag>" + run("Rennes") + "</w:smartTag>", "Rennes"),
        ('<w:fldSimple w:instr=" DATE ">' + run("12 mars") + "</w:fldSimple>", "12 mars"),
        (run("page ") + field(" PAGE ", run("3")), "page "),
        (field(" IF 1 = 1 ", run("vrai")) + run("."), "vrai."),
        (run("a") + '<w:proofErr w:type="spellStart"/><w:r w:rsidR="00AB"><w:t>b</w:t></w:r>', "ab"),
        ("<w:r><w:ruby><w:rt>" + run("x") + "</w:rt><w:rubyBase>" + run("a") + "</w:rubyBase></w:ruby></w:r>", "a"),
    ],
)
def test_the_letters_of_a_paragraph(inside: str, expected: str) -> None:
    assert text(paragraph(inside)) == [expected]


def test_words_stay_in_order_wherever_they_are_held() -> None:
    cell = f"<w:tc><w:tcPr/>{paragraph('cellule')}{paragraph('suite')}</w:tc>"
    inner = f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
    nesting = control(f"<w:tc>{inner}{paragraph('après')}</w:tc>")
    rows = f"<w:tr>{nesting}</w:tr>" + control(f"<w:tr>{cell}</w:tr>")
    body = paragraph("avant") + control(paragraph("bloc")) + f"<w:tbl>{rows}</w:tbl>" + paragraph("fin")
    assert text(body) == ["avant", "bloc", "cellule", "suite", "après", "cellule", "suite", "fin"]
    assert [line.kind for line in lines(body)] == ["paragraph", "paragraph", *["cell"] * 5, "paragraph"]


def test_a_heading_and_an_item_are_known_by_themselves_or_by_their_style() -> None:
    looks = {
        '<w:pStyle w:val="T1"/>': "heading",
        '<w:pStyle w:val="T9"/>': "heading",
        '<w:outlineLvl w:val="2"/>': "heading",
        '<w:outlineLvl w:val="9"/>': "paragraph",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>': "item",
        '<w:pStyle w:val="P"/>': "item",
        '<w:pStyle w:val="P"/><w:numPr><w:numId w:val="0"/></w:numPr>': "paragraph",
    }
    assert [line.kind for line in lines("".join(paragraph("a", look) for look in looks))] == list(looks.values())


def test_the_table_of_contents_is_a_copy_and_is_left_out() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    frame = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('Sommaire')}</w:sdtContent></w:sdt>"
    opening, closing = field("TOC \\o", "\0").split("\0")
    entries = paragraph(opening + run("Article 1\t3")) + paragraph(run("Article 2\t4") + closing)
    styled = paragraph("Article 3\t5", '<w:pStyle w:val="TM"/>')
    assert text(frame + entries + styled + paragraph("Article 1")) == ["Article 1"]


def test_a_control_says_the_fact_that_it_holds() -> None:
    assert pieces(paragraph(run("de ") + control(run("25,10 €"), "moyens.tarif_horaire") + run("."))) == [
        ("de ", ""),
        ("25,10 €", "moyens.tarif_horaire"),
        (".", ""),
    ]


@pytest.mark.parametrize(
    "held",
    [
        control(run("25"), "") + "",
        control(control(run("25"))),
        field(' FILLIN "" ', run("25")),
    ],
)
def test_a_control_that_lost_its_name_is_still_one(held: str) -> None:
    assert pieces(paragraph(run("de ") + held + run("."))) == [("de ", ""), ("25", "?"), (".", "")]


def test_two_controls_that_touch_stay_two() -> None:
    assert pieces(paragraph(control(run("2") + run("5")) + control(run(" 000")))) == [("25", "?"), (" 000", "?")]


def test_a_control_that_is_doubled_is_one() -> None:
    doubled = control(control(run("2") + run("5")), "duree")
    assert pieces(paragraph(doubled)) == [("25", "duree")]
    assert pieces(paragraph(control(control(run("25"), "duree")))) == [("25", "duree")]


def test_a_control_around_blocks_or_cells_names_their_words() -> None:
    assert pieces(control(paragraph("25"), "duree")) == [("25", "duree")]
    cell = control(f"<w:tc>{paragraph('25')}</w:tc>", "duree")
    assert pieces(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>") == [("25", "duree")]


def test_bold_and_italic_words_are_told_apart() -> None:
    body = paragraph(
        run("a")
        + run("b", "<w:b/>")
        + run("c", '<w:b w:val="0"/>')
        + run("d", "<w:i/>")
        + run("e", '<w:rStyle w:val="F"/>')
    )
    (line,) = lines(body)
    assert [(one.text, one.bold, one.italic) for one in line.words] == [
        ("a", False, False),
        ("b", True, False),
        ("c", False, False),
        ("d", False, True),
        ("e", True, False),
    ]


def test_the_clause_of_a_line_is_that_of_the_last_mark() -> None:
    def mark(number: int, suffix: str = "") -> str:
        return f'<w:bookmarkStart w:id="{number}" w:name="_Cpom{number:04}{suffix}"/>'

    body = (
        paragraph("rien")
        + paragraph(mark(1) + run("Article 2"))
        + paragraph("suite")
        + paragraph(run("joint à ") + mark(2, "_1") + run("ce titre"))
        + paragraph("suivi")
    )
    read = read_edited(docx(body, store=kept()), "a.docx").lines
    assert [line.clause for line in read] == ["", "objet", "objet", "objet", "suivi"]


def test_a_reference_has_the_anchor_that_the_same_line_had() -> None:
    old, new = field(" REF _Ref000000001 \\h ", run("2")), field(" REF _Ref000000009 \\h ", run("7"))
    body = paragraph(run("Voir l’article ") + old + run(".")) + paragraph(run("Et ") + old + run(", ") + new)
    read = read_edited(docx(body, store=kept()), "a.docx").lines
    assert [[one.reference for one in line.words] for line in read] == [["", "objet", ""], ["", "objet", "", "?"]]


def test_headers_and_footers_are_read_once_each_after_the_body() -> None:
    def section(*pages: str) -> str:
        said = "".join(f'<w:headerReference w:type="{page}" r:id="h{page}"/>' for page in pages)
        return f'<w:sectPr>{said}<w:footerReference w:type="default" r:id="footer"/></w:sectPr>'

    body = paragraph("un", section("default", "first")) + paragraph("deux") + section("default")
    parts = {f"h{page}": word("hdr", paragraph(f"en-tête {page}")) for page in ("first", "default")}
    read = lines(body, footer=word("ftr", paragraph(run("Page ") + field("PAGE", run("1")))), **parts)
    assert [(line.kind, line.text) for line in read] == [
        ("paragraph", "un"),
        ("paragraph", "deux"),
        ("header", "en-tête first"),
        ("header", "en-tête default"),
        ("footer", "Page "),
    ]


def test_what_has_no_letters_is_no_line() -> None:
    assert text(paragraph("") + paragraph("  \u00a0") + paragraph("a")) == ["a"]


def test_the_same_document_with_its_store() -> None:
    assert read_edited(docx(paragraph("a"), store=kept()), "a.docx").carried == CARRIED


def test_strict_open_xml_reads_the_same() -> None:
    parts = parts_of(docx(paragraph("a")))
    main = parts["word/document.xml"].decode()
    strict = main.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    again = zipped({**parts, "word/document.xml": strict})
    assert [line.text for line in read_edited(again, "a.docx").lines] == ["a"]
