"""The package of an XLSX file as it leaves: the figures worked out beside their formulas, and dates that are its own.

openpyxl writes formulas without their figures, which a spreadsheet works out when it opens the file; a preview, a
mail client or a program that reads cells does not. It also dates the file and its parts of the day it is written.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from lxml import etree
from openpyxl.packaging.core import DocumentProperties
from openpyxl.xml.functions import fromstring, tostring

from engine.workbook import NOT_AVAILABLE, SheetCell, Workbook

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CORE, _STYLES = "docProps/core.xml", "xl/styles.xml"
_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip
"""What a font holds, in the order of the schema (ECMA-376, 18.8.22), which openpyxl does not keep."""
_EARLIEST = datetime(1980, 1, 1)
"""The first day that a ZIP archive can tell."""


def finished(content: bytes, workbook: Workbook, made: datetime) -> bytes:
    """The bytes of the package with its figures, its parts all dated of the day of the workbook."""
    stamp = max(made, _EARLIEST).timetuple()[:6]
    sheets = {f"xl/worksheets/sheet{at}.xml": sheet for at, sheet in enumerate(workbook.sheets, start=1)}
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as read, zipfile.ZipFile(buffer, "w") as written:
        for name in read.namelist():
            part = read.read(name)
            if name in sheets:
                part = _with_figures(part, {cell.at: cell for cell in sheets[name].cells if cell.formula})
            elif name == _STYLES:
                part = _in_order(part)
            elif name == _CORE:
                part = _dated(part, made)
            member = zipfile.ZipInfo(name, stamp)
            member.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(member, part)
    return buffer.getvalue()


def _with_figures(part: bytes, formulas: Mapping[str, SheetCell]) -> bytes:
    """A sheet whose formulas have the figures that the engine worked out."""
    tree = etree.fromstring(part)
    for node in tree.iter(f"{_MAIN}c"):
        cell = formulas.get(node.get("r", ""))
        value = node.find(f"{_MAIN}v")
        if cell is None or value is None:
            continue
        if isinstance(cell.value, Decimal):
            value.text = repr(float(cell.value))
        else:
            node.set("t", "e" if cell.value == NOT_AVAILABLE else "str")
            value.text = cell.value or ""
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _in_order(part: bytes) -> bytes:
    """The styles, what each font holds in the order of the schema."""
    tree = etree.fromstring(part)
    for font in tree.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda one: _FONT_ORDER.index(etree.QName(one).localname))
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _dated(part: bytes, made: datetime) -> bytes:
    properties = DocumentProperties.from_tree(fromstring(part))
    properties.modified = made
    return bytes(tostring(properties.to_tree()))
