"""A process that has drafted many contracts holds what they share, and not what each of them alone says."""

from __future__ import annotations

import gc
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from engine.lot import draft as drafting
from engine.lot.draft import draft
from engine.lot.outcome import Order, State
from engine.programmation.programme import open_programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from tests.benchmarks.programme import write_programme

COUNT = 64
ORDER = Order(("docx",), date(2026, 1, 1))
MOST = 250 * COUNT
"""What each contract would leave behind, were all that is made of it kept until a bound is reached: 600 objects."""

MOST_BYTES = 60_000 * COUNT
"""The DOCX of a contract takes 50,000; half of this is what contracts share, until its bound is reached."""


def held() -> int:
    """The objects of this process that hold others."""
    gc.collect()
    return len(gc.get_objects())


def test_contracts_that_differ_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "_OFTEN", 16)  # there would be many to draft
    made = projets(open_programme(write_programme(2 * COUNT, tmp_path)))
    every = [one for one in made if isinstance(one, Projet)]
    assert _drafted(every[:COUNT])
    after_some = held()
    assert _drafted(every[COUNT:])
    assert held() - after_some < MOST


def test_contracts_that_differ_leave_no_document_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no collector sees: texts, and bytes."""
    monkeypatch.setattr(drafting, "_OFTEN", 16)
    made = projets(open_programme(write_programme(3 * COUNT, tmp_path)))
    every = [one for one in made if isinstance(one, Projet)]
    assert _drafted(every[:COUNT])
    tracemalloc.start()
    try:
        assert _drafted(every[COUNT : 2 * COUNT])
        gc.collect()
        after_some, _ = tracemalloc.get_traced_memory()
        assert _drafted(every[2 * COUNT :])
        gc.collect()
        after_all, _ = tracemalloc.get_traced_memory()
        assert after_all - after_some < MOST_BYTES
    finally:
        tracemalloc.stop()


def test_a_contract_leaves_nothing_to_the_collector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "_OFTEN", 4)  # what is kept of the first is dropped too
    made = projets(open_programme(write_programme(24, tmp_path)))
    every = [one for one in made if isinstance(one, Projet)]
    assert _drafted(every[:8])
    gc.collect()
    gc.disable()
    try:
        assert _drafted(every[8:])
        assert gc.collect() == 0
    finally:
        gc.enable()


def _drafted(some: list[Projet]) -> bool:
    return all(draft(one, ORDER).state is State.WRITTEN for one in some)
