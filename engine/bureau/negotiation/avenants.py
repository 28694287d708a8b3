"""The avenant of a signed contract: a dossier of its own says what the contract becomes, and what the avenant says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, RowMapping, select

import cpom
from engine.bureau.access.rights import Visitor
from engine.bureau.dossiers.creating import New, created
from engine.bureau.dossiers.files import FIGE
from engine.bureau.dossiers.life import told
from engine.bureau.libraries import library
from engine.bureau.opening import NOMME, folder
from engine.bureau.settings import Settings
from engine.bureau.storage.connect import reading, writing
from engine.bureau.storage.tables import dossiers, fichiers
from engine.writing.temporary import temporary_folder

NATURE = "avenant"
"""The nature of the states that an avenant makes."""
SAID: Mapping[str, str] = {
    "date": "Date de l’avenant, celle de sa signature",
    "effet": "Date d’effet, si ce n’est pas celle de sa signature",
    "motif": "Motif, que son objet imprime",
    "genre": "Genre",
    "prorogation": "Durée de la prorogation",
    "transfert": "Date de la décision qui transfère l’autorisation",
    "decision": "Date de la décision qui autorise à le signer",
    "deliberation": "Date de la délibération qui l’approuve",
    "deliberation_gestionnaire": "Date de la délibération du gestionnaire",
    "lieu": "Lieu de signature, si ce n’est pas celui du contrat",
    "actualise": "Le contrat consolidé dit le droit du jour de l’avenant",
}
"""What is said of an avenant, by the keys of a description (models/avenants.py)."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What was sent to signature of a dossier: the frozen PDF, which keeps the words that were signed."""

    dossier: str
    bibliotheque: str
    nom: str
    sha256: str
    etat: int


def signed_of(db: Connection, dossier: str | None) -> Signed | None:
    """What was last sent to signature of a dossier; None where nothing was."""
    asked = (
        select(fichiers.c.nom, fichiers.c.sha256, fichiers.c.etat, dossiers.c.bibliotheque)
        .join(dossiers, dossiers.c.id == fichiers.c.dossier)
        .where(fichiers.c.dossier == dossier, fichiers.c.nature == FIGE, fichiers.c.nom.endswith(".pdf"))
        .order_by(fichiers.c.etat.desc(), fichiers.c.recu_le.desc())
    )
    found = db.execute(asked).first()
    return Signed(str(dossier), found.bibliotheque, found.nom, found.sha256, found.etat) if found else None


def prepared(base: Engine, settings: Settings, about: RowMapping, one: Signed, visitor: Visitor, day: date) -> str:
    """A new dossier, where the signed contract becomes what the avenant makes of it; what names it."""
    with _beside(base, one) as file:
        text = cpom.ouvrir(file, bibliotheque=library(base, one.bibliotheque), jour=day).yaml()
    with reading(base) as db:
        named = select(fichiers.c.nom, fichiers.c.contenu).where(
            fichiers.c.dossier == one.dossier, fichiers.c.nature == NOMME, fichiers.c.retire_le.is_(None)
        )
        files = [(row.nom, bytes(row.contenu)) for row in db.execute(named)]
    title = f"{about['titre']}, avenant du {day:%d/%m/%Y}"[:200]
    new = New(title, text, NATURE, f"pour un avenant à « {about['titre']} »", about["id"], nommes=files,
              bibliotheque=one.bibliotheque)  # fmt: skip
    name = created(base, settings, new, visitor, day)
    with writing(base) as db:
        told(db, about["id"], visitor, "avenant-prepare", {"dossier": name})
    return name


def rank_of(base: Engine, one: Signed, day: date) -> int:
    """The rank, from 1, of the avenant that is being drafted in `avenants` of the description."""
    with _beside(base, one) as file:
        signed = cpom.ouvrir(file, bibliotheque=library(base, one.bibliotheque), jour=day)
        return cpom.reponses(signed).combien("avenants") + 1


@lru_cache(maxsize=8)
def drafted(base: Engine, one: Signed, about: tuple[str, str], text: str, day: date) -> cpom.Avenant:
    """The avenant that makes a description (`text`, of the dossier and the library `about`) of what was signed.

    Raises:
        cpom.Erreur: where one of both cannot be read whole, or where they are not of the same model.
    """
    name, kept = about
    new = opened_as(base, name, kept, text, day)
    with _beside(base, one) as file:
        return cpom.avenant(file, new, bibliotheque=library(base, one.bibliotheque), jour=day)


def opened_as(base: Engine, dossier: str, kept: str, text: str, day: date) -> cpom.Dossier:
    """A description of a dossier, in a kept library."""
    return cpom.lire(text, dossier=folder(base, dossier), bibliotheque=library(base, kept), jour=day)


@contextmanager
def _beside(base: Engine, one: Signed) -> Iterator[Path]:
    """The signed document in a folder, with the files that its description names."""
    with reading(base) as db:
        asked = select(fichiers.c.contenu).where(
            fichiers.c.dossier == one.dossier, fichiers.c.nature == FIGE, fichiers.c.sha256 == one.sha256
        )
        content = db.execute(asked).scalars().first()
    with temporary_folder("signe") as made:
        shutil.copytree(folder(base, one.dossier), made, dirs_exist_ok=True)
        file = Path(made) / "contrat.pdf"
        file.write_bytes(content or b"")
        yield file
