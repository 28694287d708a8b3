"""One run at a time in a folder, and a lock that nobody ever has to remove by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import InputError
from engine.lot.verrou import NAME, alone_in

HOLD = """
import sys
from pathlib import Path
from engine.lot.verrou import alone_in
with alone_in(Path(sys.argv[1])):
    print("tenu", flush=True)
    sys.stdin.read()
"""


def held(folder: Path) -> subprocess.Popen[str]:
    """Another process that holds the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "tenu\n"
    return process


def test_a_second_run_is_refused_and_told_who_is_there(tmp_path: Path) -> None:
    with held(tmp_path) as other:
        with pytest.raises(InputError) as caught, alone_in(tmp_path):
            pass
        other.kill()
    (found,) = caught.value.findings
    assert found.code == "dossier-occupe"
    assert f"(processus {other.pid})" in found.message


def test_a_process_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    with held(tmp_path) as other:
        other.kill()
    assert (tmp_path / NAME).exists()
    with alone_in(tmp_path):
        pass
    assert not (tmp_path / NAME).exists()


def test_nothing_is_left_of_the_lock(tmp_path: Path) -> None:
    for _ in range(2):
        with alone_in(tmp_path / "lot"):
            assert (tmp_path / "lot" / NAME).read_text(encoding="ascii") == str(os.getpid())
    assert list((tmp_path / "lot").iterdir()) == []


def test_a_folder_removed_meanwhile_is_no_matter(tmp_path: Path) -> None:
    folder = tmp_path / "lot"
    with alone_in(folder):
        (folder / NAME).unlink()
        folder.rmdir()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "lot").write_text("déjà là", encoding="utf-8")
    with pytest.raises(InputError) as caught, alone_in(tmp_path / "lot"):
        pass
    assert [one.code for one in caught.value.findings] == ["ecriture-impossible"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files there")
def test_a_pipe_in_the_place_of_the_lock_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    with (
        pytest.raises(InputError, match=rf"{NAME} ne peut pas être écrit : ce n'est pas un fichier ordinaire"),
        alone_in(tmp_path),
    ):
        pass
