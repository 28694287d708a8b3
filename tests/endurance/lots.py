"""Ten thousand contracts in one run, and two thousand in one process: all there, the same alone, and memory flat."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

from engine.lot.draft import draft
from engine.lot.outcome import Order
from engine.programmation.programme import open_programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from tests.benchmarks.programme import write_programme
from tests.endurance.outcome import CPOM, Outcome, cpom, hashes

SAMPLE = 5
FEWEST = 8
"""Looks at the memory of a process that tell whether it grows."""
SECONDS, A_LOOK = 2, 10
"""How long there is between two looks at the workers, and how many there are meanwhile at the leader: it ends last."""
A_TENTH = 10
"""The part of a run beside which the whole is measured: what is read and written once is in both."""
FLAT = 5.0
"""kB that the memory of a process may grow by for each contract that it drafts or follows, once it is warm."""
_BETWEEN = 0.5
"""The share of its contracts that a process drafts from the middle of the second quarter to that of the last."""


def one_run(folder: Path, count: int) -> Outcome:
    """Every contract is there, some are those that are drafted alone, and no process grows with the run."""
    seen, out = Outcome(), folder / "lot"
    whole = _run(folder, count, out, seen)
    made = hashes(out)
    seen.expect(len(made) == count, f"{len(made)} fichiers pour {count} contrats")
    seen.tried += count - 1
    for name in random.sample(sorted(made), min(SAMPLE, len(made))):
        cpom("generer", (out / name).with_suffix(".yaml"), "--sortie", folder / "seul")
        alone = hashes(folder / "seul")
        seen.expect(made[name] in alone.values(), f"{name} : d'autres octets que généré seul")
    fewer = count // A_TENTH
    least = _run(folder, fewer, folder / "dixieme", seen)
    lived = [[size for size in sizes if size] for sizes in whole.workers.values() if len(sizes) > FEWEST]
    slopes = [growth(sizes, count / len(lived)) for sizes in lived]
    led = (whole.leader - least.leader) / (count - fewer)
    told = f"{led:.1f} pour qui mène le lot, {', '.join(f'{slope:.1f}' for slope in slopes)} pour qui rédige"
    seen.expect(bool(slopes), "trop peu de contrats pour mesurer la mémoire")
    seen.expect(all(slope < FLAT for slope in (led, *slopes)), f"la mémoire croît, ko par contrat : {told}")
    peaks = " ; ".join(
        f"{one.leader // 1000} Mo au plus pour qui mène {some} contrats ({one.drafting // 1000} avant ses rapports)"
        for one, some in ((whole, count), (least, fewer))
    )
    seen.said = f"{count} contrats ; {peaks} ; ko par contrat : {told}"
    return seen


class Memory(NamedTuple):
    """The kB of a run: the most that its leader had, and what each of its workers had, every so often.

    `drafting` is the most that the leader had while it had workers: what it took beyond is of its reports.
    """

    leader: int
    drafting: int
    workers: dict[int, list[int]]


def _run(folder: Path, count: int, out: Path, seen: Outcome) -> Memory:
    """A run of that many contracts, and its memory; the leader reads and reports too, of which the most counts."""
    words = [*CPOM, "lot", str(write_programme(count, folder)), "--sortie", str(out)]
    most, drafting, workers = 0, 0, dict[int, list[int]]()
    with (folder / "sortie").open("w") as said, subprocess.Popen(words, stdout=said, stderr=said) as process:
        for turn in itertools.count():
            if process.poll() is not None:
                break
            most = max(most, _most(process.pid))
            for one in children(process.pid) if turn % A_LOOK == 0 else ():
                drafting = most
                workers.setdefault(one, []).append(_resident(one))
            time.sleep(SECONDS / A_LOOK)
    seen.expect(process.returncode == 0, f"code {process.returncode} : {(folder / 'sortie').read_text()[-300:]}")
    return Memory(most, drafting, workers)


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


def _most(process: int) -> int:
    """The most kB that a process has had."""
    with suppress(OSError):  # it has ended meanwhile
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


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
