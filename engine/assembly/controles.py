"""What the controls of a table say of it: whether each holds in each series, and what to fix where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.assembly.tableaux import shown_as, written
from engine.errors import LibraryError
from engine.formulas.cells import Absence, Figure
from engine.libraries.tableaux import Controle
from engine.tables.grilles import Grille, Grilles
from models.regexes import regex

HOLDS, BROKEN = "OK", "À revoir"
"""What a check cell says."""

_NAMED = regex(r"\{([a-z_][a-z0-9_]*)\}")


def state(grilles: Grilles, grille: Grille, controle: Controle, at: int) -> str:
    """« OK », « À revoir », « — » where there is nothing to compare, nothing while a figure is to be filled in."""
    return said_of(grilles.holds(grille, controle, at))


def said_of(held: Figure) -> str:
    """The words for a control that holds (1), does not (0), or cannot be worked out."""
    if isinstance(held, Absence):
        return held.value
    return HOLDS if held != Decimal(0) else BROKEN


def message(grille: Grille, controle: Controle, at: int) -> str:
    """What a control says of a series, with the figures as they are printed.

    Raises:
        LookupError: where the message names a rubrique that the table has not.
    """
    return "".join(words or figure(grille, nom, at) for words, nom in parts(controle.message))


def parts(text: str) -> Iterator[tuple[str, str]]:
    """The words of a message (first of a pair) and the names that it holds (second), in order."""
    for place, piece in enumerate(_NAMED.split(text)):
        if piece:
            yield ("", piece) if place % 2 else (piece, "")


def figure(grille: Grille, nom: str, at: int) -> str:
    """What a message says of a name: the heading of the series, or a figure as it is printed.

    Raises:
        LookupError: where the table has no such rubrique.
    """
    if nom == "serie":
        return grille.series[at].label or "série sans nom"
    line = grille.named(nom)
    if line is None:
        message = f"tableau « {grille.nom} » : un message nomme « {nom} », qui n'existe pas"
        raise LibraryError(message, place=grille.tableau.place("controles"))
    serie = None if grille.is_parameter(nom) else at
    case = grille.case(nom, serie)
    if not isinstance(case.value, Decimal):
        return case.value if isinstance(case.value, str) else case.value.value
    shown = shown_as(line, None if serie is None else grille.series[serie], grille)
    return written(case.value, shown, computed=case.formula is not None)
