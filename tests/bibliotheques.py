"""The libraries of the tests: the installed one, and one whose models are those of a folder."""

from __future__ import annotations

from pathlib import Path

from engine.libraries.bibliotheque import Bibliotheque, Couche
from engine.libraries.ouverture import installed

OURS = installed()


def alone(folder: Path) -> Bibliotheque:
    """The models of a folder, and no other, with the law of the installed library; its files are « clauses/… »."""
    _, data = OURS.couches[0].racines
    return Bibliotheque((Couche("essai", "1", ((folder, "clauses"), data), installee=True),))
