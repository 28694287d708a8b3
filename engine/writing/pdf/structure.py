"""What WeasyPrint leaves to fix in the tags and attachments of a PDF, done on the objects of the finished file.

Each point was shown by veraPDF or by reading the tags; the clause of the norm stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

SCOPES = {"/THead": "/Column", "/TBody": "/Row"}
"""What a header cell names, by the part of the table that it stands in (ISO 32000-1, table 349)."""

POINTS_PER_PIXEL = 0.75

NUMBERINGS = {"decimal": "/Decimal", "disc": "/Disc", "none": "/None"}
"""The names of the style sheet's list markers (ISO 32000-1, table 347)."""


def fix_structure(document: Any, pdf: Any) -> None:
    """Fix the tags and the attachments of a PDF about to be written; WeasyPrint calls this a finisher."""
    for thing in pdf.objects:
        if isinstance(thing, dict):
            _mend_list_item(thing, pdf)
            _mend_link(thing, pdf)
            _mend_table_cell(thing, pdf)
            _mend_figure(thing, pdf)
        elif getattr(thing, "extra", {}).get("Type") == "/EmbeddedFile":
            # The source is YAML (RFC 9512): WeasyPrint asks the machine for the type, and machines differ.
            thing.extra["Subtype"] = "/application#2fyaml"
    _name_list_markers(document, pdf)
    if "AF" in pdf.catalog:  # WeasyPrint names each attachment twice
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _mend_list_item(element: dict[str, Any], pdf: Any) -> None:
    """Tag as its body the box that holds an item of several blocks (PDF/UA-1, 7.2: LI holds Lbl and LBody)."""
    if element.get("S") == "/Div" and _parent(element, pdf).get("S") == "/LI":
        element["S"] = "/LBody"


def _mend_link(element: dict[str, Any], pdf: Any) -> None:
    """Tag as a link what is raised in one: WeasyPrint makes it an annotation of its own (PDF/UA-1, 7.18.5)."""
    if element.get("S") == "/NonStruct" and any(_is_annotation(kid, pdf) for kid in element["K"]):
        element["S"] = "/Link"


def _is_annotation(kid: Any, pdf: Any) -> bool:
    """Whether a kid of an element refers to an annotation, rather than to words or to another element."""
    return isinstance(kid, bytes) and _referred(kid, pdf).get("Type") == "/OBJR"


def _mend_table_cell(element: dict[str, Any], pdf: Any) -> None:
    """Say whether a header cell names its column or its row (PDF/UA-1, 7.5).

    WeasyPrint lists instead the headers of each cell, and gets them wrong beside a cell merged over several rows.
    """
    if element.get("S") == "/TH":
        part = _parent(_parent(element, pdf), pdf)
        element["A"]["Scope"] = SCOPES.get(part.get("S", ""), "/Column")
        element.pop("ID", None)
    elif element.get("S") == "/TD":
        element["A"].pop("Headers", None)


def _mend_figure(element: dict[str, Any], pdf: Any) -> None:
    """Say where a picture stands in the page's own units, from its foot (ISO 32000-1, 14.8.5.4.3).

    WeasyPrint gives the pixels of its layout, from the top.
    """
    if element.get("S") == "/Figure":
        left, top, right, bottom = (POINTS_PER_PIXEL * edge for edge in element["A"]["BBox"])
        height = _referred(element["Pg"], pdf)["MediaBox"][3]
        element["A"]["BBox"][:] = [round(edge, 2) for edge in (left, height - bottom, right, height - top)]


def _name_list_markers(document: Any, pdf: Any) -> None:
    """Say how each list is marked (PDF/UA-1, 7.6); WeasyPrint tags the lists in the order of their boxes."""
    import pydyf  # noqa: PLC0415 - where a PDF is made, as WeasyPrint

    tagged = [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("S") == "/L"]
    boxes = (box for page in document.pages for box in _list_boxes(page._page_box))
    for element, box in zip(tagged, boxes, strict=True):
        numbering = NUMBERINGS[box.style["list_style_type"]]
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})


def _list_boxes(box: Any) -> Iterator[Any]:
    if box.element_tag in ("ul", "ol"):
        yield box
    for child in getattr(box, "children", ()):
        yield from _list_boxes(child)


def _parent(element: dict[str, Any], pdf: Any) -> dict[str, Any]:
    """Follow the reference « 12 0 R » to the element above."""
    return _referred(element["P"], pdf)


def _referred(reference: bytes, pdf: Any) -> dict[str, Any]:
    """The object behind a reference."""
    thing: dict[str, Any] = pdf.objects[int(reference.split(maxsplit=1)[0])]
    return thing
