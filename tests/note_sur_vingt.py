"""A kind of fact that no library asks: what one file says of it, for the tests that add it."""

from __future__ import annotations

import re
from decimal import Decimal

from models.kind import Kind

_NOTE = re.compile(r"([0-9]{1,2})(?: ?/ ?20)?")


def lire_note(value: object) -> object:
    """« 12/20 », « 12 »."""
    if value is None or isinstance(value, Decimal):
        return value
    found = _NOTE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or int(found[1]) > 20:
        raise ValueError("une note est attendue, de 0 à 20.")
    return Decimal(found[1])


KIND = Kind(
    name="note",
    python=Decimal,
    read=lire_note,
    words="note sur vingt",
    schema={"type": ["string", "number"], "pattern": "^[0-9]{1,2}( ?/ ?20)?$"},
    example="12/20",
    prints=lambda note, french: f"{french.number(note)} sur 20",
    as_asked=lambda typed, _: typed.strip().endswith("20"),
    whole=True,
    minimum=Decimal(0),
    maximum=Decimal(20),
)
