"""The zip file of an ODT and its properties: the same contract gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from engine.carried import PROPERTY
from engine.document import Document
from engine.writing.odt.text import escaped

MIMETYPE = "application/vnd.oasis.opendocument.text"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip file knows: the time of writing would change the bytes."""

XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
TYPES = {"xml": "text/xml", "svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg"}
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = {
    **{name: f"{_OASIS}{name}:1.0" for name in ("office", "style", "text", "table", "meta", "manifest", "config")},
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ooo": "http://openoffice.org/2004/office",
}


def part(root: str, content: str, *prefixes: str) -> bytes:
    """A part of the package, of ODF 1.3, which declares the namespaces of these prefixes."""
    declared = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)
    version = "manifest:version" if root.startswith("manifest") else "office:version"
    return f'{XML_DECLARATION}<{root}{declared} {version}="1.3">{content}</{root}>'.encode()


def properties(document: Document, pieces: Sequence[str]) -> bytes:
    """Write title, keywords, language and dates, those of the document and never today (4.3).

    `pieces` of what it was made from are properties of the user, which LibreOffice keeps in a DOCX as well (4.3.3).
    """
    day = f"{document.date.isoformat()}T00:00:00"
    carried = "".join(
        f'<meta:user-defined meta:name="{PROPERTY.format(rank)}" meta:value-type="string">{piece}</meta:user-defined>'
        for rank, piece in enumerate(pieces, 1)
    )
    keywords = "".join(f"<meta:keyword>{escaped(word)}</meta:keyword>" for word in document.keywords)
    content = (
        f"<office:meta><meta:generator>cpom</meta:generator><dc:title>{escaped(document.title)}</dc:title>{keywords}"
        "<meta:initial-creator>cpom</meta:initial-creator><dc:creator>cpom</dc:creator>"
        f"<meta:creation-date>{day}</meta:creation-date><dc:date>{day}</dc:date><dc:language>fr-FR</dc:language>"
        f"{carried}</office:meta>"
    )
    return part("office:document-meta", content, "office", "meta", "dc")


def settings() -> bytes:
    """Ask LibreOffice to keep rows together where their paragraphs are kept with the next ones, as Word does."""
    item = '<config:config-item config:name="TableRowKeep" config:type="boolean">true</config:config-item>'
    content = (
        '<office:settings><config:config-item-set config:name="ooo:configuration-settings">'
        f"{item}</config:config-item-set></office:settings>"
    )
    return part("office:document-settings", content, "office", "config", "ooo")


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Write the package: its type first and not compressed (part 2, 3.3), then its list, then the members by name."""
    listed = {"META-INF/manifest.xml": _manifest(members), **dict(sorted(members.items()))}
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, content in {"mimetype": MIMETYPE.encode(), **listed}.items():
            member = ZipInfo(name, FIXED_DATE)
            member.create_system = 0
            archive.writestr(member, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return written.getvalue()


def _manifest(members: Mapping[str, bytes]) -> bytes:
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"{}/>'
    entries = entry.format("/", MIMETYPE, ' manifest:version="1.3"')
    entries += "".join(entry.format(name, TYPES[name.rpartition(".")[2]], "") for name in sorted(members))
    return part("manifest:manifest", entries, "manifest")
