"""The computed annexes of a contract as a workbook: one sheet a table, formulas for figures, and its own checks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from engine.annexes.feuilles import Sheets, naming
from engine.annexes.intitules import Intitules
from engine.annexes.plans_de_feuilles import FIRST_SERIES, SheetPlan
from engine.annexes.reperes import reperes
from engine.annexes.sommaire import TITLE, summary
from engine.assembly.assemble import Assembled
from engine.errors import Path
from engine.formulas.cells import Reference
from engine.formulas.excel import Place, Translator
from engine.formulas.guards import Possible
from engine.workbook import Workbook


def workbook(assembled: Assembled, tableaux: Collection[str] | None = None) -> Workbook:
    """The workbook of a contract (`dossier.assembled()`), or of a blank; of the tables named only, where some are.

    Every cell of role « input » has the `path` of its fact, and no fact is typed in two cells. A sheet's `table` is the
    name of its table; in it, the cells of role « label » or « header » that have a `rubrique` are the names of the
    rubriques, and those that have a `serie` are the names of the series, whichever way the table lies; where they have
    a `path` they are facts too (the year of a row), and are to be typed where they have `limits`.
    """
    found = reperes(assembled, tableaux)
    plans = {repere.grille.nom: SheetPlan(repere) for repere in found}
    places = {reference: place for plan in plans.values() for reference, place in plan.references()}
    possible = Possible(assembled.tables.grilles)
    translators = {nom: Translator(plan.repere.sheet, places, possible) for nom, plan in plans.items()}
    intitules = Intitules(assembled.tables, {repere.grille.nom: repere for repere in found})
    makes = Sheets(assembled.tables, intitules, plans, places, _facts(plans.values(), places), translators)
    letterhead = assembled.document.letterhead
    sheets = tuple(makes.sheet(plan, letterhead.manager) for plan in plans.values())
    first = summary(assembled, found, intitules, sheets)
    author, document = letterhead.authority or letterhead.manager, assembled.document
    return Workbook(TITLE, author, document.date, (first, *sheets), document.keywords)


def _facts(plans: Iterable[SheetPlan], places: Mapping[Reference, Place]) -> dict[Path, Place]:
    """Where each fact is typed: in the first of the cells that hold it."""
    found: dict[Path, Place] = {}
    for plan in plans:
        for at in range(len(plan.grille.series)):
            if path := naming(plan, at):
                found.setdefault(path, Place(plan.repere.sheet, *plan.at(0, FIRST_SERIES + at)))
        for reference, _ in plan.references():
            case = plan.grille.case(reference.rubrique, reference.serie)
            if case.path and case.formula is None:
                found.setdefault(case.path, places[reference])
    return found
