"""Whoever leads a run holds no row of the programmation any more while its contracts are drafted."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest

from engine import cli
from engine.commands.work import lot
from engine.lot.run import run as run_batch
from engine.programmation.audit import sound_programme
from engine.programmation.programme import Programme
from tests.benchmarks.programme import write_programme


def test_no_row_is_held_while_contracts_are_drafted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[weakref.ref[Any]] = []
    held: list[int] = []

    def opened(*given: Any) -> Programme:
        programme = sound_programme(*given)
        rows.extend(weakref.ref(row.ligne) for row in programme.rows)
        return programme

    def drafted(*given: Any, **named: Any) -> Any:
        gc.collect()
        held.append(sum(one() is not None for one in rows))
        return run_batch(*given, **named)

    monkeypatch.setattr(lot, "sound_programme", opened)
    monkeypatch.setattr(lot, "run_batch", drafted)
    cli.main(["lot", str(write_programme(3, tmp_path)), "--sortie", str(tmp_path / "lot"), "--format", "docx"])
    assert (len(rows), held) == (6, [0])
