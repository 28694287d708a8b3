"""What a run has done, one line a contract, added once its files are written: a run cut short goes on from there."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import date
from errno import EISDIR
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from engine.batch.projet import Missing, Outcome, State
from engine.computing.echeancier import Deadline
from engine.errors import Finding, InputError, Place, Severity
from engine.writing.files import reason, write_whole

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
    """The journal of a folder; `keep` what a former run wrote there."""

    def __init__(self, folder: Path, *, keep: bool) -> None:
        self._folder, self._path = folder, folder / NAME
        self._lines = _by_name(_read(self._path)) if keep else {}  # as they are: read, they would take ten times more
        self._file: Any = None

    def __enter__(self) -> Self:
        write_whole(self._path, b"".join(self._lines.values()))
        try:
            self._file = self._path.open("ab", buffering=0)
        except OSError as error:
            raise _cannot(self._path, error) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def unchanged(self, nom: str, fingerprint: str) -> Entry | None:
        """The entry of a contract that need not be drafted again: same inputs, and its files are those written then."""
        line = self._lines.get(nom)
        entry = _entry(json.loads(line)) if line else None
        if entry is None or entry.fingerprint != fingerprint or entry.state not in (State.WRITTEN, State.UNCHANGED):
            return None
        for extension, digest in entry.files.items():
            try:
                content = (self._folder / f"{nom}.{extension}").read_bytes()
            except OSError:
                return None
            if sha256(content).hexdigest() != digest:
                return None
        return replace(entry, state=State.UNCHANGED)

    def check(self) -> None:
        """Look whether the journal is still in its folder: what is written elsewhere would be lost.

        Raises:
            InputError: where somebody has moved or removed it, or its folder, since it was opened.
        """
        try:
            there = os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except OSError:
            there = False
        if not there:
            message = f"{self._folder} a été supprimé, déplacé ou remplacé pendant le lot."
            hint = "Remettez-le à sa place s'il le faut, puis relancez avec --reprendre."
            raise InputError([Finding("dossier-disparu", message, hint=hint)])

    def add(self, outcome: Outcome, fingerprint: str) -> Entry:
        """Say what became of a contract, once its files are written.

        Raises:
            InputError: where the journal cannot be written, or is no longer there.
        """
        digests = {extension: sha256(content).hexdigest() for extension, content in outcome.files.items()}
        entry = Entry(outcome.nom, outcome.state, fingerprint, digests, outcome.findings, outcome.missing,
                      outcome.deadlines, outcome.facts, outcome.pages)  # fmt: skip
        self.check()
        left = memoryview(_line(entry))
        try:
            while left:  # a disk that fills up may take a part and refuse the rest only then
                left = left[self._file.write(left) :]
        except OSError as error:
            raise _cannot(self._path, error) from None
        return entry


def entries(folder: Path) -> dict[str, Entry]:
    """What the journal of a folder says of each contract, by its name; nothing where there is no journal.

    Raises:
        InputError: where there is one that cannot be read.
    """
    return {nom: _entry(json.loads(line)) for nom, line in _by_name(_read(folder / NAME)).items()}


def _read(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise IsADirectoryError(EISDIR, "")
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        message = f"{path} ne peut pas être lu : {reason(error)}."
        hint = "Retirez-le de ce dossier, ou choisissez-en un autre (--sortie)."
        raise InputError([Finding("journal-illisible", message, hint=hint)]) from None


def _cannot(path: Path, error: OSError) -> InputError:
    message = f"{path} ne peut pas être écrit : {reason(error)}."
    hint = "Faites de la place, ou choisissez un autre dossier (--sortie), puis relancez avec --reprendre."
    return InputError([Finding("ecriture-impossible", message, hint=hint)])


def _line(entry: Entry) -> bytes:
    data = _fields(entry) | {"deadlines": [(one.day.isoformat(), one.words, one.kind) for one in entry.deadlines]}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_fields)
    return text.encode(errors="backslashreplace") + b"\n"  # the name of a file may be no text


def _fields(one: Any) -> dict[str, Any]:
    """What `dataclasses.asdict` gives, without its copies: they would be half of the work of whoever leads a run."""
    return {field.name: getattr(one, field.name) for field in fields(one)}


def _by_name(content: bytes) -> dict[str, bytes]:
    """The last line about each contract; a line cut short by the end of a process says nothing."""
    found = {}
    for line in content.splitlines(keepends=True):
        with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
            found[_entry(json.loads(line)).nom] = line if line.endswith(b"\n") else line + b"\n"
    return found


def _entry(data: dict[str, Any]) -> Entry:
    return Entry(
        data["nom"],
        State(data["state"]),
        data["fingerprint"],
        dict(data["files"].items()),
        tuple(_finding(one) for one in data["findings"]),
        tuple(_missing(one["path"], one["label"], one["who"]) for one in data["missing"]),
        tuple(Deadline(date.fromisoformat(day), words, kind) for day, words, kind in data["deadlines"]),
        data["facts"],
        data["pages"],
    )


@lru_cache(10_000)
def _missing(path: str, label: str, who: str) -> Missing:
    """The contracts of a run lack the same facts: one object is enough for all of them."""
    return Missing(path, label, who)


def _finding(data: dict[str, Any]) -> Finding:
    place = Place(**data["place"]) if data["place"] else None
    return Finding(**(data | {"severity": Severity(data["severity"]), "path": tuple(data["path"]), "place": place}))
