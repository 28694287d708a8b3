"""The fingerprints of the sources: what each clause gives back of its own, in a few letters, without its words.

The sources are not ours to publish. `python -m tests.empreintes` writes the fingerprints of the library as it is, to be
accepted once `cpom clauses MODELE --source --contre FICHIER` has shown that the clauses still give the source back.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from engine.law.applicable import Droit
from engine.libraries.modele import load_model, model_names
from engine.sources.quotations import compared
from engine.sources.rebuild import Rebuilt, rebuilt
from tests.bibliotheques import OURS

ACCEPTED = Path("tests/golden/empreintes-des-sources.txt")
_LETTERS = 12


def of_the_library(name: str) -> dict[str, str]:
    """The fingerprints of a model, by clause; of its title and its visas under « plan »."""
    parts = rebuilt(load_model(name), Droit(date(2026, 1, 1), tel_que_publie=True, bibliotheque=OURS))
    return {f"{name} {part.clause.id if part.clause else 'plan'}": _of(part) for part in parts}


def _of(part: Rebuilt) -> str:
    return hashlib.sha256(compared(part.text).casefold().encode()).hexdigest()[:_LETTERS]


def accepted() -> dict[str, str]:
    """The fingerprints that were accepted."""
    lines = ACCEPTED.read_text(encoding="utf-8").splitlines()
    return {clause: fingerprint for clause, _, fingerprint in (line.rpartition(" ") for line in lines)}


if __name__ == "__main__":
    every = {key: said for name in model_names() for key, said in of_the_library(name).items()}
    ACCEPTED.write_text("".join(f"{key} {said}\n" for key, said in every.items()), encoding="utf-8")
