"""Programmations written in the tests, and one of many contracts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.programmations import MakeProgramme, maker


@pytest.fixture
def programme(tmp_path: Path) -> MakeProgramme:
    """A programmation from the text of its table and of its head."""
    return maker(tmp_path)


@pytest.fixture
def twenty(tmp_path: Path) -> Path:
    """A programmation of twenty contracts, drafted by two processes."""
    lines = [f"EHPAD {n};Association Exemple {n};35;2026" for n in range(20)]
    (tmp_path / "t.csv").write_text(
        "\n".join(["Raison sociale;Gestionnaire;Département;Année", *lines]), encoding="utf-8"
    )
    file = tmp_path / "p.yaml"
    file.write_text("modele: ehpad\nperiode: 2026-2030\ntableau: t.csv\nprise_d_effet: 01/01\n", encoding="utf-8")
    return file
