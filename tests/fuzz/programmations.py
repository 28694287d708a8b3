"""Programmations: a head, fair or broken, and its table."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from tests.fuzz.alterations import altered
from tests.fuzz.essais import lots
from tests.fuzz.sorties import in_yaml
from tests.fuzz.tableaux import Tableau, tables

_OPTIONAL: Final[dict[str, list[Any]]] = {
    "regroupement": ["departement", "region"],
    "prise_d_effet": ["01/01", "29/02", "1er janvier"],
    "arrete": [{"date": "2025-11-24", "publication": "2025-12-05"}, {"numero": "2025-1"}, {}, {"faits": {"x": "y"}}],
    "commun": [{"duree": "5 ans"}, {"duree": "5"}, {"services": []}, {"modele": "saad"}, {"charte": "../x.docx"}],
    "departements": [{"35": {"collectivite": {"president": {"nom": "EXEMPLE"}}}}, {"Bretagne": {}}, {"35": []}],
    "colonnes": [{"Observations": "adresse"}, {"Titre absent": "nom"}, {"Année": "inconnu"}],
    "feuille": ["Sheet", "Absente"],
    "lignes_masquees": ["lues", "ecartees"],
}
_RARE: Final[list[dict[str, Any]]] = [
    {"precedente": "absente.yaml"},
    {"precedente": "p.yaml"},
    {"tableau": "absent.csv"},
    {"tableau": "p.yaml"},
    {"tableau": "../p.yaml"},
    {"etablissements": [{"nom": "EHPAD Exemple"}]},
]


@dataclass(frozen=True)
class Donnee:
    """The files of a programmation."""

    head: bytes
    table: Tableau

    def write(self, folder: Path) -> Path:
        """Put them in a folder; the path of the head."""
        (folder / self.table.name).write_bytes(self.table.content)
        file = folder / "p.yaml"
        file.write_bytes(self.head)
        return file


def _drawn(table: Tableau, lot: random.Random) -> Donnee:
    head: dict[str, Any] = {"modele": lot.choice(["ehpad", "ehpad", "chrs"]), "periode": "2026-2030"}
    head["tableau"] = table.name
    for name in lot.sample(sorted(_OPTIONAL), lot.randint(0, 4)):
        head[name] = lot.choice(_OPTIONAL[name])
    if lot.random() < 0.1:
        head |= lot.choice(_RARE)
    text = in_yaml(head)
    return Donnee(altered(text, lot) if lot.random() < 0.2 else text.encode(), table)


def programmations() -> st.SearchStrategy[Donnee]:
    """Programmations with their tables."""
    return st.builds(_drawn, tables(), lots())
