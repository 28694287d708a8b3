"""A run killed at random, its leader or a worker, and taken up again: the same files, none of them half-written."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
import zipfile
from contextlib import suppress
from pathlib import Path

from tests.endurance.lots import children
from tests.endurance.outcome import CPOM, Outcome, cpom, hashes, programmation

CONTRACTS = 40


def killed(folder: Path, kills: int) -> Outcome:
    """Kill, look at every file, take up again, until the run has been killed that often."""
    seen, file = Outcome(), programmation(folder, CONTRACTS)
    words = ("lot", file, "--processus", "2", "--sortie")
    whole = cpom(*words, folder / "entier")
    expected = hashes(folder / "entier")
    seen.expect(whole.returncode == 0 and len(expected) == CONTRACTS, f"le lot entier : {whole.stderr[-300:]}")
    for rank in range(kills):
        out = folder / f"coupe-{rank // 4}"  # each folder is killed four times
        _kill(words, out, folder, leader=bool(rank % 2))
        for one in out.rglob("*.docx"):
            seen.expect(zipfile.is_zipfile(one), f"{one.name} est à moitié écrit")
        if rank % 4 == 3 or rank == kills - 1:
            again = cpom(*words, out, "--reprendre")
            seen.expect(again.returncode == 0, f"la reprise : {again.stderr[-300:]}")
            seen.expect(hashes(out) == expected, f"d'autres fichiers après la reprise ({out.name})")
    seen.said = f"{kills} arrêts, {CONTRACTS} contrats"
    return seen


def _kill(words: tuple[str | Path, ...], out: Path, folder: Path, *, leader: bool) -> None:
    again = ["--reprendre"] if out.exists() else []
    with (folder / "sortie").open("a") as said:
        run = subprocess.Popen([*CPOM, *map(str, words), str(out), *again], stdout=said, stderr=said)
        time.sleep(random.uniform(0.5, 6))
        workers = children(run.pid)
        with suppress(ProcessLookupError):
            os.kill(run.pid if leader or not workers else random.choice(workers), signal.SIGKILL)
        run.wait()
