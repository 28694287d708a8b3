"""What is read of a file that somebody sent, in a process of its own (`engine.bureau.uploads.isolated`): as JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import cpom
from engine.bureau.dossiers.renewing import renewed

CONTRAT = "contrat.yaml"
"""What the description is called beside the file."""


def description(file: Path, bibliotheque: str, jour: str, *, suivante: bool = False) -> dict[str, Any]:
    """The description that a file is, or that a document carries, and what is to be known of it.

    `suivante`: the one of the period after it, and `repris`, what that says.
    """
    read = cpom.ouvrir(file, bibliotheque=cpom.Bibliotheque.etalee(bibliotheque), jour=date.fromisoformat(jour))
    said = [one for one in read.controles if one.code.startswith("document-")]
    found: dict[str, Any] = {"texte": read.yaml(), "modele": read.modele, "constats": _words(said), "repris": None}
    if suivante:
        after = renewed(read)
        found |= {"texte": after.texte, "repris": after.told()}
    return found


def formulaire(file: Path, bibliotheque: str, jour: str) -> dict[str, Any]:
    """The description with the answers of a form, where they do not contradict what it says by now."""
    books = cpom.Bibliotheque.etalee(bibliotheque)
    return _merged(cpom.reprendre(file, CONTRAT, bibliotheque=books, jour=date.fromisoformat(jour)))


def annexes(file: Path, bibliotheque: str, jour: str) -> dict[str, Any]:
    """The description with the figures of a workbook of annexes."""
    books = cpom.Bibliotheque.etalee(bibliotheque)
    read = cpom.lire(Path(CONTRAT).read_bytes(), bibliotheque=books, jour=date.fromisoformat(jour))
    return _merged(cpom.importer(file, read))


def _merged(found: cpom.Fusion) -> dict[str, Any]:
    return {
        "texte": found.yaml(),
        "reprises": [{"chemin": one.chemin, "avant": one.avant, "apres": one.apres} for one in found.reprises],
        "conflits": [
            {"chemin": one.chemin, "question": one.question, "reponses": list(one.reponses.values())}
            for one in found.conflits
        ],
        "constats": _words(found.constats),
    }


def _words(found: tuple[cpom.Constat, ...] | list[cpom.Constat]) -> list[str]:
    return [f"{one.message} {one.conseil}".strip() for one in found]
