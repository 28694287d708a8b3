"""What a screen reader is given of a PDF: its tags, and its words in the order of the tags."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from engine.document import Document
from engine.writing.layout.page.markup import stylesheet
from engine.writing.pdf import writer as weasyprint
from engine.writing.pdf.fonts import font_configuration

ROLES = frozenset(
    [
        *("H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl", "LBody", "TOC", "TOCI", "Figure", "Caption"),
        *("Table", "THead", "TBody", "TR", "TH", "TD"),
    ]
)
"""The roles that say what a thing is (ISO 32000-1, 14.8.4); others only group or colour."""


def tags(content: bytes) -> list[str]:
    """The roles of a PDF in their order, with what says more of them: « TH Row », « TD 2 columns », « L Decimal »."""
    return list(_roles(catalog(content)["/StructTreeRoot"]))


def figure_sizes(content: bytes) -> list[tuple[int, int]]:
    """How wide and high the tags say that each figure is, in points."""
    return [(round(box[2] - box[0]), round(box[3] - box[1])) for box in _boxes(catalog(content)["/StructTreeRoot"])]


def _boxes(element: Any) -> Iterator[list[float]]:
    element = element.get_object()
    if isinstance(element, dict):
        if element.get("/S") == "/Figure":
            attributes = element["/A"]
            yield (attributes[0] if isinstance(attributes, list) else attributes)["/BBox"]
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from _boxes(kid)


def catalog(content: bytes) -> Any:
    """The root of the objects of a PDF."""
    return pypdf.PdfReader(io.BytesIO(content)).root_object


def _roles(element: Any) -> Iterator[str]:
    element = element.get_object()
    if not isinstance(element, dict):
        return
    role = element.get("/S", "/")[1:]
    if role in ROLES and (role != "P" or element.get("/K")):  # an empty paragraph is nothing
        yield " ".join((role, *sorted(_attributes(element))))
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from _roles(kid)


def _attributes(element: Any) -> Iterator[str]:
    found = element.get("/A", [])
    for attributes in found if isinstance(found, list) else [found]:
        for name, value in attributes.get_object().items():
            if name in ("/Scope", "/ListNumbering"):
                yield value[1:]
            elif name in ("/ColSpan", "/RowSpan"):
                yield f"{name[1:]} {value}"
    if "/Alt" in element:
        yield element["/Alt"]


def tags_of_weasyprint(contract: Document, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tags that WeasyPrint gives to a contract, on pages without an end: it tags twice what is broken over two."""
    endless = "@page { size: 210mm 9000mm } @page paysage { size: 297mm 9000mm }"
    sheet = weasyprint._sheet_of(stylesheet() + endless, font_configuration())
    monkeypatch.setattr(weasyprint, "_sheet", lambda: sheet)
    return tags(weasyprint.write_pdf(contract))


def read_aloud(content: bytes, *, labels: bool = True) -> str:
    """The words of a PDF, tag by tag, a line for each; a figure is its alternative, and `labels` are those of lists."""
    pdf = pypdfium2.PdfDocument(content)
    lines = [line for page in pdf for line in _page_lines(page, labels)]
    pdf.close()
    return "\n".join(lines)


def _page_lines(page: pypdfium2.PdfPage, labels: bool) -> Iterator[str]:
    words = _words_by_mark(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    for position in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        yield from _element_lines(pdfium.FPDF_StructTree_GetChildAtIndex(tree, position), words, labels)
    pdfium.FPDF_StructTree_Close(tree)


def _element_lines(element: Any, words: dict[int, str], labels: bool) -> Iterator[str]:
    role = _string(pdfium.FPDF_StructElement_GetType, element)
    if role == "Figure":
        yield _string(pdfium.FPDF_StructElement_GetAltText, element)
    elif role != "Lbl" or labels:
        for position in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, position)
            if child:
                yield from _element_lines(child, words, labels)
            else:
                yield words.get(pdfium.FPDF_StructElement_GetChildMarkedContentID(element, position), "")


def _words_by_mark(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The words of a page by the number that its tags know them by; what has none is header or footer."""
    found: dict[int, str] = {}
    text = page.get_textpage()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(thing.raw)
        if mark >= 0:
            found[mark] = found.get(mark, "") + _drawn(thing, text)
    text.close()
    return found


def _drawn(thing: Any, text: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(thing.raw, text.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(thing.raw, text.raw, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    words = buffer.raw[: size - 2].decode("utf-16-le", errors="replace")
    return words.replace("\x02", "-")  # what pdfium makes of a hyphen at the end of a line


def _string(read: Any, element: Any) -> str:
    size = read(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
