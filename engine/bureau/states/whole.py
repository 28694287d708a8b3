"""What changes where a whole text takes the place of another: what the journal says of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import cpom
from engine.writing.temporary import temporary_folder


def changes_between(before: str, after: str, library: cpom.Bibliotheque, day: date) -> list[dict[str, Any]]:
    """That a whole text came in, then each fact that it changes, its path being one of the text before.

    Items of lists are matched as `cpom fusionner` does. Where the two cannot be compared, the first alone.
    """
    with temporary_folder("etats") as folder:
        old, new = Path(folder) / "avant.yaml", Path(folder) / "apres.yaml"
        old.write_bytes(before.encode())
        new.write_bytes(after.encode())
        try:
            found = cpom.fusionner(old, new, bibliotheque=library, jour=day)
        except cpom.Erreur:
            return [{"tout": True}]
    facts = [{"chemin": one.chemin, "avant": one.avant, "apres": one.apres} for one in found.reprises]
    return [{"tout": True}, *facts]
