"""The pages that the contents of a DOCX tell: those of the neutral letterhead, without a layout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from lxml import etree

from engine.document import (
    Block,
    Cell,
    Document,
    Heading,
    Letterhead,
    ListBlock,
    PageBreak,
    Paragraph,
    Section,
    Table,
    Text,
)
from engine.writing.docx.looks import HEIGHT, LANDSCAPE_HEIGHT, LANDSCAPE_WIDTH, LOOKS, NATURAL, WIDTH
from engine.writing.docx.styles import style_identifiers
from engine.writing.docx.told_pages import pages_told

SENTENCE = "Le Département verse chaque mois un acompte égal au douzième de la dotation de l’année. " * 4


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def heading(title: str, level: int = 1) -> Heading:
    return Heading(level, (Text(title),), title)


def table(rows: int) -> Table:
    return Table((0.5, 0.5), tuple((Cell((words("Action"),)), Cell((words("Échéance"),))) for _ in range(rows)))


def contract(*blocks: Block, others: tuple[Section, ...] = (), contents: bool = True) -> Document:
    letterhead = Letterhead("Contrat", ("Département",), "Association")
    sections = (Section(blocks), *others)
    return Document("Contrat", sections, letterhead, date(2026, 1, 1), table_of_contents=contents)


def told(*blocks: Block, others: tuple[Section, ...] = ()) -> list[int]:
    return list(pages_told(contract(*blocks, others=others)).values())


def test_the_contents_take_the_first_page() -> None:
    assert told(heading("Objet"), words(SENTENCE)) == [2]
    assert list(pages_told(contract(heading("Objet"), contents=False)).values()) == [1]


def test_long_contents_take_several() -> None:
    assert told(*(heading(f"Article {number}") for number in range(120)))[0] == 4


def test_words_fill_pages_one_after_the_other() -> None:
    pages = told(*(block for number in range(25) for block in (heading(f"Article {number}"), words(SENTENCE))))
    assert pages == sorted(pages)
    assert set(pages) == {2, 3, 4, 5}


def test_a_page_break_and_another_section_begin_a_page() -> None:
    annexe = Section((heading("Annexe"), words(SENTENCE)), landscape=True)
    assert told(heading("Un"), PageBreak(), heading("Deux"), words("Mots."), others=(annexe,)) == [2, 3, 4]


def test_a_heading_stands_on_the_page_of_what_it_announces() -> None:
    lines = [words(SENTENCE)] * 9
    alone = told(heading("Un"), *lines, heading("Deux"))
    with_table = told(heading("Un"), *lines, heading("Deux"), table(8))
    assert (alone, with_table) == ([2, 2], [2, 3])


def test_a_long_table_is_parted_between_rows() -> None:
    assert told(heading("Un"), table(100), heading("Deux"), *[words(SENTENCE)] * 5) == [2, 4]


def test_a_row_higher_than_a_page_takes_several() -> None:
    high = Table((1.0,), ((Cell((words(SENTENCE * 60),)),),))
    assert told(heading("Un"), high, heading("Deux"))[1] >= 5


def test_a_heading_in_a_list_is_told_too() -> None:
    assert told(words(SENTENCE), ListBlock(((heading("Un", 2),),))) == [2]


@pytest.mark.parametrize("name", ["A" * 20_000, ""])
def test_a_name_of_any_length_heads_the_contract(name: str) -> None:
    letterhead = Letterhead("Contrat", (name,), name)
    sample = Document("Contrat", (Section((heading("Un"), words(SENTENCE))),), letterhead, date(2026, 1, 1))
    assert next(iter(pages_told(sample).values())) >= 1


def test_lists_in_lists_keep_room_for_a_letter() -> None:
    deep: Block = words("Mots de la fin.")
    for _ in range(60):
        deep = ListBlock(((deep,),))
    assert told(heading("Un"), deep, heading("Deux"))[0] == 2


def styles() -> Iterator[tuple[str, etree._Element]]:
    with ZipFile(BytesIO((files("data") / "chartes" / "neutre.docx").read_bytes())) as package:
        root = etree.fromstring(package.read("word/styles.xml"))
    by_identifier = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
    return ((ours, by_identifier[identifier]) for ours, identifier in style_identifiers(root).items() if ours in LOOKS)


def measure(style: etree._Element, path: str, attribute: str, otherwise: float) -> float:
    found = style.find("/".join(map(qn, path.split("/"))))
    return float(otherwise if found is None else found.get(qn(attribute), otherwise))


def twentieths(element: etree._Element, name: str) -> float:
    return int(element.get(qn(f"w:{name}"), 0)) / 20


def test_the_looks_are_those_of_the_neutral_letterhead() -> None:
    for ours, style in styles():
        if ours == "dense cell":  # which rests on « Cellule » for its spaces
            continue
        look = LOOKS[ours]
        letters = measure(style, "w:rPr/w:sz", "w:val", 21) / 2
        spacing = [measure(style, "w:pPr/w:spacing", f"w:{name}", 0) / 20 for name in ("before", "after")]
        line = letters * NATURAL * measure(style, "w:pPr/w:spacing", "w:line", 276) / 240
        bold = style.find("/".join((qn("w:rPr"), qn("w:b")))) is not None
        assert (look.letters, [look.above, look.below], look.bold) == (letters, spacing, bold), ours
        assert look.line == pytest.approx(line), ours


def test_the_page_is_that_of_the_neutral_letterhead() -> None:
    with ZipFile(BytesIO((files("data") / "chartes" / "neutre.docx").read_bytes())) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    size, margins = next(root.iter(qn("w:pgSz"))), next(root.iter(qn("w:pgMar")))
    left, right, top, bottom = (twentieths(margins, side) for side in ("left", "right", "top", "bottom"))
    short, long = sorted((twentieths(size, "w"), twentieths(size, "h")))
    across, down = left + right, top + bottom
    measures = (short - across, long - down, long - across, short - down)
    assert pytest.approx(measures, abs=0.1) == (WIDTH, HEIGHT, LANDSCAPE_WIDTH, LANDSCAPE_HEIGHT)
