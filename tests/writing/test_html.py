"""What a browser and a screen reader get from the HTML page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from PIL import Image

from engine.document import (
    Block,
    Cell,
    Document,
    Heading,
    Letterhead,
    ListBlock,
    Missing,
    PageBreak,
    Paragraph,
    Reference,
    Section,
    Table,
    Text,
)
from engine.errors import InputError
from engine.writing.html.writer import write_html

HOSTILE = "</p><script>alert(1)</script> & &amp; \"a\" 'b' {{ x }} {% y %} <!-- ]]> * # | \\ «\u00a0é\u00a0» 👵 مرحبا"


def document(*blocks: Block) -> Document:
    return Document(
        title="Contrat d’exemple",
        sections=(Section(blocks),),
        letterhead=Letterhead("Contrat", ("Département d’Exemple",), "Association Exemple"),
        date=date(2024, 1, 15),
    )


def page(contract: Document) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(write_html(contract))


def texts(contract: Document, path: str) -> list[str]:
    """The words of the elements that an XPath finds."""
    return [element.text_content() for element in page(contract).xpath(path)]


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_page_tells_its_language_title_and_author(sample: Document) -> None:
    root = page(sample)
    assert root.get("lang") == "fr"
    assert root.findtext("head/title") == sample.title
    assert root.xpath("string(//meta[@name='author']/@content)") == "Département d’Exemple & Loire"
    assert [h.text_content() for h in root.xpath("//h1")] == [sample.title]


def test_page_refers_to_nothing_outside(sample: Document) -> None:
    addresses = page(sample).xpath("//@src | //@href")
    assert addresses
    assert all(address.startswith(("#", "data:")) for address in addresses)
    assert "url(" not in write_html(sample)


@pytest.mark.parametrize("endless", ["x" * 5000, "&" * 2500, "mot\u00a0" * 900, "court " + "漢" * 3000 + " fin"])
def test_an_endless_word_may_be_broken_and_keeps_its_letters(endless: str) -> None:
    contract = document(words(endless))
    assert texts(contract, "//section/p") == [endless]
    pieces = page(contract).xpath("//section/p//text()")
    assert max(len(word) for piece in pieces for word in piece.split(" ")) == 1000


def test_every_link_leads_to_a_heading(sample: Document) -> None:
    root = page(sample)
    assert set(root.xpath("//a/@href")) <= {f"#{anchor}" for anchor in root.xpath("//@id")}


def test_table_of_contents_lists_articles_and_their_parts(sample: Document) -> None:
    entries = texts(sample, "//nav//li")
    assert entries[:3] == [
        "Préambule",
        "Article\u00a01er\u00a0: Objet et périmètre du contrat",
        "Article\u00a02\u00a0: Objectifs fixés sur la base du diagnostic partagé",
    ]
    assert "2-1 Objectifs généraux" in entries
    assert not page(replace(sample, table_of_contents=False)).xpath("//nav")


def test_headings_never_skip_a_rank() -> None:
    levels = (1, 4, 4, 2, 3, 1, 3)
    root = page(document(*(Heading(level, (Text("t"),), f"a{n}") for n, level in enumerate(levels))))
    assert [h.tag for h in root.xpath("//*[@id and starts-with(@id, 'a')]")] == [
        "h2",
        "h3",
        "h3",
        "h3",
        "h4",
        "h2",
        "h3",
    ]


@pytest.mark.parametrize(
    "block",
    [
        words(HOSTILE),
        Heading(1, (Text(HOSTILE),), "titre"),
        ListBlock(((words(HOSTILE),),)),
        Table((1.0,), ((Cell((words(HOSTILE),)),),), caption=HOSTILE),
        Paragraph((Missing(HOSTILE, HOSTILE),)),
        Paragraph((Reference("nulle-part", HOSTILE),)),
    ],
)
def test_values_are_never_markup(block: Block) -> None:
    root = page(document(block))
    assert HOSTILE in root.find("body/main").text_content()
    assert not root.xpath("//script")


def test_letterhead_and_keywords_are_never_markup() -> None:
    contract = document(words("texte"))
    letterhead = Letterhead(HOSTILE, (HOSTILE,), HOSTILE)
    root = page(replace(contract, title=HOSTILE, letterhead=letterhead, keywords=(HOSTILE,)))
    assert not root.xpath("//script")
    assert root.findtext("head/title") == HOSTILE
    assert root.find("body").get("data-titre") == HOSTILE


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp")), min_size=1))
def test_any_value_is_found_again(value: str) -> None:
    assert texts(document(words(value)), "//main/section/p") == [value]


def test_typed_spaces_and_ends_of_lines_are_kept() -> None:
    paragraph = page(document(words("deux  espaces\nligne\tfin"))).xpath("//main/section/p")[0]
    assert [kept.text for kept in paragraph.xpath("span[@class='espaces']")] == ["  ", "\t"]
    assert len(paragraph.xpath("br")) == 1


def test_table_tells_headers_spans_widths_and_caption(sample: Document) -> None:
    table = page(sample).xpath("//table[caption='Tarifs horaires des services']")[0]
    assert table.xpath("colgroup/col/@style") == ["width:40%", "width:20%", "width:20%", "width:20%"]
    assert [(th.text_content(), th.get("scope")) for th in table.xpath("thead//th")] == [
        ("Service", "col"),
        ("Tarif horaire", "colgroup"),
        ("2024", "col"),
        ("2025", "col"),
        ("2026", "col"),
    ]
    assert table.xpath("string(thead/tr[1]/th[1]/@rowspan)") == "2"
    assert table.xpath("string(tbody/tr[2]/td[2]/@colspan)") == "2"


def test_header_of_a_row_names_its_row() -> None:
    header = Cell((words("APA"),), header=True)
    table = Table((0.5, 0.5), ((header, Cell((words("12"),))), (header, Cell(()))), header_rows=0)
    assert page(document(table)).xpath("//th/@scope") == ["row", "row"]


def test_cell_merged_over_more_rows_than_a_page_is_drawn_open() -> None:
    """Otherwise its rows could not be cut in pages."""
    first = (Cell((words("Groupe"),), rowspan=60), Cell((words("0"),)))
    rows = (first, *((Cell((words(str(n)),)),) for n in range(1, 60)))
    root = page(document(Table((0.5, 0.5), rows, header_rows=0)))
    assert not root.xpath("//@rowspan")
    assert {len(row.xpath("td")) for row in root.xpath("//tr")} == {2}


def test_short_table_is_kept_whole_and_empty_rows_leave_room_to_write() -> None:
    empty = (Cell((words(""),)), Cell(()))
    full = (Cell((words("Rubrique"),)), Cell((words("Contenu"),)))
    short, long = page(document(*(Table((0.5, 0.5), (full, *[empty] * rows)) for rows in (3, 40)))).xpath("//table")
    assert short.get("class") == "courte"
    assert long.get("class") is None
    assert [names.split()[-1] for names in short.xpath("tbody/tr/@class")] == ["vide"] * 3


def test_words_that_announce_a_list_or_a_table_stay_with_it() -> None:
    blocks = (words("Sans suite."), words("Liste\u00a0:"), ListBlock(((words("un"),),)), words("Tableau\u00a0:"))
    root = page(document(*blocks, Table((1.0,), ((Cell((words("a"),)),),)), words("La suite. " * 100)))
    assert [p.text for p in root.xpath("//p[@class='solidaire']")] == ["Liste\u00a0:", "Tableau\u00a0:"]


def test_missing_facts_are_marked_with_their_path(sample: Document) -> None:
    marks = page(sample).xpath("//mark")
    assert marks[0].text == "[à compléter : date de la délibération]"
    assert marks[0].get("data-chemin") == "autorite.deliberation"


def test_notes_are_printed_in_a_blank_only(sample: Document) -> None:
    assert not page(sample).xpath("//em[@class='note']")
    notes = texts(replace(sample, blank=True), "//main/section//em[@class='note']")
    assert notes[0] == "[Citer la délibération qui l’a adopté.]"
    assert all("Remarque du moteur" not in note for note in notes)


def test_lists_start_where_they_say(sample: Document) -> None:
    assert "3" in page(sample).xpath("//ol/@start")


def test_landscape_and_page_breaks(sample: Document) -> None:
    root = page(sample)
    assert (
        root.xpath("string(//section[contains(@class, 'paysage')]//h2)")
        == "Annexe\u00a02\u00a0: Objectifs et calendrier"
    )
    [wide] = root.xpath("//section[contains(@class, 'paysage')]")  # it is gone along with the keyboard too
    assert (wide.get("tabindex"), wide.get("role")) == ("0", "region")
    assert wide.get("aria-label") == "Annexe 2\u00a0: Objectifs et calendrier"
    broken = page(document(words("a"), PageBreak(), words("b"), PageBreak())).xpath("//div[@class='nouvelle-page']")
    assert [box.text_content() for box in broken] == ["b"]


def test_logo_is_put_in_the_page_with_its_name(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (4, 2), "navy").save(logo)
    letterhead = Letterhead("Contrat", ("Département d’Exemple",), "Association Exemple", authority_logo=str(logo))
    root = page(replace(document(words("texte")), letterhead=letterhead))
    (image,) = root.xpath("//header//img")
    assert re.match(r"data:image/png;base64,\w", image.get("src"))
    assert image.get("alt") == "Département d’Exemple"
    assert root.find("body/header").text_content().strip() == "Association Exemple"


def test_logo_in_the_colours_of_a_press_is_put_in_the_page_too(tmp_path: Path) -> None:
    logo = tmp_path / "logo.jpg"
    Image.new("CMYK", (4, 2)).save(logo)
    letterhead = Letterhead("Contrat", ("Département d’Exemple",), "", authority_logo=str(logo))
    assert "data:image/jpeg" in write_html(replace(document(words("texte")), letterhead=letterhead))


@pytest.mark.parametrize(("content", "code"), [(None, "logo-illisible"), (b"<svg/>", "logo-format")])
def test_logo_that_cannot_be_printed_is_told(tmp_path: Path, content: bytes | None, code: str) -> None:
    logo = tmp_path / "logo.png"
    if content is not None:
        logo.write_bytes(content)
    letterhead = Letterhead("Contrat", ("Département d’Exemple",), "", authority_logo=str(logo))
    with pytest.raises(InputError) as raised:
        write_html(replace(document(words("texte")), letterhead=letterhead))
    (finding,) = raised.value.findings
    assert finding.code == code
    assert str(logo) in finding.message
    assert finding.hint
