"""What is told of the last state of a dossier, kept beside it in the same transaction: its resume, its deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, update

from engine.bureau.storage.tables import dossiers, echeances

_DAYS = ("jour", "ouvrable")


def summed(db: Connection, dossier: str, resume: Mapping[str, Any]) -> None:
    """Keep the resume of a state (`engine.bureau.dossiers.resume`), in the place of that of the state before it.

    Its `echeances` go to a table of their own, by which the calendar of all dossiers finds them.
    """
    told = {name: value for name, value in resume.items() if name != "echeances"}
    values = {"resume": told, "manque": told.get("manque", 0), "erreurs": told.get("erreurs", 0)}
    db.execute(update(dossiers).where(dossiers.c.id == dossier).values(**values))
    db.execute(delete(echeances).where(echeances.c.dossier == dossier))
    rows = [
        {**one, **{name: date.fromisoformat(one[name]) for name in _DAYS}, "dossier": dossier, "rang": rank}
        for rank, one in enumerate(resume.get("echeances", ()))
    ]
    if rows:
        db.execute(insert(echeances), rows)
