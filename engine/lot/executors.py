"""Where contracts are drafted: this process, a pool of processes, or a dask cluster, all behind `Executor`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from engine.collecting import without_collecting
from engine.errors import Finding, InputError
from engine.lot.draft import warm_up
from engine.lot.outcome import Order
from engine.lot.workers import Workers


class _Here(Executor):
    """Works at once in this process: nothing to start, for a few contracts or for one processor."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call now; the future is done."""
        future: Future[Any] = Future()
        try:
            with without_collecting():
                future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@dataclass(frozen=True, slots=True)
class Workforce:
    """How contracts are drafted: `open` makes an executor (anew where one broke); `count` of them work at once."""

    open: Callable[[], AbstractContextManager[Executor]]
    count: int
    words: str


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


def dask(address: str, models: tuple[str, ...], order: Order) -> Workforce:
    """A dask cluster by the address of its scheduler.

    Raises:
        InputError: where dask is not installed, or nothing answers at that address.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra
    except ImportError:
        hint = "Installez-le : pip install 'cpom[dask]'."
        raise InputError([Finding("dask-absent", "--dask a besoin de dask.distributed.", hint=hint)]) from None
    try:
        client: Any = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        hint = "Vérifiez l'adresse (tcp://machine:8786) et que l'ordonnanceur est lancé (dask scheduler)."
        raise InputError([Finding("dask-injoignable", f"{address} ne répond pas ({error}).", hint=hint)]) from None

    @contextmanager
    def opened() -> Iterator[Executor]:
        client.run(warm_up, models, order)
        executor: Executor = client.get_executor(pure=False, retries=0)
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)
            client.close()

    count = max(sum(client.nthreads().values()), 1)
    return Workforce(opened, count, f"sur {count} fils d'exécution du réseau {address}")
