"""The documents of a programmation drafted on a dask network, by the address of its scheduler."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bureau.conftest import Desk
from tests.bureau.test_lots import _archive, _ask, _report, home
from tests.lot.test_dask import cluster, workers

__all__ = ["cluster", "home", "workers"]
pytestmark = pytest.mark.filterwarnings("default")  # what the cluster says of itself is not ours


def test_a_batch_is_drafted_by_the_workers_of_a_network(desk: Desk, home: str, cluster: str) -> None:
    desk.settings = replace(desk.settings, dask=cluster)
    officer = desk.officer()
    task = _ask(desk, officer, home)
    desk.work()
    report = _report(officer, task)
    assert "écrit : 2" in report
    assert "2026/35-une.txt" in _archive(officer, report).namelist()
