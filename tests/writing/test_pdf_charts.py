"""Charts in a PDF: tagged for who does not see them, whole on a page with their title, drawn in our fonts."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from engine.document import Document, Paragraph, Text
from engine.writing.layout.charts.alternative import alternative
from engine.writing.layout.charts.labels import stacks
from engine.writing.layout.charts.plan import plan_of
from engine.writing.pdf.writer import write_pdf
from tests.charts import DRAWN, FINANCING, HOURS, document_of, gallery


class Figure(NamedTuple):
    """A picture that the tags of a page name, and where they say that it stands: left, bottom, right, top."""

    page: int
    alternative: str
    box: list[float]


def opened(document: Document) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(write_pdf(document))


def figures(pdf: pypdfium2.PdfDocument) -> list[Figure]:
    """The figures among the tags of each page."""
    found = []
    for number, page in enumerate(pdf):
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        for position in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            for element in elements(pdfium.FPDF_StructTree_GetChildAtIndex(tree, position)):
                if string(pdfium.FPDF_StructElement_GetType, element) == "Figure":
                    words = string(pdfium.FPDF_StructElement_GetAltText, element)
                    found.append(Figure(number, words, box_of(element)))
        pdfium.FPDF_StructTree_Close(tree)
    return found


def elements(element: Any) -> Iterator[Any]:
    yield element
    for position in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, position)
        if child:
            yield from elements(child)


def string(read: Any, element: Any) -> str:
    size = read(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def box_of(element: Any) -> list[float]:
    attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, 0)
    box = pdfium.FPDF_StructElement_Attr_GetValue(attributes, b"BBox")
    edges = []
    for position in range(pdfium.FPDF_StructElement_Attr_CountChildren(box)):
        edge = ctypes.c_float()
        child = pdfium.FPDF_StructElement_Attr_GetChildAtIndex(box, position)
        pdfium.FPDF_StructElement_Attr_GetNumberValue(child, edge)
        edges.append(edge.value)
    return edges


@pytest.fixture(scope="module")
def of_gallery() -> Iterator[pypdfium2.PdfDocument]:
    pdf = opened(gallery())
    yield pdf
    pdf.close()


def test_every_chart_is_a_figure_with_its_alternative(of_gallery: pypdfium2.PdfDocument) -> None:
    told = [figure.alternative for figure in figures(of_gallery)]
    assert told == [alternative(chart).replace("\x0b", "\ufffd") for chart in (*DRAWN, FINANCING, HOURS)]


def test_every_chart_is_whole_on_the_page_of_its_title_as_wide_as_the_text(of_gallery: pypdfium2.PdfDocument) -> None:
    for figure, chart in zip(figures(of_gallery), (*DRAWN, FINANCING, HOURS), strict=True):
        page = of_gallery[figure.page]
        width, height = page.get_size()
        left, bottom, right, top = figure.box
        margin = 15 if width > height else 22
        assert left == pytest.approx(margin * 72 / 25.4, abs=0.5)
        assert right == pytest.approx(width - left, abs=0.5)
        assert 40 < bottom < top < height - 60
        above = page.get_textpage().get_text_bounded(left, top, right, top + 25)
        assert "".join(chart.title.split()) in "".join(above.split())


def test_a_chart_is_drawn_with_words_that_can_be_searched(of_gallery: pypdfium2.PdfDocument) -> None:
    first = figures(of_gallery)[0]
    read = of_gallery[first.page].get_textpage().get_text_bounded(*first.box)
    words = re.sub(r"\s", "", read)
    for word in ("15000h", "12450", "2028", "APA", "PCH"):
        assert word in words


def test_the_words_that_announce_a_chart_stay_on_its_page() -> None:
    lines = [Paragraph((Text(f"Ligne {n}."),)) for n in range(21)]
    pdf = opened(document_of(*lines, Paragraph((Text("Le graphique le montre."),)), HOURS))
    (figure,) = figures(pdf)
    assert figure.page == 1
    assert "Le graphique le montre." in pdf[1].get_textpage().get_text_bounded()
    pdf.close()


def test_black_and_white_printing_keeps_bars_apart() -> None:
    """Of the three parts of a bar, the first is dark, the second is hatched on white, the third is half dark."""
    pdf = opened(document_of(FINANCING))
    (figure,) = figures(pdf)
    scale = 4
    page = pdf[figure.page].render(scale=scale, grayscale=True).to_pil().convert("L")
    pdf.close()
    left, _, right, top = figure.box
    plan = plan_of(FINANCING, right - left)
    greys = []
    for _, category, start, end in stacks(FINANCING):
        if category == 0:
            across = left + plan.bar_left(0, 0)
            down = page.height / scale - top
            box = (across + 3, down + plan.y(end) + 2, across + plan.bar / 3, down + plan.y(start) - 2)
            part = page.crop(tuple(round(edge * scale) for edge in box))
            greys.append(sum(part.get_flattened_data()) / (part.width * part.height))
    dark, hatched, middle = greys
    assert dark < 60
    assert 90 < middle < 120
    assert 150 < hatched < 220
