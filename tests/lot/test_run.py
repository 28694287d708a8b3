"""The run: whatever stops it, no half-written file, no lost contract, and a journal that tells the truth."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from engine.errors import InputError, Place
from engine.lot import run as run_module
from engine.lot.draft import draft
from engine.lot.executors import Workforce, local
from engine.lot.journal import NAME, Entry
from engine.lot.outcome import Order, Outcome, State
from engine.lot.run import run
from engine.lot.verrou import NAME as LOCK
from engine.programmation.projet import Projet
from engine.writing.files import new_file
from tests.rapports import journal

ORDER = Order(("docx",), date(2026, 1, 1))
CPOM = [sys.executable, "-m", "engine.cli"]


def projets(count: int, **texts: str) -> list[Projet]:
    """Small contracts; `texts` replaces the description of some, by name."""
    made = []
    for n in range(count):
        name = f"c{n}"
        text = texts.get(
            name, f'modele: saad\ndepartement: "35"\neffet: 2024-02-01\nduree: 5 ans\nexemplaires: {n + 2}\n'
        )
        made.append(Projet(f"2026/{name}", text, ".", Place("tableau.csv", n + 2)))
    return made


def by_hand(order: Order = ORDER) -> Workforce:
    return local(1, ("saad",), order)


def names(entries: Iterator[Entry] | list[Entry]) -> dict[str, State]:
    return {entry.nom: entry.state for entry in entries}


def check(folder: Path, *, killed: bool = False) -> dict[str, Entry]:
    """Every file that the journal names is whole; none is left under a temporary name, but by a process just killed."""
    entries = journal(folder)
    said = {f"{nom}.{ext}": digest for nom, entry in entries.items() for ext, digest in entry.files.items()}
    found = {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file() and file.name not in (NAME, LOCK)
    }
    assert said.items() <= found.items()
    assert killed or not [name for name in found if "/.cpom-" in name]
    return entries


def test_each_contract_has_its_files_and_its_line_in_the_journal(tmp_path: Path) -> None:
    entries = list(run(projets(3), ORDER, by_hand(), tmp_path))
    assert names(entries) == dict.fromkeys(("2026/c0", "2026/c1", "2026/c2"), State.WRITTEN)
    assert check(tmp_path).keys() == names(entries).keys()
    assert sorted(entries[0].files) == ["docx", "yaml"]


def test_one_bad_contract_never_stops_the_others(tmp_path: Path) -> None:
    bad = {
        "c0": "modele: inconnu\n",
        "c1": "modele: [\n",
        "c2": 'modele: saad\neffet: 31/02/2024\ndepartement: "35"\n',
        "c3": "modele: saad\ncharte: absente.docx\n",
        "c4": "modele: saad\nservices: [{finess: '350000023'}]\n",
    }
    entries = {entry.nom: entry for entry in run(projets(7, **bad), ORDER, by_hand(), tmp_path)}
    assert [entries[f"2026/c{n}"].state for n in range(5)] == [State.TO_FIX] * 5
    assert [entries[f"2026/c{n}"].state for n in (5, 6)] == [State.WRITTEN] * 2
    assert all(entries[f"2026/c{n}"].findings for n in range(5))
    check(tmp_path)


def test_a_bug_of_ours_costs_one_contract_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(projet: Projet, order: Order) -> Outcome:
        if projet.nom.endswith("c1"):
            monkeypatch.setattr("engine.lot.draft._drafted", _raises)
        try:
            return draft(projet, order)
        finally:
            monkeypatch.undo()
            monkeypatch.setattr(run_module, "draft", broken)

    def _raises(*_: object) -> Outcome:
        raise KeyError("oubli")

    monkeypatch.setattr(run_module, "draft", broken)
    entries = {entry.nom: entry for entry in run(projets(3), ORDER, by_hand(), tmp_path)}
    assert [entries[f"2026/c{n}"].state for n in range(3)] == [State.WRITTEN, State.FAILED, State.WRITTEN]
    assert "KeyError" in entries["2026/c1"].findings[0].message


def test_taken_up_again_nothing_is_done_twice(tmp_path: Path) -> None:
    list(run(projets(3), ORDER, by_hand(), tmp_path))
    assert set(names(run(projets(3), ORDER, by_hand(), tmp_path, resume=True)).values()) == {State.UNCHANGED}


@pytest.mark.parametrize("change", ["description", "file lost", "formats", "logo", "journal cut short"])
def test_taken_up_again_what_changed_is_done_again(tmp_path: Path, change: str) -> None:
    logo = tmp_path / "logo.png"
    text = 'modele: saad\ndepartement: "35"\n'
    first = [
        Projet(f"2026/c{n}", text, str(tmp_path), Place("t", n), fichiers=("logo.png",) * (n == 1)) for n in range(3)
    ]
    order, folder = ORDER, tmp_path / "lot"
    list(run(first, order, by_hand(), folder))
    second = list(first)
    match change:
        case "description":
            second[1] = Projet("2026/c1", text + "exemplaires: 4\n", str(tmp_path), Place("t"), fichiers=("logo.png",))
        case "file lost":
            (folder / "2026/c1.docx").unlink()
        case "formats":
            order = Order(("docx", "txt"), ORDER.today)
        case "logo":
            logo.write_bytes(b"un logo")
        case "journal cut short":
            lines = (folder / NAME).read_bytes().splitlines(keepends=True)
            (folder / NAME).write_bytes(lines[0] + lines[2] + lines[1][:-40])
    states = names(run(second, order, by_hand(order), folder, resume=True))
    assert states["2026/c1"] is State.WRITTEN
    assert list(states.values()).count(State.UNCHANGED) == (0 if change == "formats" else 2)
    check(folder)


def test_the_same_files_from_one_process_and_from_several(tmp_path: Path) -> None:
    alone = {entry.nom: entry.files for entry in run(projets(4), ORDER, by_hand(), tmp_path / "un")}
    several = {
        entry.nom: entry.files for entry in run(projets(4), ORDER, local(2, ("saad",), ORDER), tmp_path / "deux")
    }
    assert alone == several


def test_a_process_that_dies_costs_the_contract_that_kills_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPOM_ESSAI_MORTEL", "2026/c2")
    monkeypatch.setattr(run_module, "draft", deadly)
    entries = names(run(projets(6), ORDER, local(2, ("saad",), ORDER), tmp_path))
    assert entries.pop("2026/c2") is State.FAILED
    assert set(entries.values()) == {State.WRITTEN}
    check(tmp_path)


def deadly(projet: Projet, order: Order) -> Outcome:
    """Draft, unless it is the contract that kills its process."""
    if projet.nom == os.environ["CPOM_ESSAI_MORTEL"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return draft(projet, order)


@pytest.mark.parametrize(("blow", "after"), [(signal.SIGKILL, 1), (signal.SIGKILL, 7), (signal.SIGINT, 3)])
def test_killed_anywhere_a_run_loses_nothing(twenty: Path, tmp_path: Path, blow: int, after: int) -> None:
    folder = tmp_path / "lot"
    words = [*CPOM, "lot", str(twenty), "--sortie", str(folder), "--processus", "2", "--reprendre"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and (
        not (folder / NAME).exists() or (folder / NAME).read_bytes().count(b"\n") < after
    ):
        time.sleep(0.01)
    process.send_signal(blow)
    process.wait()
    begun = set(check(folder, killed=True))
    for left in folder.rglob(".cpom-*"):  # what is younger than a minute may not be locked yet, and stays
        os.utime(left, (0, 0))
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    entries = check(folder)
    assert len(entries) == 20
    assert begun <= entries.keys()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes where nobody may")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(InputError) as caught:
        list(run(projets(1), ORDER, by_hand(), tmp_path / "lot"))
    assert caught.value.findings[0].code == "ecriture-impossible"


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "lot").write_text("déjà là", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(run(projets(1), ORDER, by_hand(), tmp_path / "lot"))
    assert caught.value.findings[0].code == "ecriture-impossible"


def test_a_disk_that_fills_up_leaves_whole_files_and_a_true_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.writing.files.new_file", _full_after(5))
    with pytest.raises(InputError) as caught:
        list(run(projets(6), ORDER, by_hand(), tmp_path / "lot"))
    monkeypatch.undo()
    assert "le disque est plein" in caught.value.findings[0].message
    begun = set(check(tmp_path / "lot"))
    assert 0 < len(begun) < 6
    assert len(names(run(projets(6), ORDER, by_hand(), tmp_path / "lot", resume=True))) == 6


def _full_after(count: int) -> object:
    real, left = new_file, [count]

    def opened(path: Path, mode: int) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        return real(path, mode)

    return opened
