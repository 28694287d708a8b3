"""What the tests of every folder share: how seldom garbage is looked for, and what several processes hand to one.

They hand what they printed, and the avenants that they proved.
"""

from __future__ import annotations

import gc
from collections.abc import Generator
from typing import Any

import pytest

from tests.consolidation import PROVED

GARBAGE = (50_000, 20, 20)
"""How much is made between two looks for garbage: what is kept of thirteen thousand tests is long to look through."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while tests are found, which are all kept: a fifth of that time went there.

    Then look for some seldom: a tenth of the time of tests went there.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.set_threshold(*GARBAGE)
        gc.enable()


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
