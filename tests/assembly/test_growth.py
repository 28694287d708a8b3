"""A description of many items costs as many times more, and not their square."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.assembly.facts import Vue
from engine.dossier import open_dossier


@pytest.mark.parametrize(
    ("head", "item"),
    [
        ("modele: saad\nservices:\n", "  - nom: Service {n}\n"),
        ("modele: ehpad\netablissements:\n", "  - nom: EHPAD {n}\n"),
        ("modele: chrs\netablissements:\n", "  - nom: CHRS {n}\n"),
    ],
)
def test_what_is_looked_at_grows_with_the_items(
    tmp_path: Path, head: str, item: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Views are counted and not seconds, since a machine that tests has no steady clock."""
    looked = [0]
    init = Vue.__init__

    def counted(self: Vue, *arguments: object) -> None:
        looked[0] += 1
        init(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Vue, "__init__", counted)
    found = []
    for count in (40, 80):
        file = tmp_path / f"{count}.yaml"
        file.write_text(head + "".join(item.format(n=n) for n in range(count)), encoding="utf-8")
        looked[0] = 0
        open_dossier(file, date(2026, 1, 1)).assembled()
        found.append(looked[0])
    assert found[1] < 2.2 * found[0]
