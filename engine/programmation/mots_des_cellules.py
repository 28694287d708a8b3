"""The words of a cell of the table of a programmation, and what is wrong with them."""

from __future__ import annotations

import re
from functools import lru_cache

from engine.errors import Finding, Place
from engine.programmation.cellules import NOT_WORKED_OUT
from engine.reading.decoding import FORBIDDEN, describe
from engine.reading.invisibles import cleaned
from engine.reading.suspects import suspicions

_ERROR = re.compile(r"#(N/A|REF!|VALUE!|VALEUR!|DIV/0!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!|N/D|SPILL!|CALC!)")
"""What spreadsheets show in place of a value."""


def of_a_cell(label: str, cell: str, place: Place) -> tuple[str, list[Finding]]:
    """The words of a cell and what is wrong with them; none where it holds no value, or what no document can."""
    if cell == NOT_WORKED_OUT or cell.lstrip().startswith("="):
        hint = "Ouvrez le classeur dans le tableur, enregistrez-le, puis recommencez ; ou tapez la valeur."
        message = f"{label} : la formule n'a pas été calculée."
        return "", [Finding("cellule-non-calculee", message, hint=hint, place=place)]
    if _ERROR.fullmatch(cell.strip()):
        message = f"{label} : « {cell.strip()} » est une erreur du tableur, et non une valeur."
        hint = "Corrigez la formule, ou tapez la valeur."
        return "", [Finding("cellule-illisible", message, hint=hint, place=place)]
    if found := FORBIDDEN.search(cell):
        message = f"{label} : caractère interdit ({describe(found.group()[0])})."
        hint = "Supprimez-le : effacez ce qui est autour et tapez-le de nouveau."
        return "", [Finding("caractere-interdit", message, hint=hint, place=place)]
    told = [
        Finding(one.code, f"{label} : {one.message}", one.severity, one.hint, place=place) for one in suspicions(cell)
    ]
    return _words(cell), told


@lru_cache(maxsize=8192)
def plain_words(cell: str) -> str | None:
    """The words of a cell of which nothing is told, the same text for all those that say it: rows say many alike.

    None where something may be told of it.
    """
    text = cell.strip()
    if cell == NOT_WORKED_OUT or text.startswith("=") or _ERROR.fullmatch(text) or FORBIDDEN.search(cell):
        return None
    return None if any(suspicions(cell)) else _words(cell)


def _words(cell: str) -> str:
    return " ".join(cleaned(cell).split())
