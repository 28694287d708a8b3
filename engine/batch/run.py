"""The run itself: contracts go out a few at a time, come back as bytes, are written whole and noted in the journal.

Whatever stops it (an interruption, a full disk, the end of the process), what the journal says is written is written.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import chain
from pathlib import Path

from engine.batch.draft import draft, unfinished
from engine.batch.executors import Workforce
from engine.batch.fingerprint import fingerprint
from engine.batch.journal import Entry, Journal
from engine.batch.projet import Order, Outcome, Projet
from engine.writing.files import sweep, write_whole

_AHEAD = 2
"""How many contracts wait for each process: enough that it never does, and few, so that memory stays flat."""


def run(
    projets: Iterable[Projet],
    order: Order,
    workforce: Workforce,
    folder: Path,
    *,
    resume: bool = False,
) -> Iterator[Entry]:
    """Draft contracts and write them in a folder; yield each entry of the journal as it is made.

    With `resume`, a contract whose fingerprint is that of the journal and whose files are there is left alone.

    Raises:
        InputError: where a file cannot be written; what was written before is in the journal.
    """
    if resume:
        sweep(folder)
    with Journal(folder, keep=resume) as journal:
        digests: dict[str, str] = {}
        unchanged: deque[Entry] = deque()

        def to_do() -> Iterator[Projet]:
            for projet in projets:
                digest = fingerprint(projet, order)
                known = journal.unchanged(projet.nom, digest) if resume else None
                if known:
                    unchanged.append(known)
                else:
                    digests[projet.nom] = digest
                    yield projet

        for outcome in _outcomes(to_do(), order, workforce):
            while unchanged:
                yield unchanged.popleft()
            yield _kept(outcome, digests.pop(outcome.nom), folder, journal)
        yield from unchanged


def _kept(outcome: Outcome, digest: str, folder: Path, journal: Journal) -> Entry:
    """Write the files of a contract, then say in the journal that they are."""
    for extension, content in outcome.files.items():
        write_whole(folder / f"{outcome.nom}.{extension}", content)
    return journal.add(outcome, digest)


def _outcomes(projets: Iterator[Projet], order: Order, workforce: Workforce) -> Iterator[Outcome]:
    """The outcomes as they come; a contract that its process does not survive is tried once more, alone."""
    suspects: list[Projet] = []
    for first in projets:  # those that a broken pool has not begun go to the next one
        try:
            with workforce.open() as executor:
                yield from _through(executor, chain([first], projets), order, workforce.count * _AHEAD)
        except _Broken as broken:
            suspects += broken.lost
    for suspect in suspects:
        try:
            with workforce.open() as executor:
                yield from _through(executor, iter([suspect]), order, 1)
        except _Broken:
            yield unfinished(suspect)


class _Broken(Exception):  # noqa: N818 - not an error: the run goes on
    """A process died, and with it the contracts that were under way."""

    def __init__(self, lost: list[Projet]) -> None:
        super().__init__()
        self.lost = lost


def _through(executor: Executor, projets: Iterator[Projet], order: Order, most: int) -> Iterator[Outcome]:
    """Keep at most `most` contracts under way; memory does not grow with the run."""
    under_way: dict[Future[Outcome], Projet] = {}
    try:
        while True:
            while len(under_way) < most and (projet := next(projets, None)) is not None:
                under_way[_submitted(executor, projet, order)] = projet
            if not under_way:
                return
            wait(under_way, return_when=FIRST_COMPLETED)
            for future in [one for one in under_way if one.done()]:  # in their order, not in that of a set
                outcome = future.result()
                del under_way[future]
                yield outcome
    except BrokenExecutor:
        finished = [future for future in under_way if future.done() and not future.exception()]
        for future in finished:
            del under_way[future]
            yield future.result()
        raise _Broken(list(under_way.values())) from None
    finally:
        for future in under_way:
            future.cancel()


def _submitted(executor: Executor, projet: Projet, order: Order) -> Future[Outcome]:
    try:
        return executor.submit(draft, projet, order)
    except BrokenExecutor as error:  # told where its result is looked for, with the others
        failed: Future[Outcome] = Future()
        failed.set_exception(error)
        return failed
