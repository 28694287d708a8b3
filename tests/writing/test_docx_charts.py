"""Charts in a DOCX: native, with their figures kept in them, told in words, and safe in any letterhead."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from engine.document import Cell, Chart, Document, Heading, PageBreak, Paragraph, Table, Text
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.writer import write_docx
from engine.writing.layout.charts.alternative import alternative
from engine.writing.layout.charts.axis import axis_of
from tests.charts import (
    DRAWN,
    FINANCING,
    HOSTILE,
    HOURS,
    LONG_NAME,
    LONG_NAMES,
    MANY_BARS,
    OCCUPANCY,
    RESULT,
    TARIFFS,
    UNKNOWN,
    document_of,
    gallery,
)

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

drawn = pytest.mark.parametrize("chart", DRAWN, ids=lambda chart: chart.title)


def members(document: Document, charte: Path | None = None) -> dict[str, bytes]:
    with ZipFile(BytesIO(write_docx(document, load_letterhead(charte)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part_of(chart: Chart, *, landscape: bool = False) -> etree._Element:
    """The only chart part of a contract."""
    found = members(document_of(chart, landscape=landscape))
    (name,) = (name for name in found if name.startswith("word/charts/"))
    part: etree._Element = parse_xml(found[name])
    return part


def words_in(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def body_of(document: Document) -> etree._Element:
    body: etree._Element = docx.Document(BytesIO(write_docx(document, load_letterhead(None)))).element.body
    return body


def values(part: etree._Element, path: str) -> list[str]:
    """The « val » of each element on a path of the chart's own names."""
    return [found.get("val", "") for found in part.iterfind(".//" + "/".join(CHART + step for step in path.split("/")))]


def cached(series: etree._Element, what: str) -> dict[int, str]:
    """The points that a series keeps, by their rank."""
    points = series.iterfind(f"{CHART}{what}//{CHART}pt")
    return {int(point.get("idx", "")): point.findtext(f"{CHART}v") or "" for point in points}


@drawn
def test_every_figure_is_kept_in_the_chart_and_a_missing_one_is_a_gap(chart: Chart) -> None:
    part = part_of(chart)
    kept = list(part.iter(f"{CHART}ser"))[: len(chart.series)]
    for found, series in zip(kept, chart.series, strict=True):
        assert cached(found, "tx") == {0: series.name.replace("\x0b", "\ufffd")}
        assert list(cached(found, "cat").values()) == list(chart.categories)
        given = {rank: format(value, "f") for rank, value in enumerate(series.values) if value is not None}
        assert cached(found, "val") == given
    assert values(part, "dispBlanksAs") == ["gap"]


@drawn
def test_the_axis_is_that_of_the_other_formats(chart: Chart) -> None:
    part, axis = part_of(chart), axis_of(chart)
    assert [float(found) for found in values(part, "valAx/scaling/min")] == [float(axis.low)]
    assert [float(found) for found in values(part, "valAx/scaling/max")] == [float(axis.high)]
    assert [float(found) for found in values(part, "valAx/majorUnit")] == [float(axis.step)]


@drawn
def test_a_screen_reader_says_the_alternative(chart: Chart) -> None:
    (properties,) = body_of(document_of(chart)).iter(f"{DRAWING}docPr")
    assert properties.get("descr") == alternative(chart).replace("\x0b", "\ufffd")


def test_a_chart_is_as_wide_as_the_text_upright_across_and_in_a_cell() -> None:
    centimetre = 360_000

    def width(document: Document) -> float:
        extent = next(body_of(document).iter(f"{DRAWING}extent"))
        return round(int(extent.get("cx", "")) / centimetre, 1)

    upright, across = width(document_of(HOURS)), width(document_of(HOURS, landscape=True))
    assert across - upright == pytest.approx(29.7 - 21, abs=0.1)
    cell = Table((0.5, 0.5), ((Cell((HOURS,)), Cell(())),), 0)
    assert width(document_of(cell)) == pytest.approx(upright / 2, abs=0.4)


def test_a_chart_keeps_its_title_and_the_words_that_announce_it_on_its_page() -> None:
    body = body_of(document_of(Paragraph((Text("Le graphique le montre."),)), HOURS))
    announced, title, drawing = list(body.iter(qn("w:p")))[-3:]
    for paragraph in (announced, title):
        assert paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    assert "".join(text.text or "" for text in title.iter(qn("w:t"))) == "Heures réalisées par an"
    assert drawing.find(f".//{CHART}chart") is not None


def test_a_chart_begins_a_page_where_the_tree_says_so() -> None:
    for chart in (HOURS, UNKNOWN, replace(HOURS, title="")):
        body = body_of(document_of(Heading(1, (Text("Activité"),), "activite"), PageBreak(), chart))
        broken = [p for p in body.iter(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None]
        assert len(broken) == 1
        assert broken[0].find(f".//{CHART}chart") is not None or chart.title in words_in(broken[0])


def test_a_chart_without_any_figure_says_so_and_adds_no_part() -> None:
    document = document_of(UNKNOWN)
    assert "Aucun chiffre n’est connu." in words_in(body_of(document))
    assert not any(name.startswith("word/charts/") for name in members(document))


def test_bars_are_hatched_so_that_they_are_told_apart_in_black_and_white() -> None:
    patterns = [found.get("prst") for found in part_of(MANY_BARS).iter(f"{MAIN}pattFill")]
    assert patterns[:4] == ["wdUpDiag", "wdDnDiag", "narHorz", "diagCross"]
    assert values(part_of(TARIFFS), "ser/marker/symbol") == ["circle", "square"]


def test_bars_that_go_below_zero_keep_their_colour_and_the_years_stay_at_the_foot() -> None:
    part = part_of(RESULT)
    assert values(part, "ser/invertIfNegative") == ["0"]
    assert values(part, "catAx/tickLblPos") == ["low"]


def test_amounts_are_written_in_thousands_the_french_way_with_a_true_minus() -> None:
    (axis,) = part_of(FINANCING).iterfind(f".//{CHART}valAx/{CHART}numFmt")
    assert axis.get("formatCode") == '[$-40C]#,##0,"\u00a0k€";[$-40C]"−"#,##0,"\u00a0k€"'


def test_a_figure_under_a_hollow_and_those_that_lack_room() -> None:
    under = [found.get("val") for found in part_of(OCCUPANCY).iterfind(f".//{CHART}dLbl/{CHART}idx")]
    assert under == ["1", "4", "8"]
    assert list(part_of(replace(TARIFFS, series=(TARIFFS.series[0],) * 2)).iter(f"{CHART}dLbls")) == []


def test_totals_stand_over_stacked_bars_and_are_not_in_the_legend() -> None:
    part = part_of(FINANCING)
    (total,) = part.iterfind(f".//{CHART}lineChart/{CHART}ser")
    assert cached(total, "val") == {0: "1125000", 1: "1148000", 2: "1170500", 3: "1191000"}
    assert values(part, "legendEntry/idx") == ["3"]
    assert values(part, "legendEntry/delete") == ["1"]


def test_only_a_legend_of_long_names_is_placed() -> None:
    assert part_of(HOURS).find(f".//{CHART}legend/{CHART}layout") is None
    assert part_of(LONG_NAMES).find(f".//{CHART}legend/{CHART}layout") is not None
    assert LONG_NAME in words_in(part_of(LONG_NAMES))


def test_markup_in_a_chart_is_words() -> None:
    part = part_of(HOSTILE)
    assert "A & B <c:v/> {% if x %}" in words_in(part)
    (axis,) = part.iterfind(f".//{CHART}valAx/{CHART}numFmt")
    assert axis.get("formatCode", "").startswith('[$-40C]#,##0.0"\u00a0”h” & <x>";')


# --- In the package -------------------------------------------------------------------------------------------------


def overrides(package: dict[str, bytes]) -> list[str]:
    types = parse_xml(package["[Content_Types].xml"])
    return [found.get("PartName", "") for found in types if found.get("ContentType") == CHART_TYPE]


def test_every_chart_is_declared_and_related_once() -> None:
    package = members(gallery())
    names = [f"/word/charts/graphique{n}.xml" for n in range(1, len(DRAWN) + 3)]
    assert overrides(package) == names
    relations = parse_xml(package["word/_rels/document.xml.rels"])
    assert [f"/word/{r.get('Target')}" for r in relations if "/chart" in r.get("Type", "")] == names
    identifiers = [found.get("id") for found in parse_xml(package["word/document.xml"]).iter(f"{DRAWING}docPr")]
    assert len(set(identifiers)) == len(names)


def test_a_contract_without_chart_declares_none() -> None:
    assert overrides(members(document_of(Paragraph((Text("Corps"),))))) == []


def test_a_letterhead_made_of_a_former_contract_keeps_its_own_charts(tmp_path: Path) -> None:
    former = docx.Document(BytesIO(write_docx(document_of(HOURS), load_letterhead(None))))
    former.add_paragraph("{{p corps }}")
    former.save(str(tmp_path / "charte.docx"))
    package = members(document_of(RESULT), tmp_path / "charte.docx")
    assert sorted(overrides(package)) == ["/word/charts/graphique1.xml", "/word/charts/graphique2.xml"]
    assert b"APA" in package["word/charts/graphique1.xml"]
    assert "Résultat".encode() in package["word/charts/graphique2.xml"]


def test_charts_are_written_in_the_font_of_the_letterhead(tmp_path: Path) -> None:
    word = docx.Document(BytesIO(write_docx(document_of(), load_letterhead(None))))
    word.styles["Body Text"].font.name = "Marianne"
    word.add_paragraph("{{p corps }}")
    word.save(str(tmp_path / "charte.docx"))
    for charte, font in ((None, "Arial"), (tmp_path / "charte.docx", "Marianne")):
        part = parse_xml(members(document_of(HOURS), charte)["word/charts/graphique1.xml"])
        assert {found.get("typeface") for found in part.iter(f"{MAIN}latin")} == {font}
