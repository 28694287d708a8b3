"""How the signing parties stand: rows of equal columns, the same in every format, their names on one line."""

from __future__ import annotations

from math import ceil

from engine.document import Document, Signature, Signatures

MOST_ABREAST = 3
FOUR = 4
"""Four parties stand two by two, rather than three and one."""

SPACE_HEIGHT, SPACE_FOOT = 24, 1
"""How high the space to sign in is, and what lies between it and the name, in millimetres."""

GAP = 0.06
"""What lies between two columns, as a share of the width of the page."""


def address_of(party: Signature) -> str:
    """Where a link leads that shows the place of a field or a mark, before the PDF has them; empty for neither."""
    name = party.field or party.mark.encode().hex()
    return f"cpom:{name}" if name else ""


def with_signing_places(content: bytes, document: Document) -> bytes:
    """The PDF of a document with the fields and the marks that it asks; the same bytes where it asks none."""
    blocks = (block for section in document.sections for block in section.blocks if isinstance(block, Signatures))
    parties = {address_of(party): party for block in blocks for party in block.parties if address_of(party)}
    if not parties:
        return content
    from engine.writing.layout.signing_places import with_places  # noqa: PLC0415 - pypdf, a tenth of a second

    return with_places(content, parties)


def abreast(parties: int) -> int:
    """How many parties stand side by side."""
    return min(parties, MOST_ABREAST) if parties != FOUR else FOUR // 2


def signing_rows(content: Signatures) -> list[tuple[Signature, ...]]:
    """The parties in rows, the last of which may be shorter: its columns are as wide as the others."""
    columns = abreast(len(content.parties)) or 1
    count = ceil(len(content.parties) / columns)
    return [content.parties[row * columns : (row + 1) * columns] for row in range(count)]


def column_share(parties: int) -> float:
    """The width of a party, as a share of that of the page."""
    columns = abreast(parties) or 1
    return (1 - GAP * (columns - 1)) / columns
