"""What WeasyPrint leaves to mend in the tags and attachments of a PDF, done on the finished file's objects.

Each point was shown by veraPDF or by reading the tags; the clause of the norm stands beside it.
"""

from __future__ import annotations

from typing import Any

SCOPES = {"/THead": "/Column", "/TBody": "/Row"}
"""What a header cell names, by the part of the table that it stands in."""


def mend_structure(_document: Any, pdf: Any) -> None:
    """Mend the tags and the attachments of a PDF about to be written (WeasyPrint calls this a finisher)."""
    for thing in pdf.objects:
        if isinstance(thing, dict):
            _mend_list_item(thing, pdf)
            _mend_table_cell(thing, pdf)
        elif getattr(thing, "extra", {}).get("Type") == "/EmbeddedFile":
            # The source is YAML (RFC 9512): WeasyPrint asks the machine for the type, and machines differ.
            thing.extra["Subtype"] = "/application#2fyaml"


def _mend_list_item(element: dict[str, Any], pdf: Any) -> None:
    """Tag as its body the box that holds an item of several blocks (PDF/UA-1, 7.2: LI holds Lbl and LBody)."""
    if element.get("S") == "/Div" and _parent(element, pdf).get("S") == "/LI":
        element["S"] = "/LBody"


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


def _parent(element: dict[str, Any], pdf: Any) -> dict[str, Any]:
    """Follow the reference « 12 0 R » to the element above."""
    parent: dict[str, Any] = pdf.objects[int(element["P"].split()[0])]
    return parent
