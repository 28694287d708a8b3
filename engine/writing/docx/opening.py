"""The file of a letterhead, opened with care: what is no letterhead is told before anything reads it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from docx.opc.exceptions import OpcError
from lxml import etree

from engine.containers import COMPOUND, ENCRYPTED
from engine.errors import InputError
from engine.writing.docx.admitted import content_alone, refusals
from engine.writing.docx.faults import HEAVIEST_UNZIPPED, MOST_MEMBERS, fault, too_big
from engine.writing.docx.package import TYPES, zipped
from engine.writing.docx.parser import parse_xml
from engine.writing.docx.prepared import PreparedLetterhead
from engine.writing.docx.preparing import prepared

MAIN_DOCUMENT: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MAIN_TEMPLATE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MACROS: Final = b"macroEnabled"

CORRUPT: Final = (
    BadZipFile,
    zlib.error,
    OpcError,
    etree.XMLSyntaxError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What zipfile, lxml and python-docx raise on a package that is cut short, altered or incoherent."""

STRICT: Final = b"http://purl.oclc.org/ooxml/"
"""What the names of Strict Open XML begin with (ISO/IEC 29500-1)."""

ROOTS: Final = {
    "main+xml": "document",
    "styles+xml": "styles",
    "settings+xml": "settings",
    "numbering+xml": "numbering",
    "fontTable+xml": "fonts",
    "header+xml": "hdr",
    "footer+xml": "ftr",
    "footnotes+xml": "footnotes",
    "endnotes+xml": "endnotes",
}
"""What the parts of a document begin with, by the end of their content type (ISO/IEC 29500-1, 11.3)."""

ROOT_RELATIONS: Final = "_rels/.rels"

SAVE_PLAIN: Final = "Dans Word, enregistrez-la au format « Document Word (*.docx) », qui n’est pas « Open XML Strict »."
SAVE_AS: Final = "Dans Word, enregistrez-la au format « Document Word (*.docx) »."


def opened(content: bytes, path: Path) -> PreparedLetterhead:
    """Make a letterhead ready from what its file holds; raises InputError, which says what is wrong with it."""
    if content.startswith(COMPOUND):
        if ENCRYPTED in content:
            raise fault("protegee", path, "est protégée par un mot de passe", "Retirez le mot de passe dans Word.")
        raise fault("format", path, "est au format de Word 97-2003", SAVE_AS)
    if not content.startswith(b"PK"):
        raise fault("format", path, "n’est pas un document Word", SAVE_AS)
    try:
        return prepared(_checked(content, path), path.name)
    except CORRUPT as error:
        hint = "Ouvrez-la dans Word, qui propose de la réparer, puis enregistrez-la de nouveau."
        raise fault("corrompue", path, "est abîmée et ne peut pas être ouverte", hint) from error


def _checked(content: bytes, path: Path) -> bytes:
    """Check the zip file before anything reads it; a Word template (.dotx) becomes the document that it holds."""
    with ZipFile(BytesIO(content)) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > HEAVIEST_UNZIPPED:
            raise too_big(path)
        if TYPES not in archive.namelist():
            raise fault("format", path, "n’est pas un document Word", SAVE_AS)
        if archive.testzip():
            raise BadZipFile(path)
        types = archive.read(TYPES)
        if MACROS in types:
            hint = f"Une charte ne contient pas de programme. {SAVE_AS}"
            raise fault("macros", path, "contient des macros", hint)
        if MAIN_DOCUMENT not in types and MAIN_TEMPLATE not in types:
            raise fault("format", path, "n’est pas un document Word", SAVE_AS)
        members = {name: archive.read(name) for name in archive.namelist()}
    if STRICT in members.get(ROOT_RELATIONS, b""):
        raise fault("strict", path, "est au format « Open XML strict », que peu de logiciels lisent", SAVE_PLAIN)
    if wrong := list(refusals(members, path.name)):
        raise InputError(wrong)
    _check_roots(members)
    return zipped({**content_alone(members), TYPES: types.replace(MAIN_TEMPLATE, MAIN_DOCUMENT)})


def _check_roots(members: Mapping[str, bytes]) -> None:
    """Look at what each part of a document begins with: a header without its own would be written as it is.

    Raises:
        ValueError, etree.XMLSyntaxError: where a part is another, or is no XML; one that is not there serves nowhere.
    """
    for one in parse_xml(members[TYPES]).iter("{*}Override"):
        expected = ROOTS.get(one.get("ContentType", "").rpartition(".")[2])
        name = one.get("PartName", "").removeprefix("/")
        if expected and name in members and etree.QName(parse_xml(members[name])).localname != expected:
            raise ValueError(name)
