"""What the table of dossiers tells of a state without reading it: worked out once, when the state is written."""

from __future__ import annotations

from collections import Counter
from typing import Any

import cpom


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
