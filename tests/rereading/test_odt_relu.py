"""The words of an ODT, its tracked changes and its comments, as those of a DOCX."""

from __future__ import annotations

import pytest

from engine.carried import Carried, packed
from engine.rereading.files.edited import Comment, Edited, Revision, View
from engine.rereading.files.read import read_edited
from tests.rereading.paquets import CARRIED, contract, kept, zipped

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("meta", "meta"),
        ("fo", "xsl-fo-compatible"), ("draw", "drawing"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
DAY = "2026-03-12T10:00:00"


def odt(body: str, *, styles: str = "", masters: str = "", store: tuple[str, ...] = ()) -> bytes:
    properties = "".join(
        f'<meta:user-defined meta:name="cpom-{number:04}">{piece}</meta:user-defined>'
        for number, piece in enumerate(store, 1)
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {NAMES}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {NAMES}>{masters}</office:document-styles>",
            "meta.xml": f"<office:document-meta {NAMES}>{properties}</office:document-meta>",
        }
    )


def read(body: str, view: View = "finale", *, carried: Carried | None = None, **parts: str) -> Edited:
    return read_edited(odt(body, store=packed(carried) if carried else (), **parts), "a.odt", view)


def text(body: str, view: View = "finale") -> list[str]:
    return [line.text for line in read(body, view).lines]


def p(content: str) -> str:
    return f"<text:p>{content}</text:p>"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('a<text:s text:c="2"/>b<text:s/>c', "a  b c"),
        ("a<text:tab/>b<text:line-break/>c", "a\tb\nc"),
        ("<text:span>a</text:span><text:a>b</text:a><text:soft-page-break/>c", "abc"),
        ("page <text:page-number>3</text:page-number>", "page "),
        ("le <text:date>12 mars</text:date>", "le 12 mars"),
    ],
)
def test_the_letters_of_a_paragraph(inside: str, expected: str) -> None:
    assert text(p(inside)) == [expected]


def test_blocks_in_order_with_their_kinds() -> None:
    inner = f"<text:list><text:list-item>{p('j')}</text:list-item></text:list>"
    items = f"<text:list><text:list-item>{p('i')}{p('suite')}{inner}</text:list-item></text:list>"
    rows = (
        f"<table:table-row><table:table-cell>{p('c')}</table:table-cell><table:covered-table-cell/></table:table-row>"
    )
    table = f"<table:table><table:table-header-rows>{rows}</table:table-header-rows>{rows}</table:table>"
    contents = f"<text:table-of-content><text:index-body>{p('Article 1')}</text:index-body></text:table-of-content>"
    body = (
        f'<text:h text:outline-level="1">Article 1</text:h>{contents}<text:section>{items}</text:section>{table}{p("")}'
    )
    assert [(line.kind, line.text) for line in read(body).lines] == [
        ("heading", "Article 1"),
        ("item", "i"),
        ("paragraph", "suite"),
        ("item", "j"),
        ("cell", "c"),
        ("cell", "c"),
    ]


def test_a_control_is_known_by_its_path_or_as_one_without_a_name() -> None:
    def control(path: str) -> str:
        return f'<text:text-input text:description="{path}">25</text:text-input>'

    libre_office = '<x:content-control xmlns:x="urn:x">26</x:content-control>'
    body = p("de " + control("moyens.tarif_horaire") + control("Le tarif") + " et " + libre_office)
    (line,) = read(body, carried=CARRIED).lines
    assert [(one.text, one.fact) for one in line.words] == [
        ("de ", ""),
        ("25", "moyens.tarif_horaire"),
        ("25", "?"),
        (" et ", ""),
        ("26", "?"),
    ]


def test_the_store_the_clauses_and_the_references() -> None:
    mark = '<text:bookmark text:name="_Cpom0002"/>'
    number = '<text:bookmark-ref text:ref-name="_Ref000000001">2</text:bookmark-ref>'
    found = read(p("a") + p(f"{mark}Voir l’article {number}."), carried=CARRIED)
    assert found.carried == CARRIED
    assert [line.clause for line in found.lines] == ["", "suivi"]
    assert [one.reference for one in found.lines[1].words] == ["", "objet", ""]
    assert read_edited(odt(p("a"), store=kept()), "a.odt").carried == CARRIED


def test_bold_and_italic_words() -> None:
    styles = (
        '<style:style style:name="G" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="H" style:family="text" style:parent-style-name="G">'
        '<style:text-properties fo:font-style="italic"/></style:style>'
    )
    body = p('a<text:span text:style-name="G">b</text:span><text:span text:style-name="H">c</text:span>')
    (line,) = read(body, styles=styles).lines
    assert [(one.bold, one.italic) for one in line.words] == [(False, False), (True, False), (True, True)]


def region(identifier: str, kind: str, held: str = "") -> str:
    info = f"<office:change-info><dc:creator>Mme Exemple</dc:creator><dc:date>{DAY}</dc:date></office:change-info>"
    return f'<text:changed-region text:id="{identifier}"><text:{kind}>{info}{held}</text:{kind}></text:changed-region>'


def tracked(*regions: str) -> str:
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def around(identifier: str, content: str) -> str:
    return (
        f'<text:change-start text:change-id="{identifier}"/>{content}<text:change-end text:change-id="{identifier}"/>'
    )


def test_words_inserted_and_deleted() -> None:
    body = tracked(region("a", "deletion", p("25")), region("b", "insertion")) + p(
        'de <text:change text:change-id="a"/>' + around("b", "26") + " €"
    )
    assert text(body) == ["de 26 €"]
    assert text(body, "initiale") == ["de 25 €"]
    assert read(body).revisions == (
        Revision("Mme Exemple", DAY, "del", "25", 0),
        Revision("Mme Exemple", DAY, "ins", "26", 0),
    )


def test_paragraphs_inserted_and_deleted() -> None:
    body = tracked(region("a", "deletion", p("vieux.") + p("")), region("b", "insertion")) + (
        p('<text:change text:change-id="a"/>a')
        + p('b<text:change-start text:change-id="b"/>')
        + p('neuf<text:change-end text:change-id="b"/>c')
    )
    assert text(body) == ["a", "b", "neufc"]
    assert text(body, "initiale") == ["vieux.", "a", "bc"]


def test_comments() -> None:
    note = (
        '<office:annotation office:name="1"><dc:creator>Mme Exemple</dc:creator><dc:date>' + DAY + "</dc:date>"
        "<text:p>Trop cher ?</text:p></office:annotation>"
    )
    found = read(
        p("a") + p("un " + note + 'tarif<text:span> de 26</text:span><office:annotation-end office:name="1"/>.')
    )
    assert [line.text for line in found.lines] == ["a", "un tarif de 26."]
    assert found.comments == (Comment("Mme Exemple", DAY, "Trop cher ?", 1, "tarif de 26"),)


def test_our_own_contract_reads_as_its_docx_does() -> None:
    def body(kind: str) -> list[tuple[str, str]]:
        found = read_edited(contract(kind=kind), f"a.{kind}")
        return [(line.kind, line.text) for line in found.lines if line.kind not in ("header", "footer")]

    assert body("odt") == body("docx")


def test_headers_come_in_the_order_of_the_pages_each_once() -> None:
    def master(name: str, text: str, after: str = "") -> str:
        following = f' style:next-style-name="{after}"' if after else ""
        header = f"<style:header>{p(text)}</style:header><style:footer>{p('pied')}</style:footer>"
        return f'<style:master-page style:name="{name}"{following}>{header}</style:master-page>'

    masters = master("Autres", "suite") + master("Inconnue", "jamais") + master("Premiere", "titre", "Autres")
    style = '<style:style style:name="P1" style:master-page-name="Premiere"/>'
    body = tracked(region("a", "deletion", p("vieux"))) + '<text:p text:style-name="P1">un</text:p>' + p("deux")
    found = read(body, styles=style, masters=f"<office:master-styles>{masters}</office:master-styles>").lines
    assert [(line.kind, line.text) for line in found if line.kind != "paragraph"] == [
        ("header", "titre"),
        ("header", "suite"),
        ("footer", "pied"),
    ]
