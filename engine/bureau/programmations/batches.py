"""The batches of a programmation: what is asked of one, and the reports of those that were made."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, select

from engine.bureau.programmations.reports import REPORT
from engine.bureau.storage.tables import fichiers

ARCHIVE = "lot"
"""The nature of their archives."""
KEPT = 3
"""How many archives are kept of a programmation; reports always are."""


def made(db: Connection, programmation: str) -> Sequence[RowMapping]:
    """The reports of its batches, the last one first."""
    theirs = fichiers.c.programmation == programmation, fichiers.c.nature == REPORT, fichiers.c.nom == "lot.json"
    asked = select(fichiers.c.id, fichiers.c.recu_le, fichiers.c.qui).where(*theirs)
    return db.execute(asked.order_by(fichiers.c.recu_le.desc()).limit(20)).mappings().all()
