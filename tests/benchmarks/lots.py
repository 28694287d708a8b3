"""Runs on two processes: contracts a minute beside docxtpl and LibreOffice, growth from 10 to 10,000, dask.

Whatever is compared is measured in turn, warm, in this same run: a machine that others load slows both.
"""

from __future__ import annotations

import logging
import statistics
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.lot.executors import dask, local
from engine.lot.outcome import Order
from engine.on_disk import MadeAnew, OnDisk
from engine.programmation.programme import open_programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from tests.benchmarks.goals import Goal, at_least, at_most
from tests.benchmarks.peers import Converter, docxtpl_pool, libreoffice, rendered
from tests.benchmarks.pools import PROCESSES, TENTH, WARM, Pool, Taken, warm
from tests.benchmarks.programme import write_programme

DAY = date(2026, 1, 1)
MODELS = ("ehpad",)
DOCX = Order(("docx",), DAY)
TYPST, WEASYPRINT = (Order(("docx", "pdf"), DAY, engine) for engine in ("typst", "weasyprint"))

LARGEST = 8_000
"""The contracts of a programmation: no table has more than 20,000 rows."""
ROUNDS = 3
A_ROUND = 300
"""The contracts of a round in DOCX: with those that warm the processes, three make a run of 1,000.

The first hundred of a run costs twice what its contracts cost from the fourth on, and the second an eighth more.
"""
A_CALL = 48
"""The contracts that LibreOffice turns into PDF in one call: with fewer, its start weighs more than they do."""
SIZES = (10, 10, 10, 10, 10, 100, 1_000, 10_000, 100, 10, 10, 10, 10, 10)
FEWER = (10, 10, 10, 100, 1_000, 100, 10, 10, 10)
"""The runs whose growth is measured, there and back: a load that goes up or down weighs on both ends.

Each has contracts of its own: Typst caches those that it has just typeset.
"""


@cache
def contracts(count: int) -> tuple[Projet, ...]:
    """The contracts of programmations made for the occasion."""
    return tuple(_made(count))


def _made(count: int) -> Iterator[Projet]:
    for first in range(0, count, LARGEST):
        with TemporaryDirectory() as folder:
            head = write_programme(min(LARGEST, count - first), Path(folder), first)
            yield from (one for one in projets(open_programme(head)) if isinstance(one, Projet))


class Some(MadeAnew[Projet]):
    """Contracts that are on the disk until they are drafted, as those of `cpom lot`: so many of them, from a number on.

    In memory each would grow as it is sent: Python keeps the bytes of a text beside it.
    """

    def __init__(self, every: Sequence[Projet], first: int, count: int) -> None:
        """Take them."""
        self._every, self._first, self._count = every, first, count

    def __len__(self) -> int:
        return self._count

    def made(self, at: int) -> Projet:
        """The one of this rank."""
        return self._every[self._first + at]


def throughput() -> None:
    """Contracts a minute, in DOCX, then in DOCX and PDF."""
    every = contracts(WARM + ROUNDS * max(A_ROUND, 3 * A_CALL))
    ours, theirs = _others(every, A_ROUND), _others(every, A_ROUND)
    words = f"médiane de {ROUNDS} tours de contrats nouveaux ({A_ROUND} en DOCX)"
    print(f"Contrats par minute, sur {PROCESSES} processus chauds, {words} :")
    with (
        TemporaryDirectory() as name,
        docxtpl_pool(every[:WARM], Path(name)) as docxtpl,
        warm(local(PROCESSES, MODELS, DOCX), every[:WARM], DOCX) as cpom,
    ):
        folder = Path(name)
        _in_turn(
            ("DOCX : cpom", lambda: cpom.drafts(ours(), DOCX), None),
            ("DOCX : docxtpl", lambda: rendered(docxtpl, theirs(), folder), at_least(10)),
        )
        if libreoffice():
            _pdf(docxtpl, every, folder)
        else:
            print("LibreOffice n'est pas installé : le PDF n'est pas comparé.")


def _others(every: Sequence[Projet], count: int) -> Callable[[], Sequence[Projet]]:
    """So many contracts, others at each call: one that is drafted again is made of what was kept of it."""
    firsts = iter(range(WARM, len(every), count))

    def some() -> Sequence[Projet]:
        first = next(firsts)
        return every[first : first + count]

    return some


def _pdf(docxtpl: Pool, every: Sequence[Projet], folder: Path) -> None:
    ours, slowly, theirs = _others(every, 40), _others(every, 6), _others(every, A_CALL)
    once, twice = Converter(folder, 1), Converter(folder, 2)

    def converted(by: Converter) -> Taken:
        some = theirs() if by.calls == 1 else (*theirs(), *theirs())
        return rendered(docxtpl, some, folder) + by.converted(len(some))

    with (
        warm(local(PROCESSES, MODELS, TYPST), every[:WARM], TYPST) as typst,
        warm(local(PROCESSES, MODELS, WEASYPRINT), every[:4], WEASYPRINT) as weasyprint,
    ):
        _in_turn(
            ("DOCX et PDF : cpom, Typst", lambda: typst.drafts(ours(), TYPST), None),
            ("DOCX et PDF : cpom, WeasyPrint", lambda: weasyprint.drafts(slowly(), WEASYPRINT), None),
            ("DOCX et PDF : docxtpl, puis LibreOffice", lambda: converted(once), None),
            ("DOCX et PDF : docxtpl, puis deux à la fois", lambda: converted(twice), at_least(8)),
        )


def growth() -> None:
    """The time of a contract in a run of 10, of 100, of 1,000, of 10,000 (DOCX): it must not grow, nor the memory."""
    for order, title, sizes in ((DOCX, "DOCX", SIZES), (TYPST, "DOCX et PDF, Typst", FEWER)):
        most = max(sizes)
        every = OnDisk(_made(WARM + sum(sizes)))
        print(f"{title}, de 10 à {most} contrats :")
        measured: dict[int, list[Taken]] = {}
        with warm(local(PROCESSES, MODELS, order), every[:WARM], order) as pool:
            for first, size in zip(accumulate(sizes, initial=WARM), sizes, strict=False):
                measured.setdefault(size, []).append(pool.drafts(Some(every, first, size), order))
        means = {size: sum(one.processor_each for one in found) / len(found) for size, found in measured.items()}
        for found in measured.values():
            print(_middle(found).line(f"{found[0].count} contrats"))
        grown, (largest,) = (means[most] / means[10] - 1) * 100, measured[most]
        print(f"  processeur d'un contrat sur {most}, au regard d'un sur 10 : {at_most(5, '%').told(grown)}")
        led = largest.leader / (most - most // TENTH) / 1000
        told = at_most(1, "ko").told(led)
        print(f"  mémoire de qui mène le tirage, par contrat, du premier dixième des {most} au dernier : {told}")


def networks() -> None:
    """A dask cluster of this machine beside the local processes; the same files from both."""
    from distributed import LocalCluster  # noqa: PLC0415 - only here

    every = contracts(WARM + (ROUNDS + 2) * 200)
    ours, theirs = _others(every, 200), _others(every, 200)
    options: dict[str, Any] = {"dashboard_address": None, "silence_logs": logging.ERROR}
    with (
        LocalCluster(n_workers=PROCESSES, threads_per_worker=1, **options) as cluster,  # type: ignore[no-untyped-call]
        warm(local(PROCESSES, MODELS, DOCX), every[:WARM], DOCX) as here,
        warm(dask(cluster.scheduler_address, MODELS, DOCX), every[:WARM], DOCX) as there,
    ):
        same = _digests(here, every[:10]) == _digests(there, every[:10])
        print(f"Processus locaux et dask : {'les mêmes fichiers' if same else 'DES FICHIERS DIFFÉRENTS'}")
        rounds = [(here.drafts(ours(), DOCX), there.drafts(theirs(), DOCX)) for _ in range(ROUNDS + 2)]
    print(_middle([local for local, _ in rounds]).line("DOCX : processus locaux"))
    print(_middle([networked for _, networked in rounds]).line("DOCX : dask"))
    share = statistics.median(local.each / networked.each for local, networked in rounds)
    print(f"  débit de dask au regard des processus locaux : {at_least(0.9).told(share)}")


def _digests(pool: Pool, projets: Sequence[Projet]) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        return {entry.nom: entry.files for entry in pool.run(projets, DOCX, Path(folder))}


Measure = tuple[str, Callable[[], Taken], Goal | None]


def _in_turn(*measures: Measure) -> None:
    """Measure each in turn, several times; print the first, then the others with how many times as long they take."""
    rounds = [[measure() for _, measure, _ in measures] for _ in range(ROUNDS)]
    for position, (title, _, goal) in enumerate(measures):
        print(_middle([one[position] for one in rounds]).line(title) + _ratio(rounds, position, goal))


def _ratio(rounds: Sequence[Sequence[Taken]], position: int, goal: Goal | None) -> str:
    if not position:
        return ""
    clock = statistics.median(one[position].each / one[0].each for one in rounds)
    processor = statistics.median(one[position].processor_each / one[0].processor_each for one in rounds)
    told = goal.told(processor) if goal else f"{processor:.1f} ×".replace(".", ",")
    return f"   × {clock:.1f} (processeur {told})"


def _middle(measured: Sequence[Taken]) -> Taken:
    """The median of some measures, by the clock."""
    return sorted(measured, key=lambda one: one.each)[len(measured) // 2]
