"""A plugin of pytest, for `make fuzz`: how many inputs each test tried, and what failed, a line of JSON each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis.statistics import collector

PLACE = "FUZZ_COMPTE"
"""Names the file to which the lines are added."""


def _line(**said: Any) -> None:
    with Path(os.environ[PLACE]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(said) + "\n")


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Count what is tried inside a test, whether Hypothesis made the test or the test calls it; say which begins."""
    _line(test=item.nodeid, begun=True)

    def add(statistics: dict[str, Any]) -> None:
        phases = [phase["test-cases"] for phase in statistics.values() if isinstance(phase, dict)]
        _line(test=item.nodeid, tried=sum(case["status"] != "invalid" for cases in phases for case in cases))

    with collector.with_value(add):  # type: ignore[arg-type]  # typed by what it holds at first: None
        return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep what failed: the words of the exception, then the whole."""
    if report.failed:
        crash = getattr(report.longrepr, "reprcrash", None)
        _line(
            test=report.nodeid, failed=getattr(crash, "message", "") or str(report.longrepr), whole=report.longreprtext
        )
