"""A seal: the fingerprint of a file, in a line of it, by which one that was changed since it was written is known.

A PDF and a page have room for a line that nobody sees. What a document says of its own words, line by line, is in
`engine.carried`; a workbook has a mark of each of its rows (`engine.workbook.row_mark`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

NAME = "cpom-empreinte"
_SEAL = re.compile(rb"cpom-empreinte:([0-9a-f]{64})")
_ROOM = 4_000
"""How far from its end a file has its seal, at most."""


def sealed(content: bytes, end: bytes, line: str) -> bytes:
    """The content with a line before the last `end`, in which « {} » stands for the seal."""
    at = content.rindex(end)
    before, _, after = line.partition("{}")
    head = content[:at] + f"{before}{NAME}:".encode()
    tail = after.encode() + content[at:]
    return head + sha256(head + tail).hexdigest().encode() + tail


def is_intact(content: bytes) -> bool | None:
    """Whether a file is to the byte what it was when it was sealed; None where it has no seal."""
    found = list(_SEAL.finditer(content, max(len(content) - _ROOM, 0))) or list(_SEAL.finditer(content))
    if not found:
        return None
    seal = found[-1]
    return sha256(content[: seal.start(1)] + content[seal.end(1) :]).hexdigest().encode() == seal[1]


def told(keywords: Iterable[str]) -> str:
    """The keywords of a document in ASCII and in a line, for a format that has no other place where they are read."""
    return " ".join(", ".join(keywords).split()).encode("ascii", "xmlcharrefreplace").decode()
