"""Processes that have started and done their first contracts: what they take from then on, time and memory.

The start of a process, its imports and the clauses that it compiles once are left out of every figure.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.lot.executors import Workforce
from engine.lot.journal import Entry
from engine.lot.outcome import Order
from engine.lot.run import run
from engine.lot.workers import Workers
from engine.programmation.projet import Projet

PROCESSES = 2
WARM = 100
"""How many contracts are drafted before anything is measured: some of every kind."""
LONG, TENTH = 1_000, 10
"""The contracts of a run whose leader is looked at, and the part of them that is done when it first is."""


@dataclass(frozen=True)
class Taken:
    """What some contracts took: seconds by the clock, seconds of processor (leader included), bytes of memory.

    `memory` is the most that one worker has held; `leader` what whoever leads the run holds at its end that it did not
    once a tenth of the contracts were done, where it was looked at: what is kept to go faster is there by then.
    """

    count: int
    seconds: float
    processor: float
    memory: int
    leader: int = 0

    @property
    def each(self) -> float:
        """Milliseconds of a contract by the clock."""
        return self.seconds / self.count * 1000

    @property
    def processor_each(self) -> float:
        """Milliseconds of processor of a contract, that of whoever leads the run included."""
        return self.processor / self.count * 1000

    def __add__(self, other: Taken) -> Taken:
        """Two works done on the same contracts, one after the other."""
        return Taken(
            self.count, self.seconds + other.seconds, self.processor + other.processor, max(self.memory, other.memory)
        )

    def line(self, title: str) -> str:
        """One row of the report."""
        return (
            f"  {title:<46}{60_000 / self.each:6.0f}/min {self.each:8.1f} ms   processeur {self.processor_each:7.1f} ms"
            f"   mémoire {self.memory / 1e6:4.0f} Mo"
        )


@dataclass(frozen=True)
class Pool:
    """Processes at work, kept from one run to the next."""

    executor: Executor
    workforce: Workforce

    @cached_property
    def processes(self) -> frozenset[int]:
        """The numbers of its processes, asked once: what they do to answer is no work that is measured."""
        found: frozenset[int] = frozenset()
        while len(found) < self.workforce.count:
            asked = [self.executor.submit(_who) for _ in range(4 * self.workforce.count)]
            while isinstance(self.executor, Workers) and not all(one.done() for one in asked):
                self.executor.wait()
            found |= {one.result() for one in asked}
        return found

    def usage(self) -> dict[int, tuple[float, int]]:
        """By worker, the seconds of processor that it has used and the most memory that it has held, in bytes."""
        return {one: (_processor(one), _told_by_linux("VmHWM:", one)) for one in self.processes}

    def takes(self, count: int, work: Iterator[object]) -> Taken:
        """Measure work that these processes do; the memory of whoever leads it is looked at where it is long."""
        held = 0
        before, leader, start = self.usage(), time.process_time(), time.perf_counter()
        for done, _ in enumerate(work, start=1):
            if done == count // TENTH and count >= LONG:
                held = _held()
        seconds, leader = time.perf_counter() - start, time.process_time() - leader
        after = self.usage()
        workers = sum(used - before[who][0] for who, (used, _) in after.items())
        most = max(memory for _, memory in after.values())
        return Taken(count, seconds, workers + leader, most, max(_held() - held, 0) if held else 0)

    def drafts(self, projets: Sequence[Projet], order: Order) -> Taken:
        """Measure a run."""
        with TemporaryDirectory() as folder:
            return self.takes(len(projets), self.run(projets, order, Path(folder)))

    def run(self, projets: Sequence[Projet], order: Order, folder: Path) -> Iterator[Entry]:
        """A run by these processes."""
        return run(projets, order, self.workforce, folder)


@contextmanager
def warm(workforce: Workforce, projets: Sequence[Projet], order: Order) -> Iterator[Pool]:
    """The processes of a workforce, warm for an order."""
    with workforce.open() as executor:
        pool = Pool(executor, replace(workforce, open=lambda: nullcontext(executor)))
        pool.drafts(projets[:WARM], order)
        yield pool


def _who() -> int:
    time.sleep(0.02)  # so that no worker answers for the others
    return os.getpid()


def _processor(process: int) -> float:
    """The seconds of processor of a process of this machine, by its clock (Linux: CPUCLOCK_SCHED, include/linux)."""
    return time.clock_gettime((~process << 3) | 2)


def _held() -> int:
    """The bytes that this process holds; 0 where the system does not tell."""
    gc.collect()
    return _told_by_linux("VmRSS:")


def _told_by_linux(name: str, process: int | str = "self") -> int:
    status = Path(f"/proc/{process}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(name)), 0)
