"""What the tables tell of the last state of a dossier without reading it: worked out once, kept as it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, update

import cpom
from engine.bureau.storage.tables import dossiers, echeances

_DAYS = ("jour", "ouvrable")


def resume_of(dossier: cpom.Dossier) -> dict[str, Any]:
    """The resume of a description, as the column of this name keeps it.

    - `entier`: whether all of it could be read;
    - `manquants`: how many facts are missing, by who knows them (« le gestionnaire »); `manque`, in all;
    - `erreurs`, `avertissements`: how many findings;
    - `echeances`: its calendar, the first day first, as the columns of the table of this name; days are in ISO.
    """
    missing = {qui: len(facts) for qui, facts in dossier.manquants.items() if facts}
    by_severity = Counter(one.gravite for one in dossier.constats)
    return {
        "entier": dossier.entier,
        "manquants": missing,
        "manque": sum(missing.values()),
        "erreurs": by_severity["erreur"],
        "avertissements": by_severity["avertissement"],
        "echeances": [
            {
                "jour": one.jour.isoformat(),
                "ouvrable": one.ouvrable.isoformat(),
                "libelle": one.libelle,
                "genre": one.genre,
                "qui": one.qui,
                "article": one.article,
                "source": one.source,
                "remarque": one.remarque,
            }
            for one in dossier.calendrier
        ],
    }


def summed(db: Connection, dossier: str, resume: Mapping[str, Any]) -> None:
    """Keep the resume of a state in the place of that of the state before it.

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
