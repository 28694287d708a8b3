"""The contracts of a batch: the last state of each dossier, with the files that it names, as a run takes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import and_, select

from engine.bureau.opening import NOMME
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers, etats, fichiers
from engine.bureau.tasks.task import Task
from engine.errors import Place
from engine.programmation.projet import Projet

_AT_ONCE = 200
_SAFE = re.compile(r"[\w-]+(/[\w-]+)*")


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract to draft: its dossier, what it is called, its library, its description."""

    dossier: str
    titre: str
    modele: str
    bibliotheque: str
    etat: int
    projet: Projet


def contracts(task: Task, names: Sequence[str], beside: Path) -> list[Contract]:
    """The contracts of dossiers, in the order of their names in the programmation; their files are put `beside`."""
    found: list[Contract] = []
    for at in range(0, len(names), _AT_ONCE):
        found += _some(task, names[at : at + _AT_ONCE], beside)
    return sorted(found, key=lambda one: one.projet.nom)


def _some(task: Task, names: Sequence[str], beside: Path) -> list[Contract]:
    last = and_(etats.c.dossier == dossiers.c.id, etats.c.numero == dossiers.c.dernier_etat)
    asked = select(dossiers, etats.c.texte).join(etats, last).where(dossiers.c.id.in_(names))
    files = select(fichiers.c.dossier, fichiers.c.nom, fichiers.c.contenu).where(
        fichiers.c.dossier.in_(names), fichiers.c.nature == NOMME, fichiers.c.retire_le.is_(None)
    )
    with reading(task.base) as db:
        rows, named = db.execute(asked).mappings().all(), db.execute(files).all()
    for one in named:
        folder = beside / one.dossier
        folder.mkdir(parents=True, exist_ok=True)
        (folder / Path(one.nom).name).write_bytes(one.contenu)
    of: dict[str, list[str]] = {}
    for one in named:
        of.setdefault(one.dossier, []).append(Path(one.nom).name)
    return [
        Contract(
            row["id"], row["titre"], row["modele"], row["bibliotheque"], row["dernier_etat"],
            _projet(row["contrat"] or "", row["id"], row["texte"], beside, of.get(row["id"], [])),
        )
        for row in rows
    ]  # fmt: skip


def _projet(name: str, dossier: str, text: str, beside: Path, files: Sequence[str]) -> Projet:
    nom = name if _SAFE.fullmatch(name) else dossier
    folder = beside / dossier if files else beside
    return Projet(nom, text, str(folder), Place(f"{nom}.yaml"), fichiers=tuple(sorted(files)), dated=False)
