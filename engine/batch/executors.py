"""Where contracts are drafted: this process, a pool of processes, or a dask cluster, all behind `Executor`."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from engine.batch.draft import warm_up
from engine.batch.projet import Order
from engine.errors import Finding, InputError


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


@dataclass(frozen=True, slots=True)
class Workforce:
    """How contracts are drafted: `open` makes an executor (anew where one broke); `count` of them work at once.

    `is_whole` says of an executor whether whoever works for it is still there: where nobody is, it would wait for ever.
    """

    open: Callable[[], AbstractContextManager[Executor]]
    count: int
    words: str
    is_whole: Callable[[Executor], bool] = lambda _: True


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Pool(ProcessPoolExecutor):
    """A pool whose processes never hear of an interruption, not even while they start: it is their leader's to tell."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Submit; a process that this starts is born deaf, and what comes meanwhile is heard here afterwards."""
        if not hasattr(signal, "pthread_sigmask"):
            return super().submit(fn, *args, **kwargs)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def is_whole(self) -> bool:
        """Whether none of its processes has died; the pool itself learns it late, or never (see `end`)."""
        return all(process.is_alive() for process in list((self._processes or {}).values()))

    def end(self) -> None:
        """End now, whatever its processes are at.

        One that dies while it hands over a contract leaves half a message, whose rest the pool would await for ever:
        it ends only once nobody can write any more, neither they nor this process.
        """
        for process in list((self._processes or {}).values()):
            process.kill()
        if self._result_queue:
            self._result_queue._writer.close()  # type: ignore[attr-defined]
        self.shutdown(wait=True, cancel_futures=True)


def _begin(models: tuple[str, ...], order: Order) -> None:
    """Make a process of a pool ready; it never outlives whoever leads it, who may be killed."""
    leader = multiprocessing.parent_process()
    if leader:
        threading.Thread(target=_follow, args=(leader,), daemon=True).start()
    warm_up(models, order)


def _follow(leader: Any) -> None:
    leader.join()
    os._exit(1)


def local(count: int, models: tuple[str, ...], order: Order) -> Workforce:
    """A pool of `count` processes, or this one where `count` is 1.

    Processes are spawned and not forked: WeasyPrint's libraries and the progress bar have threads. When a run stops
    before its end they are killed, whatever they are at: they write nothing.
    """

    @contextmanager
    def opened() -> Iterator[Executor]:
        if count == 1:
            yield _Here()
            return
        pool = _Pool(count, multiprocessing.get_context("spawn"), _begin, (models, order))
        try:
            yield pool
        except BaseException:
            pool.end()
            raise
        pool.shutdown()

    def is_whole(executor: Executor) -> bool:
        return not isinstance(executor, _Pool) or executor.is_whole()

    words = "dans ce processus" if count == 1 else f"sur {count} processus"
    return Workforce(opened, count, words, is_whole)


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
        client.run(warm_up, models, order, False)
        executor: Executor = client.get_executor(pure=False, retries=0)
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)
            client.close()

    count = max(sum(client.nthreads().values()), 1)
    return Workforce(opened, count, f"sur {count} fils d'exécution du réseau {address}")
