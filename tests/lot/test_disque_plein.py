"""A run that cannot write: what was written is reported, and a contract whose file is refused stops nobody else's."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest

from engine.errors import Finding
from engine.lot.outcome import State
from engine.lot.place import room_for_reports
from engine.lot.run import run
from engine.writing.files import FullDiskError, new_file
from tests.lot.test_rapport import REPORTS, Lot, stopping
from tests.lot.test_run import ORDER, by_hand, check, projets


@pytest.fixture
def lot(tmp_path: Path) -> Lot:
    return Lot(tmp_path)


def test_a_disk_that_fills_up_has_its_reports_which_say_so(
    lot: Lot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stopping(monkeypatch, 1, FullDiskError([Finding("ecriture-impossible", "le disque est plein.")]))
    assert lot.run("lot") == 1
    assert "arrêté ; relancez avec --reprendre" in capsys.readouterr().err
    assert [report for report in REPORTS if not (lot.folder / "lot" / report).exists()] == []
    assert [one["etat"] for one in lot.manifest("lot")["contrats"]] == ["écrit", "à rédiger"]
    assert "le disque est plein" in (lot.folder / "lot" / "rapport.html").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_stops_its_contract_alone(tmp_path: Path) -> None:
    first, *others = projets(3)
    (tmp_path / "lot" / f"{first.nom}.{ORDER.formats[0]}").mkdir(parents=True)
    entries = {one.nom: one for one in run([first, *others], ORDER, by_hand(), tmp_path / "lot")}
    assert entries[first.nom].state is State.FAILED
    assert entries[first.nom].findings[-1].code == "ecriture-impossible"
    assert not entries[first.nom].files
    assert [entries[one.nom].state for one in others] == [State.WRITTEN, State.WRITTEN]


def test_a_full_disk_leaves_nothing_of_the_contract_that_it_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = new_file
    calls: list[int] = []

    def opened(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) > 2:  # the journal, then the first file of the first contract
            raise OSError(28, "No space left on device")
        return real(*args, **kwargs)

    monkeypatch.setattr("engine.writing.files.new_file", opened)
    with pytest.raises(FullDiskError):
        list(run(projets(1), ORDER, by_hand(), tmp_path / "lot"))
    assert [one.name for one in (tmp_path / "lot").rglob("*") if one.is_file()] == ["cpom-journal.jsonl"]
    assert not check(tmp_path / "lot")


def test_the_room_of_the_reports_is_held_and_given_back(tmp_path: Path) -> None:
    with room_for_reports(tmp_path, 1) as held:
        assert held
        assert held.tell() == 250_000
    assert held.closed
    assert not list(tmp_path.iterdir())


def test_a_disk_without_that_much_room_is_asked_for_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = tempfile.TemporaryFile

    class Small:
        def __init__(self, **more: Any) -> None:
            self.file = real(**more)

        def write(self, content: bytes) -> int:
            if self.file.tell() + len(content) > 100_000:
                raise OSError(28, "No space left on device")
            return int(self.file.write(content))

        def __getattr__(self, name: str) -> Any:
            return getattr(self.file, name)

    monkeypatch.setattr("engine.lot.place.tempfile.TemporaryFile", Small)
    with room_for_reports(tmp_path, 1) as held:
        assert held
        assert held.tell() == 62_500
    with room_for_reports(tmp_path, 100) as held:
        assert held is None
