"""Measures that can be compared: the two works in turn, the ratio of each pair, medians to quote.

What is measured is time of processor, that of child processes included where they do the work: a machine that others
load lengthens both by the clock.
"""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from tests.benchmarks.goals import Goal

AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of a process that is measured: it has the bytecode that an installation compiles."""


@dataclass(frozen=True)
class Pair:
    """The seconds of A and B, measured in turn."""

    ours: tuple[float, ...]
    peers: tuple[float, ...]

    @property
    def faster(self) -> float:
        """How many times longer the peer takes (median of the pairs)."""
        return statistics.median(peer / own for own, peer in zip(self.ours, self.peers, strict=True))

    @property
    def longer(self) -> float:
        """How many times longer we take (median of the pairs)."""
        return statistics.median(own / peer for own, peer in zip(self.ours, self.peers, strict=True))

    def line(self, title: str, peer: str, goal: Goal | None = None, *, longer: bool = False) -> str:
        """One row of the report: the medians, the ratio, and its goal where there is one; `longer` tells ours to it."""
        own, other = statistics.median(self.ours) * 1000, statistics.median(self.peers) * 1000
        spread = f"{min(self.ours) * 1000:.1f}-{max(self.ours) * 1000:.1f}"
        ratio = self.longer if longer or (goal and not goal.at_least) else self.faster
        said = goal.told(ratio) if goal else f"{ratio:.1f} ×".replace(".", ",")
        return f"  {title:<46}cpom {own:8.1f} ms ({spread})   {peer} {other:8.1f} ms   {said}"


def seconds(action: Callable[[], object], clock: Callable[[], float] = time.process_time, each: int = 1) -> float:
    """How long an action takes: the mean of `each` in a row."""
    start = clock()
    for _ in range(each):
        action()
    return (clock() - start) / each


def in_turn(
    ours: Callable[[], object],
    peer: Callable[[], object],
    runs: int,
    warmup: int = 1,
    clock: Callable[[], float] = time.process_time,
    each: int = 1,
) -> Pair:
    """Measure A B A B…, after runs that don't count; or A A B B…, `each` in a row.

    In a process that does one thing, the processor's caches hold what that thing needs: measured after the other, each
    pays first for what the other left there, which is the longer of the two where memory is slow.
    """
    for _ in range(warmup):
        ours()
        peer()
    gc.collect()
    measured = [(seconds(ours, clock, each), seconds(peer, clock, each)) for _ in range(runs)]
    return Pair(tuple(own for own, _ in measured), tuple(other for _, other in measured))


def cpu_of_children() -> float:
    """Seconds of processor that the processes started here have taken, once they have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cold(*words: str, allowed: Collection[int] = (0,)) -> None:
    """One command of Python in a new process, as it is installed, that ends with an `allowed` code."""
    done = subprocess.run([sys.executable, *words], check=False, capture_output=True, text=True, env=AS_INSTALLED)
    if done.returncode not in allowed:
        raise RuntimeError(f"{' '.join(words)}\n{done.stderr}")
