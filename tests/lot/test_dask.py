"""A run on dask's executor, on a real cluster of this machine: the same files and the same errors as a local pool."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import InputError
from engine.lot.executors import dask, local
from engine.lot.run import run
from tests.lot.test_run import ORDER, projets

pytestmark = pytest.mark.filterwarnings("default")  # what the cluster says of itself is not ours


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a scheduler with two workers."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:
        yield started.scheduler_address


def test_dask_gives_the_files_and_the_errors_of_a_local_pool(cluster: str, tmp_path: Path) -> None:
    bad = {"c1": "modele: inconnu\n", "c3": 'modele: saad\neffet: 31/02/2024\ndepartement: "35"\n'}
    found = {}
    for name, workforce in (("ici", local(1, ("saad",), ORDER)), ("dask", dask(cluster, ("saad",), ORDER))):
        entries = run(projets(5, **bad), ORDER, workforce, tmp_path / name)
        found[name] = {entry.nom: (entry.state, entry.files, entry.findings) for entry in entries}
    assert found["dask"] == found["ici"]


def test_an_address_where_nothing_answers_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(InputError) as caught:
        dask(address, ("saad",), ORDER)
    assert caught.value.findings[0].code == "dask-injoignable"
