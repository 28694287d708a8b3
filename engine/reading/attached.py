"""The description that a PDF was made from, attached to it (ISO 32000-2, 7.11.4; ISO 19005-3, annex E)."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import PurePath
from typing import Any, Final

from engine.carried import Carried

_LARGEST: Final = 2_000_000


def carried_in_pdf(data: bytes) -> Carried | None:
    """What a PDF was made from, signed or not: the description that it has among its attached files, without lines.

    None where it has none, or where it cannot be read.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - it takes a third of a second

    try:
        reader = PdfReader(BytesIO(data))
        found = [
            (name, content)
            for name, contents in reader.attachments.items()
            for content in contents
            if PurePath(name).suffix.lower() in (".yaml", ".yml") and len(content) <= _LARGEST
        ]
        day = _day(reader)
    except Exception:
        return None
    if not found:
        return None
    name, content = found[0]
    return Carried(content.decode(errors="replace"), PurePath(name).name, day, "")


def _day(reader: Any) -> date:
    """The day that a PDF says it was made, which is that of its contract."""
    said = reader.metadata.creation_date if reader.metadata else None
    return said.date() if isinstance(said, datetime) else date.today()
