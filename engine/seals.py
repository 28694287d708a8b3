"""A seal: the fingerprint of a file, in a line of it, by which one that was changed since it was written is known.

A PDF and a page have room for lines that nobody sees: the seal, and before it all that the document was made from
(`engine.carried`), which a DOCX and an ODT have among their properties. A workbook has a mark of each of its rows
(`engine.workbook.row_mark`).
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import islice

from models.regexes import regex

NAME = "cpom-empreinte"
_SEAL = regex(rb"cpom-empreinte:([0-9a-f]{64})")
_END_OF_REVISION = regex(rb"%%EOF(?:\r\n|\r|\n)?")
_MOST_SEALS = 20
"""The seals of a file that are looked at; a PDF of ours has one."""
_ROOM = 4_000
"""How far from its end a file has its seal, at most."""
_HIDDEN = "\n%cpom-origine:"
_LINES = regex(rb"(?:\n%cpom-origine:[\x21-\x7e]*)+")
_LONGEST = 240
"""The letters of a line that holds a piece: no line of a PDF that is not a stream should have more than 255."""


def sealed(content: bytes, end: bytes, line: str) -> bytes:
    """The content with a line before the last `end`, in which « {} » stands for the seal."""
    at = content.rindex(end)
    before, _, after = line.partition("{}")
    head = content[:at] + f"{before}{NAME}:".encode()
    tail = after.encode() + content[at:]
    return head + sha256(head + tail).hexdigest().encode() + tail


def with_origin(content: bytes, end: bytes, pieces: Iterable[str], around: tuple[str, str] = ("", "")) -> bytes:
    """The content with what it was made from, in lines that nobody sees, before the last `end`.

    `around` are what begins and what ends a comment of several lines, in a format where no line is one by itself.
    """
    at, whole = content.rindex(end), "".join(pieces)
    lines = (f"{_HIDDEN}{whole[start : start + _LONGEST]}" for start in range(0, len(whole), _LONGEST))
    written = f"{around[0]}{''.join(lines)}\n{around[1]}"
    return content[:at] + written.removeprefix("\n" * content[:at].endswith(b"\n")).encode() + content[at:]


def origin_in(content: bytes) -> list[str]:
    """What a file says, in its last lines, that it was made from; empty where it says nothing."""
    found = [one.group() for one in _LINES.finditer(content)]
    return found[-1].decode().split(_HIDDEN)[1:] if found else []


def is_intact(content: bytes) -> bool | None:
    """Whether a file is to the byte what it was when it was sealed; None where it has no seal."""
    found = list(_SEAL.finditer(content, max(len(content) - _ROOM, 0))) or list(_SEAL.finditer(content))
    if not found:
        return None
    seal = found[-1]
    return sha256(content[: seal.start(1)] + content[seal.end(1) :]).hexdigest().encode() == seal[1]


def intact_revision(content: bytes) -> bytes:
    """What of a PDF is as it was sealed, empty for nothing: what signs one adds to its end (ISO 32000-1, 7.5.6)."""
    for seal in islice(_SEAL.finditer(content), _MOST_SEALS):
        end = _END_OF_REVISION.search(content, seal.end())
        for part in (content[: end.end()], content[: end.start() + len(b"%%EOF")]) if end else ():
            if is_intact(part):
                return part
    return b""


def told(keywords: Iterable[str]) -> str:
    """The keywords of a document in ASCII and in a line, for a format that has no other place where they are read."""
    return " ".join(", ".join(keywords).split()).encode("ascii", "xmlcharrefreplace").decode()
