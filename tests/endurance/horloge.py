"""A clock that jumps, years back or ahead: the same files, and no run that stops or waits for ever.

Python's own is replaced, at each look; and that of the whole system, under libfaketime, whose hour changes by itself.
"""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.endurance.outcome import Outcome, cpom, hashes, programmation

JUMPS = """
import random, time
real, lot = time.time, random.Random({seed})
time.time = lambda: max(1.0, real() + lot.choice((0, 0, -3e7, 3e7, -7200, 7200, 0.5)))
"""


STEPS = (0, 0, 0.5, -7_200, 7_200, -260_000, 260_000, -30_000_000, 30_000_000)
"""Seconds by which the system's clock jumps."""
_EVERY = 0.15


def jumping(folder: Path, times: int) -> Outcome:
    """Run a programmation while the clock jumps in each of its processes, then take it up again."""
    seen, words, expected = _straight(folder)
    for seed in range(times):
        site = folder / f"site-{seed}"
        site.mkdir()
        (site / "sitecustomize.py").write_text(JUMPS.format(seed=seed), encoding="utf-8")
        done = cpom(*words, folder / f"saute-{seed}", PYTHONPATH=str(site))
        seen.expect(done.returncode == 0, f"graine {seed} : code {done.returncode} {done.stderr[-300:]}")
        done = cpom(*words, folder / f"saute-{seed}", "--reprendre", PYTHONPATH=str(site))
        seen.expect(done.returncode == 0, f"graine {seed}, reprise : {done.stderr[-300:]}")
        seen.expect(hashes(folder / f"saute-{seed}") == expected, f"graine {seed} : d'autres fichiers")
    seen.said = f"{times} lots, leurs reprises"
    return seen


def of_the_system(folder: Path, times: int) -> Outcome:
    """The same, while the hour that the system tells every process jumps, and neither timers nor dates of files do."""
    library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
    if library is None:
        return Outcome(impossible="libfaketime manque : apt-get install libfaketime")
    seen, words, expected = _straight(folder)
    for seed in range(times):
        with _jumps(folder / "ecart", seed) as said:
            environ = {"LD_PRELOAD": str(library), **said}
            for more in ((), ("--reprendre",)):
                done = cpom(*words, folder / f"systeme-{seed}", *more, before=(), **environ)
                seen.expect(done.returncode == 0, f"graine {seed} {more} : code {done.returncode} {done.stderr[-300:]}")
        seen.expect(hashes(folder / f"systeme-{seed}") == expected, f"graine {seed} : d'autres fichiers")
    seen.said = f"{times} lots, leurs reprises, sous libfaketime"
    return seen


def _straight(folder: Path) -> tuple[Outcome, tuple[str | Path, ...], dict[str, str]]:
    """A run whose clock goes straight: its words, and the files that it makes."""
    seen, file = Outcome(), programmation(folder, 6)
    words = ("lot", file, "--processus", "2", "--sortie")
    cpom(*words, folder / "droit")
    expected = hashes(folder / "droit")
    seen.expect(len(expected) == 6, "le lot d'une horloge qui va droit")
    return seen, words, expected


@contextmanager
def _jumps(file: Path, seed: int) -> Iterator[dict[str, str]]:
    """What libfaketime is told: to read in a file, at each look, by how much the hour is wrong just now."""
    lot, over = random.Random(seed), threading.Event()
    _tell(file, 0)

    def jump() -> None:
        while not over.wait(_EVERY):
            _tell(file, lot.choice(STEPS))

    jumper = threading.Thread(target=jump)
    jumper.start()
    try:
        yield {
            "FAKETIME_TIMESTAMP_FILE": str(file), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1",
        }  # fmt: skip
    finally:
        over.set()
        jumper.join()


def _tell(file: Path, seconds: float) -> None:
    """Write the whole at once: it is read meanwhile."""
    new = file.with_suffix(".neuf")
    new.write_text(f"{seconds:+f}\n", encoding="ascii")
    os.replace(new, file)
