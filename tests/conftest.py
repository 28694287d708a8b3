"""What tests in several processes hand to the one that tells of them: what they printed, the avenants they proved."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from tests.consolidation import PROVED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Spell what a test printed so that it can be handed over: the name of a file may be no UTF-8."""
    report = yield
    report.sections = [(name, said.encode(errors="backslashreplace").decode()) for name, said in report.sections]
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what a process proved to the one that tells it."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["proved"] = PROVED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take what another process proved."""
    PROVED.extend(getattr(node, "workeroutput", {}).get("proved", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell it, where there is something to tell."""
    if PROVED:
        terminalreporter.write_line(f"avenants proved over {len(PROVED)} pairs, by {sum(PROVED)} modifications")
