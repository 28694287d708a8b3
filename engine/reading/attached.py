"""What a PDF was made from: among its last lines, or else the description attached to it (ISO 19005-3, annex E)."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from pathlib import PurePath
from typing import Any, Final

from engine.carried import Carried, DamagedError, unpacked
from engine.seals import origin_in

_LARGEST: Final = 2_000_000


def carried_in_pdf(data: bytes) -> Carried | None:
    """What a PDF was made from, signed or not: all of it, or its attached description alone, which an editor may keep.

    None where it has none, or where it cannot be read.

    Raises:
        LaterFormatError: where a later version wrote it.
    """
    if pieces := origin_in(data):
        with suppress(DamagedError):
            return unpacked(pieces)
    from pypdf import PdfReader  # noqa: PLC0415 - it takes a third of a second

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # else what it says of a cut file is printed
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
