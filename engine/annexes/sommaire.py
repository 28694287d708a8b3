"""The first sheet of a workbook: what it holds, the state of its checks, how much is left to fill in, how to use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from engine import french
from engine.annexes.intitules import Intitules
from engine.annexes.reperes import SOMMAIRE, Repere
from engine.assembly.assemble import Assembled
from engine.assembly.controles import BROKEN, HOLDS
from engine.calendar.calendrier import echeance
from engine.formulas.cells import Absence
from engine.formulas.excel import Place, quoted, together
from engine.workbook import Sheet, SheetCell, cell_name, range_name

TITLE = "Annexes chiffrées"
"""The title of the workbook and of the document."""

_COLUMNS = (("Feuille", 32.0), ("Tableau", 62.0), ("Contrôles", 18.0), ("Cellules à remplir", 18.0))
_TO_FILL_IN = "À remplir"
_NONE = "—"
_USE = (
    "Remplissez les cellules sur fond jaune, et elles seules : un nombre sans son unité (12 pour 12 %, 24,58 pour "
    "24,58 €/h). Une cellule vide veut dire « pas encore connu » ; zéro s’écrit 0.",
    "Les autres cellules se calculent. Elles restent vides tant qu’il leur manque un chiffre ; « — » veut dire qu’il "
    "n’y a pas de base de calcul (une première année, une division par zéro).",
    "Chaque feuille dit son calcul en toutes lettres et se contrôle elle-même : « OK », ou « À revoir » avec, sous le "
    "tableau, ce qu’il faut corriger.",
    "Les cellules calculées sont protégées, sans mot de passe : Révision › Ôter la protection.",
    "Le classeur rempli se relit dans la description du contrat : cpom importer CLASSEUR.xlsx CONTRAT.yaml",
)


def summary(assembled: Assembled, reperes: Sequence[Repere], intitules: Intitules, sheets: Sequence[Sheet]) -> Sheet:
    """The sheet that opens the workbook."""
    across = len(_COLUMNS)
    document = assembled.document
    cells = [
        SheetCell(1, 1, "title", TITLE, columns=across),
        SheetCell(2, 1, "subtitle", document.letterhead.manager, columns=across),
        SheetCell(3, 1, "words", period(assembled), columns=across),
    ]
    top = 5
    cells += [SheetCell(top, at, "corner", words) for at, (words, _) in enumerate(_COLUMNS, start=1)]
    for row, (repere, sheet) in enumerate(zip(reperes, sheets, strict=True), start=top + 1):
        left = _left(row, repere, sheet)
        title = intitules.words(repere.grille.tableau.titre, repere.grille.nom)
        cells += [
            SheetCell(row, 1, "link", sheet.name, link=sheet.name),
            SheetCell(row, 2, "label", title),
            _state(row, sheet, left),
            left,
        ]
    first, last = top + 1, top + len(sheets)
    row = last + 2
    cells.append(SheetCell(row, 1, "heading", "Mode d’emploi", columns=across))
    cells += [SheetCell(row + at, 1, "words", words, columns=across) for at, words in enumerate(_USE, start=1)]
    if sheets:
        cells += _whole(cells, first, last)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return Sheet(SOMMAIRE, ordered, tuple(width for _, width in _COLUMNS), freeze=(top + 1, 1), landscape=True)


def period(assembled: Assembled) -> str:
    """« Contrat pluriannuel… du 1er février 2024 au 31 janvier 2029 », as far as its dates are known."""
    contrat, title = assembled.tables.contrat, assembled.document.title
    if contrat.effet is None or contrat.duree is None:
        return title
    first, last = (french.date_in_french(day) for day in (contrat.effet, echeance(contrat.effet, contrat.duree)))
    return f"{title}, du {first} au {last}"


def _whole(cells: Iterable[SheetCell], first: int, last: int) -> Iterator[SheetCell]:
    """The state of every check, and all that is left to fill in, under the list of the sheets."""
    values = [cell.value for cell in cells if cell.role == "check" and cell.column == 3]
    state = BROKEN if BROKEN in values else _TO_FILL_IN if _TO_FILL_IN in values else HOLDS
    states = f"{cell_name(first, 3)}:{cell_name(last, 3)}"
    broken, left, holds = map(quoted, (BROKEN, _TO_FILL_IN, HOLDS))
    yield SheetCell(last + 1, 2, "label", "Ensemble", strong=True)
    formula = f"IF(COUNTIF({states},{broken})>0,{broken},IF(COUNTIF({states},{left})>0,{left},{holds}))"
    yield SheetCell(last + 1, 3, "check", state, formula, strong=True)


def _state(row: int, sheet: Sheet, left: SheetCell) -> SheetCell:
    """Whether the checks of a sheet hold; what has to be filled in is said first."""
    checks = [cell for cell in sheet.cells if cell.role == "check"]
    if not checks:
        return SheetCell(row, 3, "unit", _NONE)
    values = [cell.value for cell in checks]
    unfilled = isinstance(left.value, Decimal) and left.value > 0
    held = HOLDS if HOLDS in values else Absence.SANS_BASE.value
    state = BROKEN if BROKEN in values else _TO_FILL_IN if unfilled else held
    ranges = _ranges(sheet, checks)
    broken, holding = ("+".join(f"COUNTIF({one},{quoted(word)})" for one in ranges) for word in (BROKEN, HOLDS))
    held = f"IF({holding}>0,{quoted(HOLDS)},{quoted(Absence.SANS_BASE.value)})"
    formula = f"IF({broken}>0,{quoted(BROKEN)},IF(N({left.at})>0,{quoted(_TO_FILL_IN)},{held}))"
    return SheetCell(row, 3, "check", state, formula)


def _left(row: int, repere: Repere, sheet: Sheet) -> SheetCell:
    """How many cells of a sheet have to be filled in; those that may stay empty are not counted."""
    grille = repere.grille
    optional = {line.nom for line in (*grille.parametres, *grille.rubriques) if line.facultatif}
    needed = [cell for cell in sheet.cells if cell.limits and cell.rubrique not in optional]
    if grille.tableau.facultatif and not grille.given:
        return SheetCell(row, 4, "unit", "facultatif")
    empty = sum(cell.value is None for cell in needed)
    if not needed:
        return SheetCell(row, 4, "unit", _NONE)
    formula = "+".join(f"COUNTBLANK({one})" for one in _ranges(sheet, needed))
    return SheetCell(row, 4, "computed", Decimal(empty), formula, decimals=0)


def _ranges(sheet: Sheet, cells: Iterable[SheetCell]) -> list[str]:
    places = [Place(sheet.name, cell.row, cell.column) for cell in cells]
    return [range_name(one, SOMMAIRE) for one in together(places)]
