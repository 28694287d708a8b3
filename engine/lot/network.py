"""A dask cluster, of one machine or of several: what is checked before a run, what is sent, when a worker is lost."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from typing import Any, cast

from distributed import Client, Scheduler, WorkerPlugin

from engine.collecting import collect_seldom, freeze
from engine.errors import Finding, InputError
from engine.lot.fingerprint import asks_weasyprint
from engine.lot.groups import Draft, Group
from engine.lot.machine import differences, drafted_with
from engine.lot.outcome import Order, Outcome
from engine.lot.parcel import Parcel, drafted_there, drop, own_files, parcel_of, receive, unlike
from engine.programmation.projet import Projet

_CONNECT = "10s"
_SILENCE = 30.0
"""Seconds without a sign of life after which a worker is lost, and its contracts go to the others."""

_SAMPLES = ("profile", "profile-cycle")
"""What looks every ten milliseconds at what a worker is doing, for dask's dashboard: a hundredth of its time."""
_SELDOM, _A_SECOND = ("tick", "memory_monitor"), 1000.0
"""What looks fifty times a second whether a worker answers, and ten times at its memory: as much; once is enough."""


class _Delivery(WorkerPlugin):
    """A parcel for every worker, and for those that join the run later."""

    def __init__(self, parcel: Parcel) -> None:
        self.parcel, self.name = parcel, f"cpom-{parcel.name}"
        self.stopped: dict[str, Any] = {}
        self.slowed: dict[str, float] = {}

    def setup(self, worker: Any) -> None:
        """Unpack it."""
        receive(self.parcel)
        freeze()
        collect_seldom()
        callbacks = worker.periodic_callbacks
        # Taken out too: a worker that joins starts all that it has there once its plugins are set up.
        self.stopped = {name: callbacks.pop(name) for name in _SAMPLES if name in callbacks}
        for one in self.stopped.values():
            one.stop()
        often = {name: callbacks[name].callback_time for name in _SELDOM if name in callbacks}
        self.slowed = {name: interval for name, interval in often.items() if interval < _A_SECOND}
        for name in self.slowed:
            callbacks[name].callback_time = _A_SECOND

    def teardown(self, worker: Any) -> None:
        """Remove it."""
        drop(self.parcel.name)
        for other in worker.plugins.values():
            if isinstance(other, _Delivery):  # of another run, which is not over
                other.stopped.update(self.stopped)
                other.slowed.update(self.slowed)
                return
        worker.periodic_callbacks.update(self.stopped)
        for one in self.stopped.values():
            one.start()
        for name, interval in self.slowed.items():
            worker.periodic_callbacks[name].callback_time = interval


class Network:
    """A cluster at work for one run."""

    def __init__(self, address: str, order: Order, models: tuple[str, ...], projets: Sequence[Projet]) -> None:
        """Find it, and make ready what it is sent.

        Raises:
            InputError: where nothing answers, where nobody works there, or where a machine would write other bytes.
        """
        self.address, client = address, cast("Any", Client)
        try:
            self.client: Any = client(address, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError):  # whose words are dask's own, in English
            hint = "Vérifiez l'adresse (tcp://machine:8786) et que l'ordonnanceur est lancé (dask scheduler)."
            raise InputError([Finding("dask-injoignable", f"{address} ne répond pas.", hint=hint)]) from None
        try:
            self._check(asks_weasyprint(order))
            self.parcel = parcel_of(order, models, projets)
        except BaseException:
            self.client.close()
            raise

    def _check(self, weasyprint: bool) -> None:
        said: Mapping[str, Any] = self.client.run(drafted_with, by_weasyprint=weasyprint, on_error="return")
        if not said:
            hint = "Lancez-en un sur chaque machine : dask worker " + self.address
            raise InputError(
                [Finding("dask-sans-machine", f"aucune machine ne travaille pour {self.address}.", hint=hint)]
            )
        if wrong := list(_unlike(said, drafted_with(by_weasyprint=weasyprint))):
            raise InputError(wrong)

    @property
    def count(self) -> int:
        """How many contracts are drafted at once."""
        threads: dict[str, int] = self.client.nthreads()
        return max(sum(threads.values()), 1)

    @contextmanager
    def opened(self) -> Iterator[Executor]:
        """Send what the contracts have in common, and give the executor; nothing of it stays there afterwards."""
        self.client.run_on_scheduler(_notice_soon)
        delivery = _Delivery(self.parcel)
        self.client.register_plugin(delivery)
        executor: Executor = self.client.get_executor(pure=False, retries=0)
        try:
            yield executor
        finally:
            with suppress(Exception):  # a network that is lost keeps it until its processes end
                self.client.unregister_worker_plugin(delivery.name)
            executor.shutdown(wait=False)
            self.client.close()

    def submit(self, executor: Executor, draft: Draft, group: Group, _order: Order) -> Future[bytes]:
        """Send a group; its order went with the parcel.

        What goes and what comes back are bytes already: dask would look into each contract, here, in the scheduler and
        in the worker.
        """
        sent = pickle.dumps((draft, group, self.parcel.name, own_files(group, self.parcel)))
        return executor.submit(drafted_there, sent)


def read(made: bytes) -> list[Outcome]:
    """What a worker says of a group."""
    outcomes: list[Outcome] = pickle.loads(made)  # noqa: S301 - from whoever drafts for us
    return outcomes


def _unlike(said: Mapping[str, Any], here: Mapping[str, str]) -> Iterator[Finding]:
    for machine, there in said.items():
        if not isinstance(there, Mapping):
            message = f"{machine} n'a pas cpom, ou ne sait pas le lire ({type(there).__name__} : {there})."
            hint = "Installez-y le même cpom que sur cette machine (docs/plusieurs-machines.md), puis relancez."
            yield Finding("machine-sans-cpom", message, hint=hint)
        elif wrong := differences(here, there):
            yield unlike(machine, wrong)


def _notice_soon(dask_scheduler: Scheduler) -> None:
    """Have a scheduler notice within half a minute that a worker says nothing any more: by itself it waits for five."""
    known = dask_scheduler.worker_ttl
    if known is None or known > _SILENCE:
        dask_scheduler.worker_ttl = _SILENCE
        looking = dask_scheduler.periodic_callbacks.get("worker-ttl")
        if looking:
            looking.stop()
            looking.callback_time = _SILENCE * 1000 / 3
            looking.start()
