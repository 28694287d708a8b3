"""What a DOCX carries of what it was made from: among its properties, which every editor keeps, and for other tools.

Sources: ECMA-376, part 1, 15.2.12.2 (custom properties), 15.2.5 and 15.2.6 (custom XML).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, repeat
from typing import Final

from engine.carried import NAMESPACE, PROPERTY, Carried
from engine.writing.docx.text import XML_DECLARATION, escaped

PROPERTIES: Final = "docProps/custom.xml"
PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
PROPERTIES_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"

PART: Final = "customXml/item1.xml"
"""Those of a letterhead are no content (admitted.py): no other has this name."""
PART_RELATION: Final = (
    '<Relationship Id="cpomDescription"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"'
    f' Target="/{PART}"/>'
)
"""The relationship of the document to it."""

_OPENING: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
)
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The identifier of the set of properties that users give (ECMA-376, part 1, 22.3.2.2)."""
_FIRST: Final = 2
"""The identifiers of properties are numbered from here."""


def properties(pieces: Sequence[str]) -> bytes:
    """The part of the properties, a piece in each."""
    written = "".join(chain.from_iterable(zip(_before(len(pieces)), pieces, repeat("</vt:lpwstr></property>"))))
    return f"{XML_DECLARATION}{_OPENING}{written}</Properties>".encode()


@lru_cache(maxsize=64)
def _before(count: int) -> tuple[str, ...]:
    """What stands before each of so many pieces."""
    return tuple(
        f'<property fmtid="{_FORMAT}" pid="{_FIRST + rank}" name="{PROPERTY.format(rank + 1)}"><vt:lpwstr>'
        for rank in range(count)
    )


def described(carried: Carried) -> bytes:
    """The part where other tools read the description, whole and in clear; its words as written are not in it."""
    said = f'nom="{escaped(carried.name)}" jour="{carried.day.isoformat()}" cpom="{escaped(carried.cpom)}"'
    libraries = "".join(f"<bibliotheque>{escaped(one)}</bibliotheque>" for one in carried.libraries)
    description = escaped(carried.description).replace("\r", "&#13;")
    content = f'{libraries}<description xml:space="preserve">{description}</description>'
    return f'{XML_DECLARATION}<contrat xmlns="{NAMESPACE}" {said}>{content}</contrat>'.encode()
