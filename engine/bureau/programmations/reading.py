"""A programmation read in a process of its own: its contracts, and what is wrong with it, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cpom
from engine.bureau.uploads.isolated import isolated

HEAD = "programmation.yaml"
"""The name that its head is kept under, whatever it was called."""
SECONDS = 300.0
"""A programmation of thousands of rows takes tens of them: it is read by a task."""


def read_apart(files: Mapping[str, bytes], library: cpom.Bibliotheque) -> dict[str, Any]:
    """What a programmation says, read away from here: `titre`, `modele`, `constats`, and its `contrats`.

    Raises:
        RefusedError: where it is none, or cannot be read.
    """
    beside = {name: content for name, content in files.items() if name != HEAD}
    found: dict[str, Any] = isolated(
        f"{__name__}:read", files[HEAD], name=HEAD, beside=beside, seconds=SECONDS,
        bibliotheque=str(library.etal),
    )  # fmt: skip
    return found


def read(file: Path, bibliotheque: str) -> dict[str, Any]:
    """What `read_apart` gives, in the process that is apart."""
    found = cpom.programmation(file.name, bibliotheque=cpom.Bibliotheque.etalee(bibliotheque))
    return {
        "titre": found.titre,
        "modele": found.modele,
        "constats": [told(one) for one in found.constats],
        "contrats": [
            {
                "nom": one.nom,
                "titre": one.titre,
                "etablissements": one.etablissements,
                "description": one.description,
                "fichiers": one.fichiers,
                "constats": [told(wrong) for wrong in one.constats],
            }
            for one in found.contrats
        ],
    }


def told(one: cpom.Constat) -> dict[str, str]:
    """A finding, as a report keeps it."""
    return {"gravite": one.gravite, "message": one.message, "conseil": one.conseil, "place": _place(one)}


def _place(one: cpom.Constat) -> str:
    """« etablissements.csv, ligne 4 »."""
    if one.place is None or not one.fichier:
        return ""
    return f"{one.fichier}, {one.place.cell}" if one.place.cell else f"{one.fichier}, ligne {one.ligne}"
