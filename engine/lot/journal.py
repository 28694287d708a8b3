"""What a run has done, one line a contract, added once its files are written: a run cut short goes on from there."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from engine.by_identity import ByIdentity
from engine.calendar.echeancier import Deadline
from engine.errors import Finding, InputError, Place, Severity
from engine.lot.outcome import Missing, Outcome, State
from engine.lot.plain_data import reader_of
from engine.on_disk import OnDisk
from engine.reading.decoding import printable, read_lines
from engine.writing.files import reason, write_pieces
from models.records import dataclass

NAME = "cpom-journal.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the journal says of a contract: everything that its report needs, and the digests of its files by format."""

    nom: str
    state: State
    fingerprint: str
    files: Mapping[str, str]
    findings: tuple[Finding, ...]
    missing: tuple[Missing, ...]
    deadlines: tuple[Deadline, ...]
    facts: Mapping[str, Any]
    pages: int | None


class Journal:
    """The journal of a folder; `without` what a former run wrote there of the contracts that are drafted anew.

    What the former run wrote stays on the disk: a journal of thousands of contracts weighs a hundred megabytes.
    """

    def __init__(self, folder: Path, *, without: Iterable[str] = ()) -> None:
        self._folder, self._path = folder, folder / NAME
        self._former: dict[str, int] = {}

        def former() -> Iterator[bytes]:
            known = ((entry, line) for line in _lines(self._path) if (entry := _entry(line)))
            for at, (entry, line) in enumerate(known):
                self._former[entry.nom] = at
                yield line

        self._former_lines = OnDisk(former())
        self._anew = {nom for nom in without if nom in self._former} if self._former else set()
        self._file: Any = None

    def __enter__(self) -> Self:
        kept = (self._former_lines[at] for nom, at in self._former.items() if nom not in self._anew)
        write_pieces(self._path, kept)
        try:
            self._file = self._path.open("ab", buffering=0)
        except OSError as error:
            raise _cannot(self._path, error) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def written(self, nom: str) -> Mapping[str, str]:
        """The digests of the files that a former run wrote of a contract, though it be drafted anew."""
        entry = self._of_the_former(nom)
        return entry.files if entry else {}

    def _of_the_former(self, nom: str) -> Entry | None:
        return _entry(self._former_lines[self._former[nom]]) if nom in self._former else None

    def is_unchanged(self, nom: str, fingerprint: str) -> bool:
        """Whether a contract need not be drafted again: it has the same inputs, its files are those written then."""
        entry = self._of_the_former(nom) if nom not in self._anew else None
        if entry is None or entry.fingerprint != fingerprint or entry.state not in (State.WRITTEN, State.UNCHANGED):
            return False
        for extension, digest in entry.files.items():
            file = self._folder / f"{nom}.{extension}"
            try:
                content = file.read_bytes() if file.is_file() else b""  # a pipe has no end
            except OSError:
                return False
            if sha256(content).hexdigest() != digest:
                return False
        return True

    def unchanged(self, nom: str) -> Iterator[Entry]:
        """The entry of such a contract, read again: that of thousands is not held until one is drafted."""
        if entry := self._of_the_former(nom):
            yield replace(entry, state=State.UNCHANGED)

    def add(self, outcome: Outcome, fingerprint: str, left: Mapping[str, str] = {}) -> Entry:
        """Say what became of a contract, once its files are written; `left` are the digests of others left in place."""
        digests = {extension: sha256(content).hexdigest() for extension, content in outcome.files.items()} | dict(left)
        entry = Entry(outcome.nom, outcome.state, fingerprint, digests, outcome.findings, outcome.missing,
                      outcome.deadlines, outcome.facts, outcome.pages)  # fmt: skip
        try:
            line = _line(entry)
            if self._file.write(line) != len(line):  # a disk that fills up takes a part of it
                raise OSError(errno.ENOSPC, "")
        except OSError as error:
            raise _cannot(self._path, error) from None
        return entry


def entries(folder: Path) -> Iterator[Entry]:
    """What the journal of a folder says, one contract at a time; of two that have the same name, the last stands.

    Raises:
        InputError: where there is a journal that cannot be read.
    """
    return (entry for line in _lines(folder / NAME) if (entry := _entry(line)))


def _lines(path: Path) -> Iterator[bytes]:
    """The lines of a journal, one at a time: all of them are as heavy as what they say."""
    if os.path.lexists(path):
        yield from (line + b"\n" for line in read_lines(path))


def _is_whole(path: Path, last: bytes) -> bool:
    """Whether the last line of a journal has its end, or is JSON of another shape: nothing has cut it short."""
    with suppress(OSError), path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        if file.read(1) == b"\n":
            return True
    try:
        json.loads(last)
    except (ValueError, RecursionError):
        return False
    return True


def unread(folder: Path) -> Iterator[Finding]:
    """Say that a journal has lines that say nothing; the last one may be cut short by the end of a process."""
    path = folder / NAME
    wrong, number, line = [], 0, b""
    for number, line in enumerate(_lines(path), start=1):
        if _entry(line) is None:
            wrong.append(number)
    if wrong and wrong[-1] == number and not _is_whole(path, line):
        wrong.pop()
    if wrong:
        message = (
            "cette ligne du journal ne se lit pas"
            if len(wrong) == 1
            else f"{len(wrong)} lignes du journal ne se lisent pas"
        )
        hint = "Les contrats dont elles parlaient sont refaits ; rien n'est à corriger."
        yield Finding(
            "journal-illisible", f"{message}.", Severity.WARNING, hint, place=Place(printable(path), wrong[0])
        )


def _cannot(path: Path, error: OSError) -> InputError:
    message = f"{path} ne peut pas être écrit : {reason(error)}."
    hint = "Faites de la place, ou choisissez un autre dossier (--sortie), puis relancez avec --reprendre."
    return InputError([Finding("ecriture-impossible", message, hint=hint)])


def _line(entry: Entry) -> bytes:
    said = ((name, getattr(entry, name)) for name in _names(Entry))
    texts = (
        f'"{name}":{_SAID.of(one, None, partial(_said, one)) if name in _ALIKE else _said(one)}' for name, one in said
    )
    return f"{{{','.join(texts)}}}\n".encode(errors="backslashreplace")


_ALIKE = ("missing", "deadlines")
"""What contracts of a kind say alike; half of the work of whoever leads a run would be to write it for each."""
_SAID: ByIdentity[str] = ByIdentity(128)


def _said(one: Any) -> str:
    return json.dumps(one, ensure_ascii=False, separators=(",", ":"), default=_fields)


def _fields(one: Any) -> Any:
    """What `dataclasses.asdict` gives, without its copies: they would be half of the work of whoever leads a run."""
    return one.isoformat() if isinstance(one, date) else {name: getattr(one, name) for name in _names(one.__class__)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _entry(line: bytes) -> Entry | None:
    """What a line says; None where it is no entry: cut short, of another version of cpom, of anything else."""
    try:
        found: Entry = reader_of(Entry)(json.loads(line))
    except (ValueError, RecursionError):
        return None
    return found
