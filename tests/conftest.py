"""What a run of the tests tells at its end: over how many pairs of contracts avenants were proved."""

from __future__ import annotations

from typing import Any

import pytest

from tests.consolidation import PROVED


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
