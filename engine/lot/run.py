"""The run itself: contracts go out a few at a time, come back as bytes, are written whole and noted in the journal.

Whatever stops it (an interruption, a full disk, the end of the process), what the journal says is written is written.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from engine.errors import Finding, InputError
from engine.lot.draft import draft, unfinished
from engine.lot.executors import Workforce
from engine.lot.fingerprint import fingerprint
from engine.lot.journal import Entry, Journal
from engine.lot.outcome import Order, Outcome, State
from engine.lot.workers import Workers
from engine.programmation.projet import Projet
from engine.writing.files import FullDiskError, sweep, write_whole

_AHEAD = 2
"""How many contracts wait for each process: enough that it never does, and few, so that memory stays flat."""
_MOST_DEATHS = 5
"""Processes that die in a row without having drafted anything: the next ones would too."""


def run(
    projets: Sequence[Projet],
    order: Order,
    workforce: Workforce,
    folder: Path,
    *,
    resume: bool = False,
) -> Iterator[Entry]:
    """Draft contracts and write them in a folder; yield each entry of the journal as it is made.

    With `resume`, a contract whose fingerprint is that of the journal and whose files are there is left alone. What
    the journal says of the contracts that are not asked for, those of another year, is kept.

    Raises:
        InputError: where the disk is full; what was written before is in the journal.
    """
    if resume:
        sweep(folder)
    with Journal(folder, without=() if resume else {projet.nom for projet in projets}) as journal:
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
            yield _kept(outcome, digests.pop(outcome.nom), order, folder, journal)
        yield from unchanged


def _kept(outcome: Outcome, digest: str, order: Order, folder: Path, journal: Journal) -> Entry:
    """Write the files of a contract, then say in the journal that they are, or why they cannot be.

    What a former run wrote in the place of a file that there is not any more is removed: it would pass for it.

    Raises:
        InputError: where the disk is full, which leaves nothing of this contract.
    """
    files = {extension: folder / f"{outcome.nom}.{extension}" for extension in (*order.formats, *outcome.files)}
    _remove(path for extension, path in files.items() if extension not in outcome.files)
    try:
        for extension, content in outcome.files.items():
            write_whole(files[extension], content)
    except FullDiskError:
        _remove(files.values())
        raise
    except InputError as error:  # a file that Word holds open, a folder of its name
        _remove(files.values())
        findings = (*outcome.findings, *error.findings)
        outcome = replace(outcome, state=State.FAILED, files={}, findings=findings, pages=None)
    return journal.add(outcome, digest)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def _outcomes(projets: Iterator[Projet], order: Order, workforce: Workforce) -> Iterator[Outcome]:
    """The outcomes as they come; a contract that its process does not survive is tried once more, alone."""
    with workforce.open() as executor:
        suspects: list[Projet] = []
        yield from _told(_through(executor, projets, order, workforce.count * _AHEAD), suspects)
        for suspect in suspects:
            again: list[Projet] = []
            yield from _told(_through(executor, iter([suspect]), order, 1), again)
            yield from map(unfinished, again)


def _told(made: Iterator[Outcome | Projet], lost: list[Projet]) -> Iterator[Outcome]:
    """The outcomes alone; contracts whose process died are put among the `lost`.

    Raises:
        InputError: where processes die one after the other without having drafted anything.
    """
    deaths = 0
    for one in made:
        if isinstance(one, Outcome):
            deaths = 0
            yield one
            continue
        lost.append(one)
        deaths += 1
        if deaths == _MOST_DEATHS:
            message = "les processus s'arrêtent tous avant d'avoir rédigé un contrat."
            hint = "La mémoire manque sans doute : relancez avec --reprendre --processus 1."
            raise InputError([Finding("processus-morts", message, hint=hint)])


def _through(executor: Executor, projets: Iterator[Projet], order: Order, most: int) -> Iterator[Outcome | Projet]:
    """What came of each contract, or the contract itself where its process died.

    At most `most` are under way; memory does not grow with the run.
    """
    under_way: dict[Future[Outcome], Projet] = {}
    try:
        while True:
            while len(under_way) < most and (projet := next(projets, None)) is not None:
                under_way[executor.submit(draft, projet, order)] = projet
            if not under_way:
                return
            _wait(executor, under_way)
            for future in [one for one in under_way if one.done()]:  # in their order, not in that of a set
                yield _outcome(future, under_way.pop(future))
    finally:
        for future in under_way:
            future.cancel()


def _wait(executor: Executor, futures: Iterable[Future[Outcome]]) -> None:
    if isinstance(executor, Workers):
        executor.wait()
    else:
        wait(futures, return_when=FIRST_COMPLETED)


def _outcome(future: Future[Outcome], projet: Projet) -> Outcome | Projet:
    """What came of a contract, or the contract where its process died.

    Raises:
        InputError: where nobody answers any more.
    """
    try:
        return future.result()
    except InputError:
        raise
    except CancelledError:
        message = "le réseau qui rédigeait les contrats a cessé de répondre."
        hint = "Relancez avec --reprendre, avec ou sans --dask."
        raise InputError([Finding("reseau-perdu", message, hint=hint)]) from None
    except Exception:  # a process that died, or whatever a network says in that case
        return projet
