"""The run itself: contracts go out a few at a time, come back as bytes, are written whole and noted in the journal.

Whatever stops it (an interruption, a full disk, the end of the process), what the journal says is written is written.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from typing import Any

from engine.errors import Finding, InputError, Severity
from engine.lot.draft import draft, unfinished
from engine.lot.executors import Workforce
from engine.lot.fingerprint import fingerprint
from engine.lot.groups import Group, groups
from engine.lot.journal import Entry, Journal
from engine.lot.outcome import Order, Outcome, State
from engine.lot.workers import Workers
from engine.programmation.projet import Projet
from engine.reading.decoding import printable
from engine.rereading.replacing.guard import KeptError, put
from engine.writing.files import FullDiskError
from engine.writing.temporary import sweep_once

_AHEAD = 2
"""How many groups of contracts wait for each process: enough that it never does, and few, so that memory stays flat."""
_MOST_DEATHS = 5
"""Processes that die in a row without having drafted anything: the next ones would too."""


def run(
    projets: Sequence[Projet],
    order: Order,
    workforce: Workforce,
    folder: Path,
    *,
    resume: bool = False,
    overwrite: bool = False,
) -> Iterator[Entry]:
    """Draft contracts and write them in a folder; yield each entry of the journal as it is made.

    With `resume`, a contract whose fingerprint is that of the journal and whose files are there is left alone. What
    the journal says of the contracts that are not asked for, those of another year, is kept. With `overwrite`, a
    document that somebody changed is replaced, and a dated copy of it kept.

    Raises:
        InputError: where the disk is full; what was written before is in the journal.
    """
    if resume:
        for place in {"", *(projet.nom.rpartition("/")[0] for projet in projets)}:
            sweep_once(str(folder / place))
    with Journal(folder, without=() if resume else (projet.nom for projet in projets)) as journal:
        digests: dict[str, str] = {}
        unchanged: deque[str] = deque()
        left = len(projets)

        def to_do() -> Iterator[Projet]:
            nonlocal left
            for projet in projets:
                left -= 1
                digest = fingerprint(projet, order)
                if resume and journal.is_unchanged(projet.nom, digest):
                    unchanged.append(projet.nom)
                else:
                    digests[projet.nom] = digest
                    yield projet

        for outcome in _outcomes(groups(to_do(), lambda: left, workforce.count, order), order, workforce):
            while unchanged:
                yield from journal.unchanged(unchanged.popleft())
            yield _kept(outcome, digests.pop(outcome.nom), order, folder, journal, overwrite=overwrite)
        yield from chain.from_iterable(map(journal.unchanged, unchanged))


def _kept(outcome: Outcome, digest: str, order: Order, folder: Path, journal: Journal, *, overwrite: bool) -> Entry:
    """Write the files of a contract, then say in the journal that they are, or why they cannot be.

    What a former run wrote in the place of a file that there is not any more is removed: it would pass for it. What
    somebody changed since stays, whatever becomes of the contract.

    Raises:
        InputError: where the disk is full, which leaves nothing of this contract.
    """
    named = {one: folder / f"{outcome.nom}.{one}" for one in (*order.formats, *outcome.files)}
    written = journal.written(outcome.nom)
    known = {path: written[one] for one, path in named.items() if one in written}
    files = {named[one]: content for one, content in outcome.files.items()}
    description = printable(folder / f"{outcome.nom}.yaml")
    try:
        kept = put(
            files, overwrite=overwrite, description=description, known=known, libraries=order.bibliotheque.ouverte
        )
    except KeptError as error:
        outcome = replace(outcome, state=State.TO_FIX, findings=(*outcome.findings, *error.findings))
        return journal.add(replace(outcome, files={}, pages=None), digest, _intact(named, known))
    except InputError as error:  # a full disk, a file that Word holds open, a folder of its name
        digests = {path: (known.get(path, ""), sha256(files.get(path, b"")).hexdigest()) for path in named.values()}
        _remove(named.values(), digests)
        if isinstance(error, FullDiskError):
            raise
        findings = (*outcome.findings, *error.findings)
        return journal.add(replace(outcome, state=State.FAILED, files={}, findings=findings, pages=None), digest)
    stale = _remove((one for one in named.values() if one not in files), {path: (one,) for path, one in known.items()})
    outcome = replace(outcome, findings=(*outcome.findings, *kept, *map(_left, stale)))
    return journal.add(outcome, digest)


def _remove(paths: Iterable[Path], digests: Mapping[Path, tuple[str, ...]]) -> list[Path]:
    """Remove files that are as they were written, by their digests; those that stay: somebody may have changed them."""
    left = []
    for path in paths:
        with suppress(OSError):
            if _digest_of(path) in digests.get(path, ()):
                path.unlink()
            else:
                left.append(path)
    return left


def _digest_of(path: Path) -> str:
    """The SHA-256 of a file, empty where it is no file to be read.

    Raises:
        OSError: where it is not there, or may not be read.
    """
    return sha256(path.read_bytes()).hexdigest() if S_ISREG(path.stat().st_mode) else ""


def _intact(named: Mapping[str, Path], known: Mapping[Path, str]) -> dict[str, str]:
    """The digests of the files that a former run wrote, and that are still as it wrote them."""
    found = {}
    for extension, path in named.items():
        with suppress(OSError):
            if (digest := known.get(path)) and _digest_of(path) == digest:
                found[extension] = digest
    return found


def _left(path: Path) -> Finding:
    """A document of a former run, left where the contract is not written any more."""
    message = f"{printable(path)} n'est plus à jour, et reste : il a été changé depuis qu'un lot l'a écrit."
    hint = f"Reportez ce qui y est changé (cpom relire {printable(path)}), puis supprimez-le."
    return Finding("document-reste", message, Severity.WARNING, hint)


def _outcomes(several: Iterator[Group], order: Order, workforce: Workforce) -> Iterator[Outcome]:
    """The outcomes as they come; the contracts that a process does not survive are tried once more, each alone."""
    with workforce.open() as executor:
        suspects: list[Projet] = []
        yield from _told(_through(executor, several, order, workforce, workforce.count * _AHEAD), suspects)
        for suspect in suspects:
            again: list[Projet] = []
            yield from _told(_through(executor, iter([(suspect,)]), order, workforce, 1), again)
            yield from map(unfinished, again)


def _told(made: Iterator[list[Outcome] | Group], lost: list[Projet]) -> Iterator[Outcome]:
    """The outcomes alone; contracts whose process died are put among the `lost`.

    Raises:
        InputError: where processes die one after the other without having drafted anything.
    """
    deaths = 0
    for one in made:
        if isinstance(one, list):
            deaths = 0
            yield from one
            continue
        lost += one
        deaths += 1
        if deaths == _MOST_DEATHS:
            message = "les processus s'arrêtent tous avant d'avoir rédigé un contrat."
            hint = "La mémoire manque sans doute : relancez avec --reprendre --processus 1."
            raise InputError([Finding("processus-morts", message, hint=hint)])


def _through(
    executor: Executor, several: Iterator[Group], order: Order, workforce: Workforce, most: int
) -> Iterator[list[Outcome] | Group]:
    """What came of each group, or the group itself where its process died.

    At most `most` are under way; memory does not grow with the run.
    """
    under_way: dict[Future[Any], Group] = {}
    try:
        while True:
            while len(under_way) < most and (group := next(several, None)) is not None:
                under_way[workforce.submit(executor, draft, group, order)] = group
            if not under_way:
                return
            _wait(executor, under_way)
            for future in [one for one in under_way if one.done()]:  # in their order, not in that of a set
                yield _outcomes_of(future, under_way.pop(future), workforce)
                del future  # with its files: the next one is waited for without them
    finally:
        for future in under_way:
            future.cancel()


def _wait(executor: Executor, futures: Iterable[Future[Any]]) -> None:
    if isinstance(executor, Workers):
        executor.wait()
    else:
        wait(futures, return_when=FIRST_COMPLETED)


def _outcomes_of(future: Future[Any], group: Group, workforce: Workforce) -> list[Outcome] | Group:
    """What came of a group, or the group where its process died.

    Raises:
        InputError: where nobody answers any more.
    """
    try:
        return workforce.read(future.result())
    except InputError:
        raise
    except CancelledError:
        message = "le réseau qui rédigeait les contrats a cessé de répondre."
        hint = "Relancez avec --reprendre, avec ou sans --dask."
        raise InputError([Finding("reseau-perdu", message, hint=hint)]) from None
    except Exception:  # a process that died, or whatever a network says in that case
        return group
