"""Contracts that name files of their own and one in common, of a library of a user's: what machines have to be sent."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from PIL import Image

from engine.errors import Place
from engine.libraries.ouverture import opened, provenance
from engine.lot.outcome import Order
from engine.programmation.projet import Projet
from tests.lot.test_run import ORDER

MODELS = ("sad-exemple",)
NO_DASHBOARD = {"dashboard_address": None, "scheduler_kwargs": {"dashboard_address": ":0"}}
"""A scheduler of dask serves pages even without a dashboard: two of them cannot both have port 8787."""
_LIBRARY = Path("tests/fixtures/departement-exemple")
_TEXT = """modele: sad-exemple
departement: "35"
charte: chartes/exemple.docx
collectivite: {{logo: commun.png}}
gestionnaire: {{raison_sociale: Association Exemple {n}, statut: association, logo: logos/{n}.png}}
effet: 2024-02-01
duree: 5 ans
"""


def contracts(folder: Path, count: int) -> tuple[list[Projet], Order]:
    """So many contracts, whose letterhead, logos and library are in a folder; and what is asked of them."""
    shutil.copytree(_LIBRARY, folder / "bibliotheque")
    for name in ("chartes", "logos"):
        (folder / name).mkdir()
    shutil.copy("data/chartes/neutre.docx", folder / "chartes/exemple.docx")
    Image.new("RGB", (40, 20), "navy").save(folder / "commun.png")
    made = []
    for n in range(count):
        Image.new("RGB", (40, 20), (n % 256, 90, 90)).save(folder / f"logos/{n}.png")
        named = ("chartes/exemple.docx", "commun.png", f"logos/{n}.png")
        made.append(Projet(f"2026/c{n}", _TEXT.format(n=n), str(folder), Place("tableau.csv", n + 2), fichiers=named))
    return made, replace(ORDER, bibliotheque=provenance(opened([folder / "bibliotheque"])))
