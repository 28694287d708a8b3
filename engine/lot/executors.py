"""Where contracts are drafted: this process, a pool of processes, or a dask cluster, all behind `Executor`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

from engine.errors import Finding, InputError
from engine.lot.draft import warm_up
from engine.lot.groups import Draft, Group, drafts
from engine.lot.outcome import Order, Outcome
from engine.lot.workers import Workers
from engine.programmation.projet import Projet
from models.records import dataclass


class _Here(Executor):
    """Works at once in this process: nothing to start, for a few contracts or for one processor."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call now; the future is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def _submit(executor: Executor, draft: Draft, group: Group, order: Order) -> Future[Any]:
    return executor.submit(drafts, draft, group, order)


def _as_made(made: Any) -> list[Outcome]:
    outcomes: list[Outcome] = made
    return outcomes


@dataclass(frozen=True, slots=True)
class Workforce:
    """How contracts are drafted: `open` makes an executor (anew where one broke); `count` of them work at once.

    `submit` gives a group of contracts to that executor; `read` says what came of it, from its result.
    """

    open: Callable[[], AbstractContextManager[Executor]]
    count: int
    words: str
    submit: Callable[[Executor, Draft, Group, Order], Future[Any]] = _submit
    read: Callable[[Any], list[Outcome]] = _as_made


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def local(count: int, models: tuple[str, ...], order: Order) -> Workforce:
    """`count` processes, or this one where `count` is 1."""

    @contextmanager
    def opened() -> Iterator[Executor]:
        if count == 1:
            yield _Here()
            return
        workers = Workers(count, partial(warm_up, models, order))
        try:
            yield workers
        finally:
            workers.kill()

    return Workforce(opened, count, "dans ce processus" if count == 1 else f"sur {count} processus")


def dask(address: str, models: tuple[str, ...], order: Order, projets: Sequence[Projet] = ()) -> Workforce:
    """A dask cluster by the address of its scheduler; `projets` are those whose files it is sent.

    Raises:
        InputError: where dask is not installed, nothing answers at that address, or a machine would write other bytes.
    """
    try:
        from engine.lot.network import Network, read  # noqa: PLC0415 - an optional extra
    except ImportError:
        hint = "Installez-le : pip install 'cpom[dask]'."
        raise InputError([Finding("dask-absent", "--dask a besoin de dask.distributed.", hint=hint)]) from None
    network = Network(address, order, models, projets)
    threads = "un fil" if network.count == 1 else f"{network.count} fils"
    words = f"sur {threads} d'exécution du réseau {address}"
    return Workforce(network.opened, network.count, words, network.submit, read)
