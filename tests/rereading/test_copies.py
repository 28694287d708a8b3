"""A dated copy is whole before anything takes the place of the document, whatever stops the process."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from engine.errors import Finding, InputError
from engine.rereading.replacing import copies, guard
from engine.rereading.replacing.copies import keep
from engine.rereading.replacing.guard import put
from tests.rereading.gardes import description, generer, names, typed

NOW = datetime(2026, 11, 28, 14, 5)
COPY = "contrat (copie du 2026-11-28 14h05).txt"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "contrat.txt"
    file.write_text("Les notes de quelqu'un.", encoding="utf-8")
    return file


def test_no_copy_takes_the_place_of_another(notes: Path) -> None:
    made = [keep(notes, content, NOW) for content in (b"un", b"deux", b"trois")]
    assert [one.name for one in made] == [COPY, COPY.replace(")", " 2)"), COPY.replace(")", " 3)")]
    assert [one.read_bytes() for one in made] == [b"un", b"deux", b"trois"]


def test_a_copy_has_the_day_and_the_rights_of_what_it_is_of(notes: Path) -> None:
    os.utime(notes, (1_700_000_000, 1_700_000_000))
    notes.chmod(0o640)
    copy = keep(notes, notes.read_bytes(), NOW).stat()
    assert (copy.st_mtime, copy.st_mode & 0o777) == (1_700_000_000, 0o640)


def test_where_the_disk_has_no_links_a_copy_is_kept_too(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError(1, "")

    monkeypatch.setattr(os, "link", no_link)
    assert [keep(notes, content, NOW).read_bytes() for content in (b"un", b"deux")] == [b"un", b"deux"]


class KilledError(BaseException):
    """What ends a process between two of its steps."""


def test_killed_between_the_copy_and_the_document_nothing_is_lost(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KilledError

    before = notes.read_bytes()
    monkeypatch.setattr(guard, "write_whole", killed)
    with pytest.raises(KilledError):
        put({notes: b"autre"}, overwrite=True, now=NOW)
    assert {one.name: one.read_bytes() for one in notes.parent.iterdir()} == {"contrat.txt": before, COPY: before}


def test_where_no_copy_can_be_kept_nothing_is_replaced(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise InputError([Finding("ecriture-impossible", "le disque est plein.")])

    before = notes.read_bytes()
    monkeypatch.setattr(copies, "keep", full)
    with pytest.raises(InputError):
        put({notes: b"autre"}, overwrite=True, now=NOW)
    assert notes.read_bytes() == before


def test_what_cannot_be_read_is_not_replaced(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "")

    monkeypatch.setattr(Path, "read_bytes", refused)
    for overwrite in (False, True):
        with pytest.raises(InputError, match=r"ne peut pas être lu.*vous n'en avez pas le droit"):
            put({notes: b"autre"}, overwrite=overwrite, now=NOW)
    monkeypatch.undo()
    assert notes.read_bytes().startswith(b"Les notes")


def test_a_link_is_looked_through(notes: Path) -> None:
    link = notes.with_name("lien.txt")
    link.symlink_to(notes)
    with pytest.raises(InputError, match=r"lien\.txt n'est pas de cpom"):
        put({link: b"autre"})
    assert notes.read_bytes().startswith(b"Les notes")


def test_two_commands_at_once_lose_nothing(tmp_path: Path) -> None:
    contrat, out = description(tmp_path), tmp_path / "sortie"
    generer(contrat, out)
    typed(out / "contrat.docx", "Le présent contrat", " Les parties se voient chaque mois.")
    changed = (out / "contrat.docx").read_bytes()
    words = [sys.executable, "-m", "engine.cli", "generer", str(contrat), "--sortie", str(out), "--ecraser"]
    both = [subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait(timeout=120) for one in both] == [0, 0]
    assert any((out / one).read_bytes() == changed for one in names(out) if "(copie du" in one)
    assert not [one for one in names(out) if one.startswith(".cpom-")]
    assert (out / "contrat.docx").read_bytes() != changed
