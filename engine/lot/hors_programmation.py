"""The contracts that a former run wrote in a folder, and that its programmation has no more.

Whoever sends the whole folder would have one signed that nobody plans: renamed, or taken out of the table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from engine.errors import Finding, Place, Severity
from engine.lot.journal import Entry, entries
from engine.reading.decoding import printable

_HINT = "Supprimez ces fichiers, ou rétablissez la ligne du tableau : le nom d'un contrat est celui du gestionnaire."


def left_over(folder: Path, planned: Collection[str]) -> Iterator[Finding]:
    """Tell each contract whose files are still there, and which is not among those `planned`."""
    for nom in dict.fromkeys(one.nom for one in entries(folder) if one.nom not in planned and _has_files(folder, one)):
        message = f"« {nom} » n'est plus dans la programmation, et ses fichiers restent dans ce dossier."
        place = Place(printable(folder / nom), 0, 0)
        yield Finding("contrat-hors-programmation", message, Severity.WARNING, _HINT, place=place)


def _has_files(folder: Path, entry: Entry) -> bool:
    return any((folder / f"{entry.nom}.{extension}").exists() for extension in entry.files)
