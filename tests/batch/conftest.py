"""Programmations written in the tests: a head, a table, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.programmation.programme import Programme, open_programme

HEAD = """\
modele: ehpad
periode: 2026-2030
arrete: {date: 2025-11-24, publication: 2025-12-05}
prise_d_effet: 01/01
tableau: tableau.csv
commun: {duree: 5 ans}
"""

TABLE = """\
FINESS ET;FINESS EJ;Raison sociale;Gestionnaire;Département;Fin convention tripartite;Année;Habilitation;Capacité
350000022;350000014;EHPAD Exemple du Bourg;Association Exemple;35;;2026;oui;84
350000030;350000014;EHPAD Exemple des Prés;Association Exemple;35;;2026;non;60
220000012;220000020;EHPAD Exemple de la Mer;Fondation Exemple;22;;2027;oui;45
"""

MakeProgramme = Callable[..., Programme]


@pytest.fixture
def programme(tmp_path: Path) -> MakeProgramme:
    """A programmation from the text of its table and of its head."""

    def make(table: str = TABLE, head: str = HEAD, encoding: str = "utf-8") -> Programme:
        (tmp_path / "tableau.csv").write_text(table, encoding=encoding)
        (tmp_path / "programme.yaml").write_text(head, encoding="utf-8")
        return open_programme(tmp_path / "programme.yaml")

    return make


def rows(*lines: str) -> str:
    """A table of the same columns as `TABLE`."""
    return "\n".join([TABLE.splitlines()[0], *lines, ""])


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
