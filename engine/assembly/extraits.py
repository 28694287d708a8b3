"""The parts of a computed table that its description names (`extraits`), as what `Tables.table` is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.errors import LibraryError
from engine.libraries.tableaux import Extrait
from engine.tables.grilles import Grille

_LABELS_AND_OTHERS = 2


def asked(grille: Grille, nom: str, given: Callable[[str, int], bool]) -> dict[str, Any]:
    """What an extract of a table keeps of it; `given` says whether a rubrique has a figure in a series.

    Raises:
        LibraryError: where the table has no such extract.
    """
    if nom not in grille.tableau.extraits:
        raise LibraryError(f"« {nom} » n'est pas un extrait du tableau « {grille.nom} »")
    one, last = grille.tableau.extraits[nom], len(grille.series) - 1
    kept = [line for line in one.rubriques if line not in one.si_donnees or given(line, last)]
    choice: dict[str, Any] = {"rubriques": kept, "sens": one.sens, "largeurs": _widths(one, kept)}
    if one.coin:
        choice["coin"] = one.coin
    if one.total == "jamais":
        choice["series"] = range(last)
    elif one.total == "si_plusieurs":
        choice["series"] = range(last + 1 if last > 1 else 1)
    return choice


def _widths(one: Extrait, kept: list[str]) -> list[int]:
    """The shares of the columns that are left."""
    if len(one.largeurs) != len(one.rubriques) + 1 or len(one.largeurs) == _LABELS_AND_OTHERS:
        return one.largeurs
    shares = dict(zip(one.rubriques, one.largeurs[1:], strict=True))
    return [one.largeurs[0], *(shares[line] for line in kept)]
