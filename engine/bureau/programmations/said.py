"""What a programmation said last of each of its dossiers: what a later table is compared with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, insert, select

from engine.bureau.storage.connect import new_id
from engine.bureau.storage.tables import dossiers, etats, fichiers

NATURE = "programme"
"""The nature of a file that is the description of a contract, as its programmation says it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A dossier of a programmation: its contract there, what the programmation said of it, what it says by now."""

    dossier: str
    titre: str
    contrat: str
    modele: str
    bibliotheque: str
    dit: str
    actuel: str
    numero: int


def known(db: Connection, programmation: str) -> list[Known]:
    """Every dossier of a programmation. What it said first is the first state, until a later table said more."""
    last = and_(etats.c.dossier == dossiers.c.id, etats.c.numero == dossiers.c.dernier_etat)
    asked = select(dossiers, etats.c.texte).join(etats, last).where(dossiers.c.programmation == programmation)
    names = select(dossiers.c.id).where(dossiers.c.programmation == programmation)
    first = select(etats.c.dossier, etats.c.texte).where(etats.c.dossier.in_(names), etats.c.numero == 1)
    said = {row.dossier: row.texte for row in db.execute(first)}
    later = select(fichiers.c.dossier, fichiers.c.contenu).where(
        fichiers.c.dossier.in_(names), fichiers.c.nature == NATURE
    )
    said |= {row.dossier: row.contenu.decode() for row in db.execute(later)}
    return [
        Known(
            row["id"], row["titre"], row["contrat"] or "", row["modele"], row["bibliotheque"], said[row["id"]],
            row["texte"], row["dernier_etat"],
        )
        for row in db.execute(asked.order_by(dossiers.c.contrat)).mappings()
    ]  # fmt: skip


def keep(db: Connection, texts: Mapping[str, str], who: str) -> None:
    """From now on, a programmation said these descriptions, by dossier."""
    for dossier, text in texts.items():
        content = text.encode()
        db.execute(delete(fichiers).where(fichiers.c.dossier == dossier, fichiers.c.nature == NATURE))
        db.execute(
            insert(fichiers).values(
                id=new_id(), dossier=dossier, nom="programmation.yaml", nature=NATURE, contenu=content, qui=who,
                sha256=hashlib.sha256(content).hexdigest(),
            )
        )  # fmt: skip
