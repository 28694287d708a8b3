"""A run on dask's executor, on a real cluster of this machine: the same files and the same errors as a local pool."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Iterator
from math import ceil
from operator import length_hint
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputError, Place
from engine.lot import machine
from engine.lot.executors import dask, local
from engine.lot.groups import groups
from engine.lot.outcome import State
from engine.lot.run import run
from engine.programmation.projet import Projet, Sommaire
from tests.lot.test_run import ORDER, projets
from tests.reseau import MODELS, NO_DASHBOARD, contracts

pytestmark = pytest.mark.filterwarnings("default")  # what the cluster says of itself is not ours


@pytest.fixture(scope="module")
def workers() -> Iterator[Any]:
    """A scheduler with two workers."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, **NO_DASHBOARD) as started:
        yield started


@pytest.fixture(scope="module")
def cluster(workers: Any) -> str:
    """Its address."""
    address: str = workers.scheduler_address
    return address


def test_dask_gives_the_files_and_the_errors_of_a_local_pool(cluster: str, tmp_path: Path) -> None:
    bad = {"c1": "modele: inconnu\n", "c3": 'modele: saad\neffet: 31/02/2024\ndepartement: "35"\n'}
    found = {}
    for name, workforce in (("ici", local(1, ("saad",), ORDER)), ("dask", dask(cluster, ("saad",), ORDER))):
        entries = run(projets(5, **bad), ORDER, workforce, tmp_path / name)
        found[name] = {entry.nom: (entry.state, entry.files, entry.findings) for entry in entries}
    assert found["dask"] == found["ici"]


def test_the_library_the_letterhead_and_the_logos_of_a_user_are_sent(cluster: str, tmp_path: Path) -> None:
    several, order = contracts(tmp_path, 5)
    found = {}
    for name, workforce in (
        ("ici", local(1, MODELS, order)),
        ("dask", dask(cluster, MODELS, order, several)),
    ):
        entries = run(several, order, workforce, tmp_path / name)
        found[name] = {entry.nom: (entry.state, entry.files, entry.findings) for entry in entries}
    assert {state for state, _, _ in found["ici"].values()} == {State.WRITTEN}
    assert found["dask"] == found["ici"]


def test_an_address_where_nothing_answers_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(InputError) as caught:
        dask(address, ("saad",), ORDER)
    assert caught.value.findings[0].code == "dask-injoignable"


def test_a_scheduler_for_which_nobody_works_is_told() -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=0, **NO_DASHBOARD) as started,
        pytest.raises(InputError) as caught,
    ):
        dask(started.scheduler_address, ("saad",), ORDER)
    assert caught.value.findings[0].code == "dask-sans-machine"


def test_machines_that_would_write_other_bytes_are_refused_all_at_once(
    cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = ".".join(map(str, sys.version_info[:3]))
    monkeypatch.setattr("platform.python_version", lambda: "3.99.0")
    with pytest.raises(InputError) as caught:
        dask(cluster, ("saad",), ORDER)
    assert [one.code for one in caught.value.findings] == ["machine-differente"] * 2
    assert all(f"Python {there} (ici 3.99.0)" in one.message for one in caught.value.findings)


def test_clauses_that_differ_are_named_without_their_digest() -> None:
    here = machine.drafted_with(by_weasyprint=False)
    wrong = machine.differences(here, here | {"les clauses": "0" * 64, "les polices": "1" * 64})
    assert wrong == ["les clauses", "les polices"]


def test_a_worker_killed_in_the_middle_costs_nothing(workers: Any, cluster: str, tmp_path: Path) -> None:
    several = projets(40)
    here = {entry.nom: entry.files for entry in run(several, ORDER, local(1, ("saad",), ORDER), tmp_path / "ici")}
    made = run(several, ORDER, dask(cluster, ("saad",), ORDER), tmp_path / "dask")
    there = {}
    for rank, entry in enumerate(made):
        if not rank:
            os.kill(workers.workers[0].pid, signal.SIGKILL)
        there[entry.nom] = entry.files
    assert there == here


OFTEN = ["profile", "profile-cycle", "tick", "memory_monitor"]


async def _often(dask_worker: Any) -> list[str]:
    """What a worker looks at more than once a second, once it has started all that it starts as it joins."""
    callbacks = dask_worker.periodic_callbacks
    while not callbacks["tick"].is_running():
        await asyncio.sleep(0.01)
    sampling = [name for name in OFTEN[:2] if name in callbacks and callbacks[name].is_running()]
    return sampling + [name for name in OFTEN[2:] if callbacks[name].callback_time < 1_000]


def test_a_worker_looks_seldom_at_itself_until_the_last_run_is_over() -> None:
    distributed = pytest.importorskip("distributed")
    from engine.lot.network import Network  # noqa: PLC0415 - an optional extra

    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, **NO_DASHBOARD) as started,
        distributed.Client(started, set_as_default=False) as client,
    ):

        def often() -> list[list[str]]:
            return list(client.run(_often).values())

        first, second = (Network(started.scheduler_address, ORDER, ("saad",), ()) for _ in range(2))
        assert often() == [OFTEN]  # by the names that dask gives them
        with first.opened():
            with second.opened():
                assert often() == [[]]
                started.scale(2)
                client.wait_for_workers(2)
                assert often() == [[], []]
            assert often() == [[], []]
        assert often() == [OFTEN, OFTEN]


def sizes(contracts: int, processes: int) -> list[int]:
    """How many contracts there are in each group."""
    handed = iter([projet("35", 2026)] * contracts)
    return [len(group) for group in groups(handed, lambda: length_hint(handed), processes, ORDER)]


def projet(departement: str, annee: int) -> Projet:
    """A contract of a département and of a year."""
    return Projet(f"{annee}/{departement}", "", "", Place(""), {}, sommaire=Sommaire(annee, departement))


@given(st.integers(1, 300), st.integers(1, 8))
def test_no_group_holds_more_than_the_share_of_a_process(contracts: int, processes: int) -> None:
    made = sizes(contracts, processes)
    assert sum(made) == contracts
    assert all(size <= ceil(sum(made[rank:]) / processes) for rank, size in enumerate(made))


def test_contracts_go_by_groups_that_are_worth_a_task() -> None:
    assert sizes(5, 2) == [3, 1, 1]
    assert sizes(100, 2) == [16, 16, 16, 13, 10, 8, 8, 7, 3, 2, 1]


def test_several_processes_share_the_kinds_of_contracts_out() -> None:
    """Each of the contracts of a kind makes again what the others have made in another process."""
    kinds = [(departement, year) for year in range(2026, 2030) for departement in ("35", "22", "29", "56")]
    rows = [projet(*kind) for kind in kinds * 4]

    def handed_out(processes: int) -> list[list[Projet]]:
        left = iter(rows)
        return [[*group] for group in groups(left, lambda: length_hint(left), processes, ORDER)]

    assert [one for group in handed_out(1) for one in group] == rows
    of_each = [{one.nom for one in group} for group in handed_out(2)]
    assert max(map(len, of_each)) <= len(kinds) / 2
    assert sum(map(len, of_each)) < 2 * len(kinds)
