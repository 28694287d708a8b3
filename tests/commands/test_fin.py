"""The end of a command: all that it printed is there, what was to run then has run, its exit code is the usual."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAID = "data/exemples/saad-habilite.yaml"
USUAL = "import sys; from engine.cli import main; sys.exit(main())"
AT_ONCE = "from engine.cli import command; command()"
WATCHED = "import atexit, os; atexit.register(os.write, 2, b'fin'); {}"
THREAD = """
import sys, threading, time
from engine import cli
def slow():
    time.sleep(1)
    print("le fil a fini")
cli.main = lambda: threading.Thread(target=slow).start() or 3
cli.command()
"""


def ended(
    program: str, *words: str, stdout: int = subprocess.PIPE, stderr: int = subprocess.PIPE
) -> tuple[int, bytes, bytes]:
    done = subprocess.run([sys.executable, "-c", program, *words], check=False, stdout=stdout, stderr=stderr)
    return done.returncode, done.stdout or b"", done.stderr or b""


@pytest.mark.parametrize(
    "words",
    [
        ("verifier", SAID, "--details"),
        ("verifier", "absent.yaml"),
        ("clauses", "saad"),
        ("schema", "saad"),
        ("verifier", "--inconnue"),
        ("--version",),
        (),
    ],
)
def test_a_command_that_ends_at_once_says_all_that_it_says(words: tuple[str, ...]) -> None:
    assert ended(AT_ONCE, *words) == ended(USUAL, *words)


def test_a_document_is_whole(tmp_path: Path) -> None:
    found, folder = [], tmp_path / "sortie"
    for program in (USUAL, AT_ONCE):
        assert ended(program, "generer", SAID, "--format", "docx,odt,html,txt,json", "--sortie", str(folder))[0] == 0
        found.append({path.name: path.read_bytes() for path in folder.iterdir()})
        shutil.rmtree(folder)
    assert found[0] == found[1]


def test_what_was_to_run_as_the_process_ends_runs() -> None:
    code, _, told = ended(WATCHED.format(AT_ONCE), "verifier", SAID)
    assert (code, told.endswith(b"fin")) == (0, True)


def test_what_another_thread_prints_is_waited_for() -> None:
    assert ended(THREAD) == (3, b"le fil a fini\n", b"")


@pytest.mark.parametrize(
    "started",
    [
        ("-m", "cProfile", "-m", "engine.cli", "modeles"),
        ("-m", "trace", "--count", "--summary", "--missing", "--module", "engine.cli", "modeles"),
    ],
)
def test_a_profiler_says_what_it_saw(started: tuple[str, ...], tmp_path: Path) -> None:
    asked = ("--coverdir", str(tmp_path)) if "trace" in started else ()
    words = [sys.executable, *started[:2], *asked, *started[2:]]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.stdout.startswith("chrs : ")
    assert "function calls" in done.stdout or "cov%" in done.stdout


WHOSE = "import os, sys; os._exit = lambda _: print('finie aussitôt')\n"
CALLED = "def theirs():\n  try:\n    {}\n  finally:\n    print('et puis')\ntheirs()"


@pytest.mark.parametrize("program", ["sys.setprofile(lambda *_: None); {}", CALLED, "{}"])
def test_a_process_that_is_not_ours_alone_goes_on(program: str) -> None:
    code, said, _ = ended(WHOSE + program.format(AT_ONCE), "modeles")
    assert (code, "finie aussitôt" in said.decode()) == (0, program == "{}")
    assert (b"et puis" in said) == (program == CALLED)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_an_output_that_cannot_be_written_is_told_the_same() -> None:
    with open("/dev/full", "wb") as full:
        number = full.fileno()
        for words in (("verifier", SAID), ("--version",)):
            assert ended(AT_ONCE, *words, stdout=number) == ended(USUAL, *words, stdout=number)
            assert ended(AT_ONCE, *words, stderr=number) == ended(USUAL, *words, stderr=number)


def test_a_reader_who_has_left_is_told_the_same() -> None:
    codes = []
    for program in (USUAL, AT_ONCE):
        reading, writing = os.pipe()
        os.close(reading)
        codes.append(ended(program, "schema", "saad", stdout=writing))
        os.close(writing)
    assert codes[0] == codes[1]


PRESSED = """
import os, signal, sys
from engine.cli import command
asked, seen = int(sys.argv.pop(1)), 0
def look(*_):
    global seen
    seen += 1
    if seen == asked:
        signal.raise_signal(signal.SIGINT)
    if asked == 0:
        os.write(2, b".")
sys.addaudithook(look)
command()
"""
"""Presses Ctrl-C at the nth thing that the command asks of Python or of the system: a module, its code, a file."""


def test_ctrl_c_at_any_moment_of_a_command_is_told_in_one_line() -> None:
    _, _, moments = ended(PRESSED, "0", "verifier", SAID)
    last = moments.count(b".")
    for moment in (*range(1, 24, 3), *range(24, last, last // 12)):
        code, _, told = ended(PRESSED, str(moment), "verifier", SAID)
        assert told.startswith(b"cpom : interrompu") or (code, told) == (0, b""), (moment, code, told.decode())
        assert code in {0, 130}
        assert len(told.splitlines()) <= 1, (moment, told.decode())
