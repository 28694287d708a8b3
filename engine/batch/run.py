"""The run itself: contracts go out a few at a time, come back as bytes, are written whole and noted in the journal.

Whatever stops it (an interruption, a full disk, the end of the process), what the journal says is written is written.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path

from engine.batch.draft import draft, unfinished
from engine.batch.executors import Workforce
from engine.batch.fingerprint import fingerprint
from engine.batch.journal import Entry, Journal
from engine.batch.projet import Order, Outcome, Projet, State
from engine.errors import Finding, InputError
from engine.writing.files import sweep, write_whole

_AHEAD = 2
"""How many contracts wait for each process: enough that it never does, and few, so that memory stays flat."""
_MOST_UNWRITTEN = 3
"""Contracts in a row that cannot be written: the disk is at fault, and not what holds one of their files."""
_MOST_DEATHS = 5
_PATIENCE = 5
"""Seconds without a contract after which to look whether anybody is still at work."""


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
        InputError: where nothing can be written any more, where the folder is gone, where nothing can be drafted any
            more; what was written before is in the journal.
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

        unwritten = 0
        for outcome in _outcomes(to_do(), order, workforce):
            while unchanged:
                yield unchanged.popleft()
            journal.check()
            whole, refused = _written(outcome, order, folder)
            yield journal.add(whole, digests.pop(outcome.nom))
            unwritten = unwritten + 1 if refused else 0
            if unwritten == _MOST_UNWRITTEN:
                raise refused[-1]
        yield from unchanged


def _written(outcome: Outcome, order: Order, folder: Path) -> tuple[Outcome, list[InputError]]:
    """Write the files of a contract; where one cannot be (another program holds it), the others are not stopped.

    What a former run wrote in the place of a file that there is not any more is removed: it would pass for it.
    """
    for extension in order.formats:
        if extension not in outcome.files:
            with suppress(OSError):
                (folder / f"{outcome.nom}.{extension}").unlink()
    try:
        for extension, content in outcome.files.items():
            write_whole(folder / f"{outcome.nom}.{extension}", content)
    except InputError as error:
        findings = (*outcome.findings, *error.findings)
        return replace(outcome, state=State.FAILED, files={}, findings=findings), [error]
    return outcome, []


def _outcomes(projets: Iterator[Projet], order: Order, workforce: Workforce) -> Iterator[Outcome]:
    """The outcomes as they come; a contract that its process does not survive is tried once more, alone."""
    suspects: list[Projet] = []
    deaths = 0
    for first in projets:  # those that a broken pool has not begun go to the next one
        try:
            with workforce.open() as executor:
                for outcome in _through(executor, chain([first], projets), order, workforce):
                    deaths = 0
                    yield outcome
        except _Broken as broken:
            suspects += broken.lost
            deaths = _one_more(deaths)
    for suspect in suspects:
        try:
            with workforce.open() as executor:
                for outcome in _through(executor, iter([suspect]), order, workforce):
                    deaths = 0
                    yield outcome
        except _Broken:
            yield unfinished(suspect)
            deaths = _one_more(deaths)


def _one_more(deaths: int) -> int:
    """Count the pools that died in a row without having drafted anything: after a few, none will.

    Raises:
        InputError: after too many.
    """
    if deaths + 1 == _MOST_DEATHS:
        message = "les processus s'arrêtent tous avant d'avoir rédigé un contrat."
        hint = "La mémoire manque sans doute : relancez avec --reprendre --processus 1."
        raise InputError([Finding("processus-morts", message, hint=hint)])
    return deaths + 1


class _Broken(Exception):  # noqa: N818 - not an error: the run goes on
    """A process died, and with it the contracts that were under way."""

    def __init__(self, lost: list[Projet]) -> None:
        super().__init__()
        self.lost = lost


def _through(executor: Executor, projets: Iterator[Projet], order: Order, workforce: Workforce) -> Iterator[Outcome]:
    """Keep a few contracts under way, as many for each process; memory does not grow with the run."""
    most, under_way = workforce.count * _AHEAD, dict[Future[Outcome], Projet]()
    try:
        while True:
            while len(under_way) < most and (projet := next(projets, None)) is not None:
                under_way[_submitted(executor, projet, order)] = projet
            if not under_way:
                return
            if not wait(under_way, _PATIENCE, FIRST_COMPLETED).done and not workforce.is_whole(executor):
                raise BrokenExecutor
            for future in [one for one in under_way if one.done()]:  # in their order, not in that of a set
                outcome = _outcome(future, under_way[future])
                del under_way[future]
                yield outcome
    except BrokenExecutor:
        finished = [one for one in under_way if one.done() and not one.cancelled() and not one.exception()]
        for future in finished:
            del under_way[future]
            yield future.result()
        raise _Broken(list(under_way.values())) from None
    finally:
        for future in under_way:
            future.cancel()


def _outcome(future: Future[Outcome], projet: Projet) -> Outcome:
    """What came of a contract; where an executor gives an error instead, it has given up on it.

    Raises:
        BrokenExecutor: where the process died.
        InputError: where the executor itself is gone, and with it whatever it was given.
    """
    try:
        return future.result()
    except (BrokenExecutor, InputError):
        raise
    except CancelledError:
        message = "le réseau qui rédigeait les contrats a cessé de répondre."
        hint = "Relancez avec --reprendre, avec ou sans --dask."
        raise InputError([Finding("reseau-perdu", message, hint=hint)]) from None
    except Exception:
        return unfinished(projet)


def _submitted(executor: Executor, projet: Projet, order: Order) -> Future[Outcome]:
    try:
        return executor.submit(draft, projet, order)
    except BrokenExecutor as error:  # told where its result is looked for, with the others
        failed: Future[Outcome] = Future()
        failed.set_exception(error)
        return failed
