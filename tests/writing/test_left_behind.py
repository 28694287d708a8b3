"""What a killed process leaves on a disk is removed by the next, and nothing of one that lives."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from engine.errors import Place
from engine.lot.executors import local
from engine.lot.outcome import Order
from engine.lot.run import run
from engine.programmation.projet import Projet
from engine.writing import temporary
from engine.writing.files import write_whole

BUSY = """
import sys, time
from pathlib import Path
from engine.writing.files import write_pieces
from engine.writing.temporary import temporary_folder
def slowly():
    yield b"a half"
    print("there", flush=True)
    time.sleep(600)
with temporary_folder("typst") as folder:
    (Path(folder) / "dedans").write_bytes(b"x")
    write_pieces(Path(sys.argv[1]) / "contrat.docx", slowly())
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no locks of files there")


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of a file of `sortie`, which holds a folder of `tmp`, the system's temporary one."""
    for name in ("sortie", "tmp"):
        (tmp_path / name).mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", BUSY, str(tmp_path / "sortie")],
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout
        assert process.stdout.readline() == "there\n"
        yield process
        process.kill()


def swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What stays an hour later, once another process has made something there."""
    for one in (*(tmp_path / "sortie").iterdir(), *(tmp_path / "tmp").iterdir()):
        os.utime(one, (time.time() - 3600,) * 2)
    monkeypatch.setattr(temporary, "_swept", set())
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    write_whole(tmp_path / "sortie" / "autre.docx", b"x")
    with temporary.temporary_folder("lot"):
        pass
    return [one.name for name in ("sortie", "tmp") for one in sorted((tmp_path / name).iterdir())]


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM])
def test_what_a_dead_process_left_is_removed(
    busy: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blow: signal.Signals
) -> None:
    busy.send_signal(blow)
    busy.wait()
    assert len([*tmp_path.rglob(".cpom-*"), *tmp_path.rglob("cpom-temporaire-*")]) == 2
    assert swept(tmp_path, monkeypatch) == ["autre.docx"]


def test_what_a_living_process_makes_stays(
    busy: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden, shown, folder = swept(tmp_path, monkeypatch)
    assert (hidden[:6], shown, folder[:22]) == (".cpom-", "autre.docx", "cpom-temporaire-typst-")


def test_what_is_not_ours_or_was_just_made_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = (".cpom-notes", ".cpom-0123456789abcdefg", "cpom-temporaire-", "cpom-temporaire")
    for name in (*old, ".cpom-0123456789abcdef"):
        (tmp_path / name).touch()
    (tmp_path / ".cpom-aaaaaaaaaaaaaaaa").symlink_to(tmp_path / old[0])
    os.mkfifo(tmp_path / ".cpom-bbbbbbbbbbbbbbbb")
    for name in old:
        os.utime(tmp_path / name, (0, 0))
    os.utime(tmp_path / ".cpom-bbbbbbbbbbbbbbbb", (0, 0))
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr(temporary, "_swept", set())
    temporary.sweep_once(str(tmp_path))
    assert sorted(tmp_path.iterdir()) == before


def test_folders_of_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    others = (
        "notes",
        "mes-archives",
        "autre-abcdefgh",
        "lot-ABCDEFGH",
        "lot-abcdefghi",
        "lot-abcdefg",
        "lot-2026-abcdefgh",
    )
    for name in (*others, "lot-abcd_012"):
        folder = tmp_path / f"cpom-temporaire-{name}"
        folder.mkdir()
        os.utime(folder, (0, 0))
    monkeypatch.setattr(temporary, "_swept", set())
    temporary.sweep_once(str(tmp_path))
    assert {one.name for one in tmp_path.iterdir()} == {f"cpom-temporaire-{name}" for name in others}


def test_a_run_taken_up_again_removes_only_what_a_dead_process_left(
    busy: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(temporary, "_swept", set())
    out, order = tmp_path / "sortie", Order(("txt",), date(2026, 1, 1))
    (held,) = out.iterdir()
    (out / "2026").mkdir()
    theirs, dead, new = (out / "2026" / f".cpom-{name}" for name in ("a-moi.txt", "a" * 16, "b" * 16))
    for one in (theirs, dead, new):
        one.touch()
    for one in (held, theirs, dead):
        os.utime(one, (time.time() - 3600,) * 2)
    projet = Projet("2026/c", "modele: inconnu\n", ".", Place("tableau.csv", 2))
    assert list(run([projet], order, local(1, ("saad",), order), out, resume=True))
    assert sorted(out.rglob(".cpom-*")) == sorted([held, theirs, new])


def test_every_temporary_folder_of_ours_is_held() -> None:
    """Those made inside another that is, or in what is kept from one command to the next, go with it."""
    elsewhere, making = {"engine/writing/temporary.py"}, ("mkdtemp", "TemporaryDirectory")
    found = set()
    for file in Path("engine").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if any(name in text for name in making) else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in making:
                named = {one.arg for one in node.keywords}
                found |= {file.as_posix()} if "dir" not in named else set()
    assert found == elsewhere
