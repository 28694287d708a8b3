"""Programmations written for the tests: a head, a table, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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


def maker(folder: Path) -> MakeProgramme:
    """What makes a programmation in a folder, from the text of its table and of its head."""

    def make(table: str = TABLE, head: str = HEAD, encoding: str = "utf-8") -> Programme:
        (folder / "tableau.csv").write_text(table, encoding=encoding)
        (folder / "programme.yaml").write_text(head, encoding="utf-8")
        return open_programme(folder / "programme.yaml")

    return make


def rows(*lines: str) -> str:
    """A table of the same columns as `TABLE`."""
    return "\n".join([TABLE.splitlines()[0], *lines, ""])
