"""What came of tasks about a programmation: kept as data, of which a page is made when somebody looks."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from engine.bureau.storage.tables import fichiers

REPORT = "rapport"
"""The nature of these files."""


def report(db: Connection, programmation: str, name: str) -> dict[str, Any]:
    """A report.

    Raises:
        LookupError: where there is none of this name.
    """
    asked = select(fichiers).where(
        fichiers.c.id == name, fichiers.c.programmation == programmation, fichiers.c.nature == REPORT
    )
    if (row := db.execute(asked).mappings().first()) is None:
        raise LookupError(name)
    return {**json.loads(row["contenu"]), "quand": row["recu_le"], "qui": row["qui"]}
