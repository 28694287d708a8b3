"""What is read of a file that somebody sent, in a process of its own (`engine.bureau.uploads.isolated`): as JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import cpom

CONTRAT = "contrat.yaml"
"""What the description is called beside the file."""


def description(file: Path, bibliotheque: str, jour: str) -> dict[str, Any]:
    """The description that a file is, or that a document carries, and what is to be known of it."""
    read = cpom.ouvrir(file, bibliotheque=cpom.Bibliotheque.etalee(bibliotheque), jour=date.fromisoformat(jour))
    said = [one for one in read.controles if one.code.startswith("document-")]
    return {"texte": read.yaml(), "modele": read.modele, "constats": _words(said)}


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
