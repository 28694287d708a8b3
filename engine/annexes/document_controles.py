"""What the controls of a table find, as a table of the document."""

from __future__ import annotations

from collections.abc import Iterator

from engine import french
from engine.annexes.intitules import Intitules
from engine.assembly.controles import BROKEN, HOLDS, message, state
from engine.assembly.tableaux import Tables
from engine.document import Cell, Paragraph, Strong, Table, Text
from engine.formulas.cells import Absence
from engine.libraries.tableaux import Controle
from engine.tables.grilles import Grille


def control_table(tables: Tables, grille: Grille, intitules: Intitules) -> Table:
    """A row for each control: what it asks, and whether it holds; in a blank, nothing yet."""
    head = tuple(Cell((Paragraph((Text(words),)),), header=True) for words in ("Contrôle", "Condition", "État"))
    rows = [
        (
            Cell((Paragraph((Text(french.typography(controle.libelle)),)),)),
            Cell((Paragraph((Text(intitules.condition(grille, controle)),)),)),
            Cell(() if tables.printed.blank else tuple(_found(tables, grille, controle))),
        )
        for controle in grille.controles
    ]
    return Table((0.3, 0.4, 0.3), (head, *rows))


def _found(tables: Tables, grille: Grille, controle: Controle) -> Iterator[Paragraph]:
    """« OK », the series without a figure, and what to fix in each series that does not hold."""
    states = {at: state(tables.grilles, grille, controle, at) for at in grille.held(controle)}
    held = [at for at, found in states.items() if found == HOLDS]
    broken = [at for at, found in states.items() if found == BROKEN]
    waiting = [at for at, found in states.items() if found == Absence.A_RENSEIGNER.value]
    if held:
        yield Paragraph((Text(_for(grille, held, HOLDS, whole=not broken and not waiting)),))
    for at in broken:
        yield Paragraph((Strong((Text(BROKEN),)), Text(french.typography(f" : {message(grille, controle, at)}"))))
    if waiting:
        yield Paragraph((Text(_for(grille, waiting, "À compléter", whole=not held and not broken)),))
    if not (held or broken or waiting):
        yield Paragraph((Text(Absence.SANS_BASE.value),))


def _for(grille: Grille, positions: list[int], words: str, *, whole: bool) -> str:
    """« OK » where it is so of every series, « OK : 2024 et 2025 » otherwise."""
    labels = [grille.series[at].label or "série sans nom" for at in positions]
    return words if whole else french.typography(f"{words} : {french.enumerate_fr(labels)}")
