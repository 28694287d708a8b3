"""What contracts of a kind say alike goes to the leader of a run, and into its journal, made once for them all."""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict
from pathlib import Path

import pytest

from engine.errors import Finding
from engine.lot import journal
from engine.lot.journal import NAME, Journal
from engine.lot.outcome import Missing, Outcome, State
from tests.rapports import DEADLINES, HOSTILE, MISSING, WARNING


def outcome(nom: str, *findings: Finding) -> Outcome:
    return Outcome(nom, State.WRITTEN, {"docx": nom.encode()}, findings, MISSING, DEADLINES, {"effet": HOSTILE}, 18)


def test_what_contracts_say_alike_is_the_same_once_it_has_been_sent() -> None:
    first, second = (outcome("a", WARNING), outcome("b"))
    one, other = (pickle.loads(pickle.dumps(sent)) for sent in (first, second))  # noqa: S301 - just made
    assert (one, other) == (first, second)
    assert one.missing is other.missing
    assert one.deadlines is other.deadlines


def test_what_contracts_say_alike_is_written_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    fields = journal._fields

    def noted(one: object) -> object:
        told.append(one)
        return fields(one)

    monkeypatch.setattr(journal, "_fields", noted)
    with Journal(tmp_path) as kept:
        entries = [kept.add(outcome(nom, WARNING), "0") for nom in "abc"]
    assert len([one for one in told if isinstance(one, Missing)]) <= len(MISSING)
    lines = (tmp_path / NAME).read_text(encoding="utf-8").splitlines()
    assert lines == [json.dumps(asdict(one), ensure_ascii=False, separators=(",", ":"), default=str) for one in entries]
