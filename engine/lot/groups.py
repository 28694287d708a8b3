"""Contracts given out in groups: a task costs an executor the same whatever it holds, six milliseconds on a network."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from math import ceil

from engine.collecting import without_collecting
from engine.lot.outcome import Order, Outcome
from engine.programmation.projet import Projet

Group = tuple[Projet, ...]
Draft = Callable[[Projet, Order], Outcome]

_A_GROUP = 16
"""Contracts of a group: between 10 and 25, dask is as quick as processes of this machine."""
_SHARES = 2
"""Groups that each process still has to do, at least: near the end they get smaller, so that all finish together."""
_WORTH_IT = 8
"""Below so many contracts a task of a network costs more than what is won by finishing together."""
_SORTED = 64
"""Contracts for each process among which those of a kind are put together."""


def groups(projets: Iterator[Projet], left: Callable[[], int], count: int, order: Order) -> Iterator[Group]:
    """The contracts by groups for `count` processes; `left` says how many there are still to come, at most.

    Those of a département and of a year say much alike, which a process makes once: several processes each have some of
    the kinds rather than all of them. One process has the contracts in their order.
    """
    most = 1 if "pdf" in order.formats and order.engine == "weasyprint" else _A_GROUP  # a second each
    held: deque[Projet] = deque()
    while True:
        if not held:
            some = [*islice(projets, _SORTED * count)]
            held.extend(sorted(some, key=_kind) if count > 1 else some)
        if not held:
            return
        each = ceil((left() + len(held)) / count)
        size = max(1, min(most, max(ceil(each / _SHARES), min(each, _WORTH_IT))))
        yield tuple([held.popleft() for _ in range(min(size, len(held)))])


def _kind(projet: Projet) -> tuple[str, int]:
    return projet.sommaire.departement, projet.sommaire.annee or 0


def drafts(draft: Draft, group: Sequence[Projet], order: Order) -> list[Outcome]:
    """What comes of each contract of a group, in whatever process it is given to."""
    made = []
    for projet in group:
        with without_collecting():
            made.append(draft(projet, order))
    return made
