"""Ten thousand contracts in one run, and two thousand in one process: all there, the same alone, and memory flat."""

from __future__ import annotations

import os
import random
import subprocess
import time
from datetime import date
from pathlib import Path

from engine.lot.draft import draft
from engine.lot.outcome import Order
from engine.programmation.programme import open_programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from tests.endurance.outcome import CPOM, Outcome, cpom, hashes, programmation

SAMPLE = 5
FLAT = 10.0
"""kB a contract that the memory of a process may grow by, once it is warm."""


def one_run(folder: Path, count: int) -> Outcome:
    """Every contract is there, some are those that are drafted alone, and no process grows with the run."""
    seen, out = Outcome(), folder / "lot"
    words = [*CPOM, "lot", str(programmation(folder, count)), "--sortie", str(out)]
    with (folder / "sortie").open("w") as said, subprocess.Popen(words, stdout=said, stderr=said) as process:
        grown: dict[int, list[int]] = {}
        while process.poll() is None:
            for one in (process.pid, *children(process.pid)):
                grown.setdefault(one, []).append(_resident(one))
            time.sleep(2)
    seen.expect(process.returncode == 0, f"code {process.returncode} : {(folder / 'sortie').read_text()[-300:]}")
    made = hashes(out)
    seen.expect(len(made) == count, f"{len(made)} fichiers pour {count} contrats")
    seen.tried += count - 1
    for name in random.sample(sorted(made), min(SAMPLE, len(made))):
        cpom("generer", (out / name).with_suffix(".yaml"), "--sortie", folder / "seul")
        alone = hashes(folder / "seul")
        seen.expect(made[name] in alone.values(), f"{name} : d'autres octets que généré seul")
    slopes = {one: _growth(sizes, count) for one, sizes in grown.items() if len(sizes) > 4}
    seen.expect(all(slope < FLAT for slope in slopes.values()), f"la mémoire croît : {slopes} ko par contrat")
    seen.said = f"{count} contrats ; mémoire, ko par contrat : " + ", ".join(f"{one:.1f}" for one in slopes.values())
    return seen


def one_process(folder: Path, count: int) -> Outcome:
    """Contracts drafted one after the other: neither memory nor open files grow."""
    seen, sizes, opened = Outcome(), [], []
    order = Order(("docx",), date.today())
    for made in projets(open_programme(programmation(folder, count))):
        seen.expect(isinstance(made, Projet) and bool(draft(made, order).files), f"{made}")
        sizes.append(_resident(os.getpid()))
        opened.append(len(list(Path("/proc/self/fd").iterdir())))
    slope = _growth(sizes, count)
    seen.expect(slope < FLAT, f"la mémoire croît de {slope:.1f} ko par contrat")
    seen.expect(opened[-1] <= opened[len(opened) // 10] + 2, f"{opened[-1]} fichiers ouverts")
    seen.said = f"{count} contrats ; {slope:.2f} ko par contrat, {opened[-1]} fichiers ouverts à la fin"
    return seen


def _growth(sizes: list[int], count: int) -> float:
    """kB a contract, from the median of the second quarter to that of the last."""
    quarter = max(1, len(sizes) // 4)
    early, late = sorted(sizes[quarter : 2 * quarter] or sizes), sorted(sizes[-quarter:])
    return (late[len(late) // 2] - early[len(early) // 2]) / max(1, count * 0.625)


def _resident(process: int) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):  # it has ended meanwhile
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []
