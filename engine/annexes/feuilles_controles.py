"""The checks of a sheet: for each control and each series « OK » or « À revoir », and in words what to fix."""

from __future__ import annotations

from collections.abc import Iterator

from engine.annexes.intitules import Intitules
from engine.annexes.plans_de_feuilles import FIRST_SERIES, NAMES, UNITS, SheetPlan
from engine.assembly.controles import BROKEN, HOLDS, message, parts, said_of
from engine.assembly.tableaux import Tables, shown_as
from engine.formulas.cells import Reference
from engine.formulas.evaluation import evaluate
from engine.formulas.excel import Translator, quoted
from engine.libraries.tableaux import Controle
from engine.tables.grilles import Grille
from engine.workbook import SheetCell, cell_name

_LONGEST_TEXT = 255
"""The characters of a text inside a formula, at the most (Excel)."""
_LONGEST_FORMULA = 8000
_DECIMALS = 2


def control_cells(tables: Tables, plan: SheetPlan, translator: Translator, intitules: Intitules) -> Iterator[SheetCell]:
    """The cells of the controls of a table, beside or under its figures, and those of their messages under it."""
    grille = plan.grille
    for at, controle in enumerate(grille.controles):
        line = plan.first_control + at
        label = "header" if plan.turned else "label"
        yield SheetCell(*plan.at(line, NAMES), label, controle.libelle, strong=True)  # type: ignore[arg-type]
        yield SheetCell(*plan.at(line, UNITS), "unit")
        yield SheetCell(*plan.at(line, plan.last_slot), "formula", intitules.condition(grille, controle))
        states: dict[int, SheetCell] = {}
        for serie in grille.held(controle):
            resolved = tables.grilles.resolved(controle.formula, grille, serie)
            found = translator.state(resolved, HOLDS, BROKEN)
            if isinstance(found, str):
                value = said_of(evaluate(resolved, translator.possible.value))
                states[serie] = SheetCell(*plan.at(line, FIRST_SERIES + serie), "check", value, found, serie=serie)
        yield from states.values()
        yield _message(plan, controle, plan.first_message + at, states, translator)


def _message(
    plan: SheetPlan, controle: Controle, row: int, states: dict[int, SheetCell], translator: Translator
) -> SheetCell:
    """What to fix, for each series where the control does not hold."""
    grille = plan.grille
    pieces = [
        f'IF({cell_name(cell.row, cell.column)}={quoted(BROKEN)},{_said(grille, controle, serie, translator)},"")'
        for serie, cell in states.items()
    ]
    formula = "&".join(pieces)
    if len(formula) > _LONGEST_FORMULA:
        broken = "+".join(f"({cell_name(cell.row, cell.column)}={quoted(BROKEN)})" for cell in states.values())
        formula = f'IF({broken}>0,{_text(controle.aide or controle.libelle)},"")'
    said = [message(grille, controle, serie) for serie, cell in states.items() if cell.value == BROKEN]
    return SheetCell(row, 1, "message", " ".join(said), formula, columns=plan.last_column)


def _said(grille: Grille, controle: Controle, serie: int, translator: Translator) -> str:
    """The message of a control as a formula: its figures are those of the cells."""
    written = []
    for words, nom in parts(f"{controle.message} "):
        if words:
            written.append(_text(words))
        elif nom == "serie":
            written.append(_text(grille.series[serie].label or "série sans nom"))
        else:
            written.append(_figure(grille, nom, serie, translator))
    return "&".join(written)


def _figure(grille: Grille, nom: str, serie: int, translator: Translator) -> str:
    """A figure in a sentence, by `FIXED`, which writes as the reader's spreadsheet does; `TEXT` needs to know how."""
    line = grille.named(nom)
    if line is None:
        raise LookupError(f"tableau « {grille.nom} » : un message nomme « {nom} », qui n'existe pas")
    position = None if grille.is_parameter(nom) else serie
    cell = translator.cell(Reference(grille.nom, nom, position))
    shown = shown_as(line, None if position is None else grille.series[position], grille)
    decimals = _DECIMALS if shown.decimales is None else shown.decimales
    unit = quoted(f"\u00a0{shown.unite}") if shown.unite not in {"", "texte", "oui/non", "année"} else '""'
    return f"IF(ISNUMBER({cell}),FIXED({cell},{decimals})&{unit},{cell})"


def _text(words: str) -> str:
    """A text as a formula, in pieces that are not too long."""
    pieces = [words[at : at + _LONGEST_TEXT] for at in range(0, len(words), _LONGEST_TEXT)]
    return "&".join(map(quoted, pieces)) or '""'
