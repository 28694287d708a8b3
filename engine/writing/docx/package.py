"""The zip file of a DOCX and its properties: the same contract gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from engine.document import Document
from engine.writing.docx.text import XML_DECLARATION, escaped

TYPES: Final = "[Content_Types].xml"

FIXED_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip file knows: the time of writing would change the bytes."""

PROPERTIES: Final = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</cp:coreProperties>'
)

CREATOR: Final = "cpom"
LANGUAGE: Final = "fr-FR"


def core_properties(document: Document) -> bytes:
    """Write title, keywords, language and dates, those of the document and never today (ECMA-376 part 2, 11.1)."""
    day = f"{document.date.isoformat()}T00:00:00Z"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified")
    )
    content = (
        f"<dc:title>{escaped(document.title)}</dc:title><dc:creator>{CREATOR}</dc:creator>"
        f"<cp:keywords>{escaped(', '.join(document.keywords))}</cp:keywords>"
        f"<cp:lastModifiedBy>{CREATOR}</cp:lastModifiedBy><cp:revision>1</cp:revision>{dates}"
        f"<dc:language>{LANGUAGE}</dc:language>"
    )
    return (XML_DECLARATION + PROPERTIES.format(content)).encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Write the package, its list of types first as readers expect, then in order of name."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name in sorted(members, key=lambda name: (name != TYPES, name)):
            member = ZipInfo(name, FIXED_DATE)
            member.create_system = 0
            archive.writestr(member, members[name], ZIP_DEFLATED)
    return written.getvalue()
