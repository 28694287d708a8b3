"""Contracts given out in groups: a task costs an executor the same whatever it holds, six milliseconds on a network."""

from __future__ import annotations

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


def groups(projets: Iterator[Projet], left: Callable[[], int], count: int, order: Order) -> Iterator[Group]:
    """The contracts by groups for `count` processes; `left` says how many there are still, at most."""
    most = 1 if "pdf" in order.formats and order.engine == "weasyprint" else _A_GROUP  # a second each
    while True:
        each = ceil(left() / count)
        size = max(1, min(most, max(ceil(each / _SHARES), min(each, _WORTH_IT))))
        if not (group := tuple(islice(projets, size))):
            return
        yield group


def drafts(draft: Draft, group: Sequence[Projet], order: Order) -> list[Outcome]:
    """What comes of each contract of a group, in whatever process it is given to."""
    made = []
    for projet in group:
        with without_collecting():
            made.append(draft(projet, order))
    return made
