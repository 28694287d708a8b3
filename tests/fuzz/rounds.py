"""A part of `make fuzz` tried once, in a process of its own: what it tried, what it found, what kept it too long."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fuzz.counted import PLACE
from tests.fuzz.essais import SHRINK

HANGS: int = 900
"""Seconds in which no test ends, after which a part is said to hang. Generous: a machine may do other work."""
USUAL: int = 200
"""The inputs that a test may draw in that time; more are waited for longer."""
_TELLING = 60
"""Seconds that a process has to say where it hangs, before it is killed."""
_NEAREST = 30
"""The calls of a thread that are told, the last one first: what a test does, without what runs the tests."""


@dataclass
class Found:
    """A failure: the test, what it says, and how to see it again."""

    test: str
    said: str
    again: str


@dataclass
class Tried:
    """What a part tried, all rounds together."""

    inputs: int = 0
    seconds: float = 0.0
    rounds: int = 0
    found: dict[tuple[str, str], Found] = field(default_factory=dict)


def one_round(files: tuple[str, ...], count: int, seed: int, tried: Tried) -> None:
    """Draw about `count` inputs of a part; what it finds for the first time is drawn again, to be made smaller."""
    code, lines, said = _pytest(files, count, seed)
    tried.rounds += 1
    tried.inputs += sum(line.get("tried", 0) for line in lines)
    for line in [line for line in lines if "failed" in line]:
        kind = (line["test"], _kind(line["failed"]))
        if kind not in tried.found:
            tried.found[kind] = Found(line["test"], _smaller(line, count, seed), _again((line["test"],), count, seed))
    if code not in (0, 1):  # killed as it hung, or dead
        what = f"aucun essai ne finit en {_patience(count)} s" if code is None else f"code {code}"
        test = next((line["test"] for line in reversed(lines) if "begun" in line), files[0])
        tried.found.setdefault((test, what), Found(test, f"{what}\n{_where(said)}", _again(files, count, seed)))


def _kind(message: str) -> str:
    """What failures of one cause have in common: the type of the exception, and its words without what was drawn."""
    return re.sub(r"0x[0-9a-f]+|\d+|'[^']*'|\"[^\"]*\"", "…", message.split("\n", 1)[0])[:160]


def _where(said: str) -> str:
    """The last words of a process; of what its threads were doing when it ended, where it says that, the nearest."""
    before, fatal, stacks = said.rpartition("Fatal Python error")
    if not fatal:
        return said[-6000:]
    threads = re.split(r"^(?=Thread |Current thread )", stacks, flags=re.MULTILINE)
    return before[-1000:] + fatal + "\n".join("\n".join(one.splitlines()[:_NEAREST]) for one in threads)


def _again(tests: tuple[str, ...], count: int, seed: int) -> str:
    """The same draws: they depend on the files that are loaded and on the order of sets, as well as on the seed."""
    environ = f"PYTHONHASHSEED={_hash_seed(seed)} FUZZ_EXEMPLES={count}"
    return f"{environ} .venv/bin/python -m pytest {shlex.join(tests)} --hypothesis-seed={seed}"


def _hash_seed(seed: int) -> str:
    return str(seed % 2**32)


def _smaller(line: dict[str, Any], count: int, seed: int) -> str:
    """The same failure on the smallest input that is found; as it was drawn, where that takes too long."""
    _, lines, _ = _pytest((line["test"],), count, seed, shrink=True)
    smaller = [one for one in lines if "failed" in one]
    return str((smaller[-1] if smaller else line)["whole"])[-6000:]


def _pytest(
    tests: tuple[str, ...], count: int, seed: int, *, shrink: bool = False
) -> tuple[int | None, list[dict[str, Any]], str]:
    """Its return code (none where it was killed, as it hung), what was counted, what it printed."""
    with tempfile.TemporaryDirectory(prefix="cpom-fuzz-") as name:
        place = Path(name) / "compte.jsonl"
        place.touch()
        # The hidden input of each failure is printed by its seed: the database of examples is not used.
        words = [sys.executable, "-m", "pytest", *tests, f"--hypothesis-seed={seed}", "-p", "tests.fuzz.counted"]
        words += ["-p", "no:cacheprovider", f"--basetemp={name}/essais"]
        drawn = {"FUZZ_EXEMPLES": str(count), "PYTHONHASHSEED": _hash_seed(seed)}
        environ = os.environ | {PLACE: str(place)} | drawn | ({SHRINK: "1"} if shrink else {})
        with (Path(name) / "sortie").open("w+", encoding="utf-8", errors="replace") as out:
            process = subprocess.Popen(words, stdout=out, stderr=out, env=environ, start_new_session=True)
            try:
                code = _ended(process, place, _patience(count))
            finally:
                with suppress(ProcessLookupError):  # nobody is left of it
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            out.seek(0)
            said = out.read()
        return code, [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()], said


def _patience(count: int) -> int:
    return HANGS * max(1, count // USUAL)


def _ended(process: subprocess.Popen[bytes], place: Path, patience: int) -> int | None:
    """The return code of a process; none where no test of it has ended for that many seconds: it has said where."""
    counted, since = 0, time.monotonic()
    while time.monotonic() - since < patience:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(5)
        if (now := place.stat().st_size) != counted:
            counted, since = now, time.monotonic()
    process.send_signal(signal.SIGABRT)  # pytest has it print what each thread does
    with suppress(subprocess.TimeoutExpired):
        process.wait(_TELLING)
    return None
