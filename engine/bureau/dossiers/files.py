"""The files of a dossier: those that its description names, those that were attached, written or frozen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from engine.bureau.access.rights import Visitor
from engine.bureau.opening import NOMME
from engine.bureau.storage.connect import new_id
from engine.bureau.storage.tables import fichiers, now

ANNEXE, DOCUMENT, FIGE, RETOUR = "annexe", "document", "fige", "retour"
NATURES = {
    NOMME: "nommé par le contrat",
    ANNEXE: "joint",
    RETOUR: "revenu",
    DOCUMENT: "document écrit",
    FIGE: "envoyé à la signature",
}
"""What a file is, in the words of the pages."""
OF_GUESTS = (NOMME, ANNEXE, FIGE)
"""What a guest reads of them: a document that an officer had written may not be for them yet."""
_SEEN = [one for one in fichiers.c if one.name != "contenu"]


def added(
    db: Connection, dossier: str, nature: str, name: str, content: bytes, *, who: str, etat: int | None = None
) -> str:
    """Keep a file; what names it."""
    made = new_id()
    values: dict[str, Any] = {
        "id": made, "dossier": dossier, "nature": nature, "nom": name, "contenu": content, "etat": etat, "qui": who,
        "sha256": sha256(content).hexdigest(),
    }  # fmt: skip
    db.execute(insert(fichiers).values(**values))
    return made


def replaced(db: Connection, dossier: str, name: str, content: bytes, who: str) -> str:
    """Put a file that the description names in the place of the one of this name, which is kept aside."""
    old = fichiers.c.dossier == dossier, fichiers.c.nature == NOMME, fichiers.c.nom == name
    db.execute(update(fichiers).where(*old, fichiers.c.retire_le.is_(None)).values(retire_le=now()))
    return added(db, dossier, NOMME, name, content, who=who)


def taken_away(db: Connection, dossier: str, name: str) -> str | None:
    """Take away a file that was named or attached: it is kept, and no page shows it any more; what it is called.

    None where there is none to take away.
    """
    asked = update(fichiers).where(
        fichiers.c.id == name, fichiers.c.dossier == dossier, fichiers.c.nature.in_((NOMME, ANNEXE)),
        fichiers.c.retire_le.is_(None),
    )  # fmt: skip
    called: str | None = db.execute(asked.values(retire_le=now()).returning(fichiers.c.nom)).scalar()
    return called


def shown(db: Connection, dossier: str, natures: Collection[str], visitor: Visitor) -> Sequence[RowMapping]:
    """The files of a dossier that a visitor reads, the last one first, without what they hold."""
    kept = [one for one in natures if not visitor.is_guest or one in OF_GUESTS]
    asked = select(*_SEEN).where(
        fichiers.c.dossier == dossier, fichiers.c.nature.in_(kept), fichiers.c.retire_le.is_(None)
    )
    return db.execute(asked.order_by(fichiers.c.recu_le.desc(), fichiers.c.nom)).mappings().all()


def names_of(db: Connection, dossier: str) -> Sequence[str]:
    """The names of the files that a description names."""
    asked = select(fichiers.c.nom).where(
        fichiers.c.dossier == dossier, fichiers.c.nature == NOMME, fichiers.c.retire_le.is_(None)
    )
    return db.execute(asked).scalars().all()


def named_files(db: Connection, dossier: str) -> list[tuple[str, bytes]]:
    """The files that a description names, with what they hold."""
    asked = select(fichiers.c.nom, fichiers.c.contenu).where(
        fichiers.c.dossier == dossier, fichiers.c.nature == NOMME, fichiers.c.retire_le.is_(None)
    )
    return [(row.nom, row.contenu) for row in db.execute(asked)]


def content_of(db: Connection, dossier: str, name: str, visitor: Visitor) -> RowMapping | None:
    """A file of a dossier, whole, that a visitor reads; None where there is none."""
    asked = select(fichiers).where(fichiers.c.id == name, fichiers.c.dossier == dossier, fichiers.c.retire_le.is_(None))
    if visitor.is_guest:
        asked = asked.where(fichiers.c.nature.in_(OF_GUESTS))
    return db.execute(asked).mappings().first()
