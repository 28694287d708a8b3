"""What the reader of a contract gets of a chart, in each format, seen or read aloud."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from engine.document import Block, Cell, Chart, ChartSeries, ListBlock, PageBreak, Paragraph, Table, Text
from engine.writing import written
from engine.writing.formats import FORMATS
from engine.writing.layout.charts import charts
from engine.writing.layout.charts.alternative import alternative
from engine.writing.layout.charts.look import look
from engine.writing.layout.page.markup import page_markup
from engine.writing.layout.undrawn import font_findings
from tests.charts import (
    DRAWN,
    FINANCING,
    HOSTILE,
    HOURS,
    LONG_NAMES,
    MIXED_STACKS,
    OCCUPANCY,
    RESULT,
    TARIFFS,
    UNKNOWN,
    document_of,
    gallery,
    series,
)

SVG = "{http://www.w3.org/2000/svg}"

drawn = pytest.mark.parametrize("chart", DRAWN, ids=lambda chart: chart.title)


def text_of(*blocks: Block) -> list[str]:
    """The lines of a plain text that are not empty."""
    words = written(document_of(*blocks), "txt", None)[0].decode()
    return [line for line in words.splitlines() if line]


def plain_spaces(words: str) -> str:
    return words.replace("\u202f", " ").replace("\u00a0", " ")


def svg_of(chart: Chart, *, landscape: bool = False) -> ElementTree.Element:
    """The drawing of a chart in the page, which must be XML by itself."""
    page = page_markup(document_of(chart, landscape=landscape))
    found = re.search(r"<svg.*</svg>", page, re.DOTALL)
    assert found
    return ElementTree.fromstring(found.group())  # noqa: S314 - our own


def words_of(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def paths_of(svg: ElementTree.Element, colour: str) -> list[ElementTree.Element]:
    return [path for path in svg.iter(f"{SVG}path") if colour in (path.get("fill"), path.get("stroke"))]


# --- In words -------------------------------------------------------------------------------------------------------


def test_a_plain_text_gives_the_title_then_every_figure() -> None:
    _, title, words = map(plain_spaces, text_of(TARIFFS))
    assert title == "Tarif horaire"
    assert words == (
        "Graphique en courbes. "
        "Semaine : 22,89 €/h en 2024, 23,50 €/h en 2025, 24,58 €/h en 2026, 25,02 €/h en 2027, 25,40 €/h en 2028 ; "
        "Dimanches et jours fériés : 28,60 €/h en 2024, 29,10 €/h en 2025, pas de chiffre en 2026, "
        "31,20 €/h en 2027, 31,90 €/h en 2028."
    )


def test_the_words_given_with_a_chart_take_the_place_of_ours() -> None:
    told = replace(HOURS, alternative="Les heures augmentent de 12 % en cinq ans.")
    assert text_of(told)[1:] == ["Heures réalisées par an", "Les heures augmentent de 12 % en cinq ans."]
    assert svg_of(told).findtext(f"{SVG}title") == "Les heures augmentent de 12 % en cinq ans."


def test_a_negative_amount_a_category_that_is_no_year_and_a_total_in_words() -> None:
    assert "Résultat : −15 000 € en 2024, 10 400,50 € en 2025, " in plain_spaces(alternative(RESULT))
    assert "20 k€ (Anticonstitutionnellement 2025)" in plain_spaces(alternative(LONG_NAMES))
    assert plain_spaces(alternative(FINANCING)).endswith(
        "Total : 1 125 000 € en 2024, 1 148 000 € en 2025, 1 170 500 € en 2026, 1 191 000 € en 2027, "
        "pas de chiffre en 2028."
    )


def test_nothing_is_said_of_totals_that_no_bar_has() -> None:
    series = (ChartSeries("Emprunts", (Decimal(10), None)), ChartSeries("Subventions", (None, Decimal(5))))
    told = alternative(replace(FINANCING, categories=("2024", "2025"), series=series))
    assert plain_spaces(told).endswith("Subventions : pas de chiffre en 2024, 5 € en 2025.")


@pytest.mark.parametrize("extension", ["txt", "html"])
def test_a_chart_without_any_figure_says_so_in_the_place_of_a_drawing(extension: str) -> None:
    words = written(document_of(UNKNOWN), extension, None)[0].decode()
    assert "Rien n’est connu" in words
    assert "Aucun chiffre n’est connu." in words
    assert "<svg" not in words


# --- On a page ------------------------------------------------------------------------------------------------------


@drawn
def test_the_page_holds_one_image_that_screen_readers_say(chart: Chart) -> None:
    svg = svg_of(chart)
    assert svg.get("role") == "img"
    title = svg[0]
    assert title.tag == f"{SVG}title"
    assert title.text == alternative(chart).replace("\x0b", "\ufffd")


@drawn
def test_the_page_shows_every_word_of_a_chart(chart: Chart) -> None:
    shown = "".join("".join(words_of(svg_of(chart))).split())
    for word in (*chart.categories, *(one.name for one in chart.series)):
        assert "".join(word.replace("e\u0301", "é").replace("\x0b", "\ufffd").split()) in shown


def test_the_axis_is_in_french_with_its_unit() -> None:
    ticks = words_of(svg_of(FINANCING))[:6]
    assert list(map(plain_spaces, ticks)) == ["0 k€", "250 k€", "500 k€", "750 k€", "1 000 k€", "1 250 k€"]


def test_bars_are_drawn_on_both_sides_of_zero_and_none_where_a_figure_is_missing() -> None:
    (bars,) = paths_of(svg_of(RESULT), look(0).colour)[:1]
    boxes = [re.findall(r"[\d.]+", box) for box in (bars.get("d") or "").split("z") if box]
    (up, down) = ({float(box[index]) for box in boxes} for index in (1, 3))
    assert len(boxes) == 4
    assert len(up & down) == 1  # the line of zero is the top of some and the foot of the others


def test_a_line_is_broken_where_a_figure_is_missing() -> None:
    whole, broken = (paths_of(svg_of(TARIFFS), look(rank).colour)[0].get("d") or "" for rank in (0, 1))
    assert (whole.count("M"), whole.count("L")) == (1, 4)
    assert (broken.count("M"), broken.count("L")) == (2, 2)


def test_bars_differ_by_their_hatching_and_lines_by_their_dashes() -> None:
    plain, hatched = (len(paths_of(svg_of(HOURS), look(rank).colour)) for rank in (0, 1))
    assert (plain, hatched) == (2, 4)  # bars and sample, then each with its hatching
    dashes = [path.get("stroke-dasharray") for rank in (0, 1) for path in paths_of(svg_of(TARIFFS), look(rank).colour)]
    assert dashes[0] is None
    assert "6 3" in dashes


def test_a_chart_is_as_wide_as_the_text_upright_and_across() -> None:
    assert [svg_of(HOURS, landscape=turned).get("width") for turned in (False, True)] == ["470.6pt", "756.9pt"]


def test_a_chart_fits_in_a_cell_and_in_a_list() -> None:
    row = (Cell((HOURS,)), Cell((TARIFFS,)))
    page = page_markup(document_of(Table((0.5, 0.5), (row,), 0), ListBlock(((Paragraph((Text("Voir"),)), RESULT),))))
    assert re.findall(r'<svg[^>]* width="([\d.]+)pt"', page) == ["223.3", "223.3", "452.6"]


def test_no_figure_of_a_chart_is_lost_on_its_way_through_the_tree() -> None:
    row = (Cell((HOURS,)), Cell((ListBlock(((TARIFFS,),)),)))
    document = document_of(OCCUPANCY, Table((0.5, 0.5), (row,), 0), PageBreak(), MIXED_STACKS)
    assert list(charts(document.sections)) == [OCCUPANCY, HOURS, TARIFFS, MIXED_STACKS]


def test_markup_in_a_chart_is_words() -> None:
    svg = svg_of(HOSTILE)
    assert '"h" & <x>' in words_of(svg)[0]
    assert not list(svg.iter("script"))


# --- In every format ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("extension", FORMATS)
def test_the_same_charts_give_the_same_bytes(extension: str) -> None:
    assert written(gallery(), extension, None)[0] == written(gallery(), extension, None)[0]


def test_the_reader_of_a_pdf_is_told_of_characters_that_a_chart_cannot_draw() -> None:
    told = replace(HOURS, alternative="Les heures augmentent.")
    assert font_findings(document_of(told)) == []
    for foreign in (
        replace(told, categories=("2024", "2025", "2026", "2027", "漢")),
        replace(told, series=(series("漢", 1, 2, 3, 4, 5),)),
        replace(told, unit="漢"),
    ):
        (finding,) = font_findings(document_of(foreign))
        assert "漢" in finding.message
