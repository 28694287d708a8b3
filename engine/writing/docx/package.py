"""The zip file of a DOCX and its properties: the same contract gives the same bytes."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from struct import Struct
from typing import Final, NamedTuple

from deflate import crc32, deflate_compress

from engine.document import Document
from engine.writing.docx.text import XML_DECLARATION, escaped

TYPES: Final = "[Content_Types].xml"

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


def zipped(members: Mapping[str, bytes], own: Container[str] = ()) -> bytes:
    """Write the package, its list of types first as readers expect, then in order of name (PKWARE APPNOTE 4.3).

    What no contract changes is deflated once for them all, which zipfile cannot be given: all but the `own` members.
    """
    written: list[bytes] = []
    listed: list[bytes] = []
    start = 0
    for name in sorted(members, key=lambda name: (name != TYPES, name)):
        content, called = members[name], name.encode()
        part = (_deflated_now if name in own or len(content) >= _FEW else _deflated_once)(content)
        said = _SAID.pack(20, _UTF8, _METHOD, *_FIRST_DAY, part.crc, len(part.content), part.size, len(called), 0)
        written += b"PK\x03\x04", said, called, part.content
        listed += b"PK\x01\x02\x14\x00", said, _LISTED.pack(0, 0, 0, 0, start), called
        start += 4 + len(said) + len(called) + len(part.content)
    size, count = sum(map(len, listed)), len(members)
    return b"".join((*written, *listed, b"PK\x05\x06", _END.pack(0, 0, count, count, size, start, 0)))


_SAID: Final = Struct("<HHHHHIIIHH")
"""Of a member: the version to read it, flags, method, time and day, CRC, sizes, lengths of its name and of the rest."""
_LISTED: Final = Struct("<HHHII")
"""Of a member in the list at the end: its comment, its disk, its attributes, inner and outer, where it begins."""
_END: Final = Struct("<HHHHIIH")
_METHOD: Final = 8
"""Deflate."""
_UTF8: Final = 0x800
"""Names are in UTF-8."""
_FIRST_DAY: Final = (0, 1 << 5 | 1)
"""Midnight on the first day that a zip file knows: the time of writing would change the bytes."""


class _Deflated(NamedTuple):
    content: bytes
    crc: int
    size: int


_FEW: Final = 64_000
"""The bytes of a part that is kept once deflated; a picture may have many more."""


def _deflated_now(content: bytes) -> _Deflated:
    return _Deflated(bytes(deflate_compress(content, _LEVEL)), crc32(content), len(content))


_LEVEL: Final = 1
"""The quickest, for files larger by a twentieth than the next one."""

_deflated_once = lru_cache(maxsize=128)(_deflated_now)
