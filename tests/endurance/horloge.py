"""A clock that jumps at each look, years back or ahead: the same files, and no run that stops or waits for ever."""

from __future__ import annotations

from pathlib import Path

from tests.endurance.outcome import Outcome, cpom, hashes, programmation

JUMPS = """
import random, time
real, lot = time.time, random.Random({seed})
time.time = lambda: max(1.0, real() + lot.choice((0, 0, -3e7, 3e7, -7200, 7200, 0.5)))
"""


def jumping(folder: Path, times: int) -> Outcome:
    """Run a programmation while the clock jumps in each of its processes, then take it up again."""
    seen, file = Outcome(), programmation(folder, 6)
    words = ("lot", file, "--processus", "2", "--sortie")
    cpom(*words, folder / "droit")
    expected = hashes(folder / "droit")
    seen.expect(len(expected) == 6, "le lot d'une horloge qui va droit")
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
