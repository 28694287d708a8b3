"""What a run has done, one line a contract, added once its files are written: a run cut short goes on from there."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import date
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
        self._entries = entries(folder) if keep else {}
        self._file: Any = None

    def __enter__(self) -> Self:
        write_whole(self._path, b"".join(map(_line, self._entries.values())))
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
        entry = self._entries.get(nom)
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

    def add(self, outcome: Outcome, fingerprint: str) -> Entry:
        """Say what became of a contract, once its files are written."""
        digests = {extension: sha256(content).hexdigest() for extension, content in outcome.files.items()}
        entry = Entry(outcome.nom, outcome.state, fingerprint, digests, outcome.findings, outcome.missing,
                      outcome.deadlines, outcome.facts, outcome.pages)  # fmt: skip
        try:
            self._file.write(_line(entry))
        except OSError as error:
            raise _cannot(self._path, error) from None
        return entry


def entries(folder: Path) -> dict[str, Entry]:
    """What the journal of a folder says of each contract, by its name; nothing where there is no journal."""
    with suppress(FileNotFoundError):
        return {entry.nom: entry for entry in _lines((folder / NAME).read_bytes())}
    return {}


def _cannot(path: Path, error: OSError) -> InputError:
    message = f"{path} ne peut pas être écrit : {reason(error)}."
    hint = "Faites de la place, ou choisissez un autre dossier (--sortie), puis relancez avec --reprendre."
    return InputError([Finding("ecriture-impossible", message, hint=hint)])


def _line(entry: Entry) -> bytes:
    data = _fields(entry) | {"deadlines": [_fields(one) | {"day": one.day.isoformat()} for one in entry.deadlines]}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_fields)
    return text.encode() + os.linesep.encode()


def _fields(one: Any) -> dict[str, Any]:
    """What `dataclasses.asdict` gives, without its copies: they would be half of the work of whoever leads a run."""
    return {field.name: getattr(one, field.name) for field in fields(one)}


def _lines(content: bytes) -> list[Entry]:
    """The entries of a journal; a last line cut short by the end of a process says nothing."""
    found = []
    for line in content.splitlines():
        with suppress(ValueError, KeyError, TypeError):
            found.append(_entry(json.loads(line)))
    return found


def _entry(data: dict[str, Any]) -> Entry:
    return Entry(
        data["nom"],
        State(data["state"]),
        data["fingerprint"],
        data["files"],
        tuple(_finding(one) for one in data["findings"]),
        tuple(Missing(**one) for one in data["missing"]),
        tuple(Deadline(**(one | {"day": date.fromisoformat(one["day"])})) for one in data["deadlines"]),
        data["facts"],
        data["pages"],
    )


def _finding(data: dict[str, Any]) -> Finding:
    place = Place(**data["place"]) if data["place"] else None
    return Finding(**(data | {"severity": Severity(data["severity"]), "path": tuple(data["path"]), "place": place}))
