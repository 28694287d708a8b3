"""A département's own library, copied so that a test may change it, and a description beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

FIXTURE = Path("tests/fixtures/departement-exemple").resolve()
DESCRIPTION = """modele: {modele}
departement: "35"
gestionnaire: {{raison_sociale: Association Exemple, statut: association}}
effet: 2024-02-01
duree: 5 ans
signature: {{lieu: Rennes, date: 2024-01-15}}
"""


@pytest.fixture
def ici(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: `ma` is the library, `c.yaml` a contract of its model `sad-exemple`."""
    shutil.copytree(FIXTURE, tmp_path / "ma")
    (tmp_path / "c.yaml").write_text(DESCRIPTION.format(modele="sad-exemple"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CPOM_BIBLIOTHEQUE", raising=False)
    return tmp_path
