"""Nothing is left of a run whose leader dies, whatever killed it and whatever it was doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.lot.journal import NAME

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are counted in /proc")

CPOM = [sys.executable, "-m", "engine.cli"]
MARK = "CPOM_ESSAI_DES_PROCESSUS"
PATIENCE = 60
"""Seconds, on a machine that does something else too."""


def alive(mark: str) -> list[int]:
    """The processes of a run: its leader, its workers and whatever helps them have the mark in their environment."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdecimal() and f"{MARK}={mark}\0".encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
        except OSError:  # it has ended meanwhile, or is not ours
            continue
    return found


def until(condition: object, what: str) -> None:
    limit = time.monotonic() + PATIENCE
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < limit, what
        time.sleep(0.005)


@pytest.fixture
def launched(twenty: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run of two processes, which says everything in a pipe, in a group of its own as from a terminal."""
    words = [*CPOM, "lot", str(twenty), "--sortie", str(tmp_path / "lot"), "--processus", "2"]
    environ = os.environ | {MARK: str(tmp_path)}
    # A shell in the background ignores some signals, and so would all that it starts: a terminal does not.
    handlers = {one: signal.signal(one, signal.SIG_DFL) for one in (signal.SIGINT, signal.SIGHUP)}
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environ, start_new_session=True
    )
    for one, handler in handlers.items():
        signal.signal(one, handler)
    with process:
        yield process
        for left in alive(str(tmp_path)):
            os.kill(left, signal.SIGKILL)


MOMENTS = {"starting": 0, "drafting": 1, "writing": 6}
"""How many contracts the journal tells by then."""


@pytest.mark.parametrize(
    ("moment", "blow", "whom"),
    [
        *((moment, blow, "leader") for moment in MOMENTS for blow in (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)),
        *((moment, blow, "group") for moment in ("starting", "drafting") for blow in (signal.SIGTERM, signal.SIGINT)),
    ],
)
def test_no_process_outlives_its_leader(
    launched: subprocess.Popen[str], tmp_path: Path, moment: str, blow: signal.Signals, whom: str
) -> None:
    mark, journal = str(tmp_path), tmp_path / "lot" / NAME
    until(lambda: len(alive(mark)) >= 3, "two workers have started")
    lines = MOMENTS[moment]
    until(lambda: not lines or (journal.exists() and journal.read_bytes().count(b"\n") >= lines), moment)
    if whom == "group":
        os.killpg(launched.pid, blow)
    else:
        launched.send_signal(blow)
    said, _ = launched.communicate(timeout=PATIENCE)  # which waits until nobody holds the pipe any more
    assert "Traceback" not in said
    until(lambda: not alive(mark), f"processes left: {alive(mark)}")
    if blow != signal.SIGKILL:
        assert launched.returncode == 1
        assert "relancez avec --reprendre" in said
    assert not list(tmp_path.rglob(".cpom-*")) or blow == signal.SIGKILL


def test_what_was_stopped_is_taken_up_again(launched: subprocess.Popen[str], twenty: Path, tmp_path: Path) -> None:
    journal = tmp_path / "lot" / NAME
    until(lambda: journal.exists() and journal.read_bytes().count(b"\n") >= 3, "three contracts are written")
    launched.terminate()
    launched.communicate(timeout=PATIENCE)
    done = journal.read_bytes().count(b"\n")
    words = [*CPOM, "lot", str(twenty), "--sortie", str(tmp_path / "lot"), "--processus", "1", "--reprendre"]
    again = subprocess.run(words, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert f"{20 - done} écrits, {done} inchangés" in again.stdout
