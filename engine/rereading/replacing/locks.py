"""Who has a document open: what Word, Excel and LibreOffice leave beside it while they have.

Sources: LibreOffice, svl/source/misc (documentlockfile.cxx, msodocumentlockfile.cxx), for both sorts of files.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from models.records import dataclass

_LARGEST = 10_000
_WIDE = (54, 55)
"""Where the name is written a second time, in UTF-16 after its length: of Word; of Excel."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Who has a document open, where the file says it, in what, and since when; `mark` is that file."""

    program: str
    mark: Path
    who: str = ""
    since: str = ""

    def __str__(self) -> str:
        by = f" par {self.who}" if self.who else ""
        since = f", depuis le {self.since}" if self.since else ""
        return f"ouvert dans {self.program}{by}{since}"


def opened(target: Path) -> Opened | None:
    """Who has a document open, None where nobody seems to; the mark may be left of a program that was killed."""
    libre = target.with_name(f".~lock.{target.name}#")
    if libre.is_file():
        return _of_libreoffice(libre)
    for mark in _of_office(target):
        if mark.is_file():
            return Opened("Excel" if target.suffix.lower() == ".xlsx" else "Word", mark, _owner(mark), _day(mark))
    return None


def _of_office(target: Path) -> list[Path]:
    """« ~$note.docx »; Word writes it over the first letters of a name of seven letters or more."""
    name, letters = target.name, len(target.stem)
    over = [] if target.suffix.lower() == ".xlsx" else [1, 2] if letters == 7 else [2] if letters > 7 else []
    return [target.with_name(f"~${name[first:]}") for first in (0, *over)]


def _of_libreoffice(mark: Path) -> Opened:
    """« ,Jeanne Exemple,jeanne,poste-12,28.11.2026 14:05,file:///…; »: name, login, machine, time, profile."""
    said = _content(mark).decode(errors="replace").partition(";")[0]
    fields = [_readable(re.sub(r"\\(.)", r"\1", one)) for one in re.split(r"(?<!\\),", said)]
    name, login, machine, since, *_ = (*fields, "", "", "", "")
    who = next(filter(None, (name, login)), "")
    return Opened("LibreOffice", mark, f"{who} ({machine})" if who and machine else who or machine, since)


def _owner(mark: Path) -> str:
    """The name of the owner, in UTF-16 where it is told so, or else in the letters of Windows."""
    data = _content(mark)
    length = data[0] if data else 0
    for at in _WIDE:
        wide = data[at + 2 : at + 2 + 2 * length]
        if length and data[at : at + 2] == length.to_bytes(2, "little") and len(wide) == 2 * length:
            return _readable(wide.decode("utf-16-le", errors="replace"))
    return _readable(data[1 : 1 + length].decode("cp1252", errors="replace"))


def _readable(name: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in name).split())


def _content(mark: Path) -> bytes:
    with suppress(OSError), mark.open("rb") as file:
        return file.read(_LARGEST)
    return b""


def _day(mark: Path) -> str:
    with suppress(OSError, OverflowError, ValueError):
        return datetime.fromtimestamp(mark.stat().st_mtime).strftime("%d.%m.%Y %H:%M")
    return ""
