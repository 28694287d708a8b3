"""What is said to fit on a page is never higher once Typst has typeset it: it is not measured, and would run over."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
import typst

from engine.document import Block, Cell, Heading, ListBlock, Missing, Paragraph, Section, Table, Text
from engine.writing.layout.fonts import fonts_directory
from engine.writing.layout.measures import PORTRAIT_WIDTH
from engine.writing.typst.blocks import block_data
from engine.writing.typst.headings import Headings
from engine.writing.typst.heights import at_most, start_of_list
from engine.writing.typst.measures import LETTERS
from engine.writing.typst.place import Place

MEASURE = b"""
#import "blocks.typ": *
#set text(font: fonts, size: 10.5pt, lang: "fr", hyphenate: false, ..line(1.42))
#set par(leading: 0pt, spacing: 7pt)
#set block(spacing: 7pt)
#let given = json("block.json")
#context [#metadata(measure(draw(given), width: 470pt).height.pt())<height>]
"""
WORDS = {
    "usual": "Le service intervient auprès des personnes âgées dont la perte d’autonomie le justifie. " * 8,
    "capitals": "MODALITÉS D’ÉVALUATION WWWW MMMM " * 20,
    "one word to a line": "anticonstitutionnellement-irresponsabilisation " * 6,
    "no place to break": "W" * 400,
    "numbers that stay together": "12 345 678 € pour 1 234 567 heures, le 1er janvier 2026 ; " * 8,
    "nothing": "",
}


def typeset_height(block: Block) -> float:
    """How high Typst makes a block."""
    template = {name: (files("engine.writing.typst") / name).read_bytes() for name in ("blocks.typ", "styles.typ")}
    place = Place(False, Headings((Section((block,)),), False))
    data = json.dumps(block_data(block, place, False, False)).encode()
    inputs: Any = {**template, "main.typ": MEASURE, "block.json": data, "accent.json": b'""'}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts_directory())])
    compiler = typst.Compiler(input=inputs, font_paths=fonts)
    return float(json.loads(compiler.query("<height>", field="value", one=True, format="json")))


def table(words: str, columns: int) -> Table:
    """A table of these words, in columns of which the first is the widest."""
    cell = Cell((Paragraph((Text(words),)), ListBlock(((Paragraph((Missing("fait", "à dire"), Text(words))),),) * 2)))
    short = Cell((Paragraph((Text("12 000,50 €"),)),), alignment="right")
    row = (cell, *(short,) * (columns - 1))
    shares = (0.3, *(0.7 / (columns - 1),) * (columns - 1))
    return Table(shares, ((Cell((Paragraph((Text("Libellé"),)),)),) * columns, row, row), caption="Les moyens")


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("columns", [2, 4, 9])
def test_a_table_is_never_higher_than_what_is_said(words: str, columns: int) -> None:
    made = table(words, columns)
    assert typeset_height(made) <= at_most([made], PORTRAIT_WIDTH, LETTERS, False)


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_are_never_higher_than_what_is_said(words: str) -> None:
    for block in (Paragraph((Text(words),)), Heading(1, (Text(words or "Objet"),), "objet")):
        assert typeset_height(block) <= at_most([block], PORTRAIT_WIDTH, LETTERS, False)


@pytest.mark.parametrize("count", range(5, 400, 23))
def test_the_start_of_a_list_is_told_exactly_or_not_at_all(count: int) -> None:
    item = (Paragraph((Text(WORDS["usual"][:count].strip()),)),)
    told = start_of_list((item, item), PORTRAIT_WIDTH, False)
    assert told in (None, pytest.approx(min(typeset_height(ListBlock((item, item))), 60)))
