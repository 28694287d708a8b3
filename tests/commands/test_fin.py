"""The end of a command: its exit code, and what it says of Ctrl-C at any moment."""

from __future__ import annotations

import subprocess
import sys

SAID = "data/exemples/saad-habilite.yaml"
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


def ended(*words: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-c", PRESSED, *words], check=False, capture_output=True, text=True)
    return done.returncode, done.stderr


def test_ctrl_c_at_any_moment_of_a_command_is_told_in_one_line() -> None:
    last = ended("0", "verifier", SAID)[1].count(".")
    for moment in (*range(1, 24, 3), *range(24, last, last // 12)):
        code, told = ended(str(moment), "verifier", SAID)
        assert told.startswith("cpom : interrompu") or (code, told) == (0, ""), (moment, code, told)
        assert code in {0, 130}
        assert len(told.splitlines()) <= 1, (moment, told)
