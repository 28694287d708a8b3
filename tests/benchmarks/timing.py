"""Timings that can be compared: the two commands in turn, the ratio of each pair, medians to quote."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """The seconds of A and B, measured in turn."""

    ours: tuple[float, ...]
    peers: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """How many times longer the peer takes (median of the pairs)."""
        return statistics.median(peer / own for own, peer in zip(self.ours, self.peers, strict=True))

    def line(self, title: str, peer: str) -> str:
        """One row of the report."""
        own, other = statistics.median(self.ours) * 1000, statistics.median(self.peers) * 1000
        spread = f"{min(self.ours) * 1000:.0f}-{max(self.ours) * 1000:.0f}"
        return f"{title:<34}cpom {own:8.1f} ms ({spread})   {peer} {other:8.1f} ms   rapport {self.ratio:5.1f}"


def seconds(action: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long an action takes."""
    start = clock()
    action()
    return clock() - start


def in_turn(
    ours: Callable[[], object],
    peer: Callable[[], object],
    runs: int,
    warmup: int = 1,
    clock: Callable[[], float] = time.perf_counter,
) -> Pair:
    """Measure A B A B…, after runs that don't count."""
    for _ in range(warmup):
        ours()
        peer()
    measured = [(seconds(ours, clock), seconds(peer, clock)) for _ in range(runs)]
    return Pair(tuple(own for own, _ in measured), tuple(other for _, other in measured))
