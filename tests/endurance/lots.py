"""Ten thousand contracts in one run, and two thousand in one process: all there, the same alone, and memory flat."""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median

from engine.lot.draft import draft
from engine.lot.outcome import Order
from engine.programmation.programme import open_programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from tests.benchmarks.programme import write_programme
from tests.endurance.outcome import CPOM, Outcome, cpom, hashes

SAMPLE = 5
FEWEST = 8
"""Looks at the memory of a process, two seconds apart, that tell whether it grows."""
FLAT = 5.0
"""kB that the memory of a process may grow by for each contract that it drafts or follows, once it is warm."""
_BETWEEN = 0.5
"""The share of its contracts that a process drafts from the middle of the second quarter to that of the last."""


def one_run(folder: Path, count: int) -> Outcome:
    """Every contract is there, some are those that are drafted alone, and no process grows with the run."""
    seen, out = Outcome(), folder / "lot"
    words = [*CPOM, "lot", str(write_programme(count, folder)), "--sortie", str(out)]
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
    lived = {one: [size for size in sizes if size] for one, sizes in grown.items() if len(sizes) > FEWEST}
    workers = max(1, len(lived) - 1)
    slopes = {
        f"{one} mène le lot" if one == process.pid else f"{one}": growth(
            sizes, count if one == process.pid else count / workers
        )
        for one, sizes in lived.items()
    }
    told = ", ".join(f"{slope:.1f} ({one})" for one, slope in slopes.items())
    seen.expect(bool(slopes), "trop peu de contrats pour mesurer la mémoire")
    seen.expect(all(slope < FLAT for slope in slopes.values()), f"la mémoire croît, ko par contrat : {told}")
    seen.said = f"{count} contrats ; mémoire, ko par contrat : {told}"
    return seen


def one_process(folder: Path, count: int) -> Outcome:
    """Contracts drafted one after the other: neither memory nor open files grow."""
    seen, sizes, opened = Outcome(), [], []
    order = Order(("docx",), date.today())
    for made in projets(open_programme(write_programme(count, folder))):
        seen.expect(isinstance(made, Projet) and bool(draft(made, order).files), f"{made}")
        sizes.append(_resident(os.getpid()))
        opened.append(len(list(Path("/proc/self/fd").iterdir())))
    slope = growth(sizes, count)
    seen.expect(slope < FLAT, f"la mémoire croît de {slope:.1f} ko par contrat")
    seen.expect(opened[-1] <= opened[len(opened) // 10] + 2, f"{opened[-1]} fichiers ouverts")
    seen.said = f"{count} contrats ; {slope:.2f} ko par contrat, {opened[-1]} fichiers ouverts à la fin"
    return seen


def growth(sizes: Sequence[int], count: float) -> float:
    """kB a contract, of the `count` of a process: from the median of the second quarter to that of the last.

    The first quarter is left out: what is kept to go faster fills up in it.
    """
    quarter = max(1, len(sizes) // 4)
    return (median(sizes[-quarter:]) - median(sizes[quarter : 2 * quarter] or sizes)) / (count * _BETWEEN)


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
