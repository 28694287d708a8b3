"""A figure, or what replaces it where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from engine.formulas.cells import Absence, Reference, Resolved
from engine.formulas.function import ALONE, LOOSE, Function, Spreadsheet, Text, Words, Work
from engine.formulas.tree import Call, Formula, Name


def _takes(arguments: Sequence[Formula]) -> bool:
    """A rubrique, that of the year before, or its total."""
    first = arguments[0]
    return isinstance(first, Name) or (isinstance(first, Call) and first.function in {"precedent", "total"})


def _figure(work: Work, wanted: Resolved, instead: Resolved) -> Decimal:
    found = work.known(wanted)
    return work(instead) if isinstance(found, Absence) else found


def _excel(sheet: Spreadsheet, wanted: Resolved, fallback: Resolved) -> Text:
    instead = sheet.text(fallback)
    if isinstance(wanted, Reference) and sheet.answer(wanted):
        name = sheet.cell(wanted)
        return f'IF({name}="",{instead[0]},IF({name}="oui",1,0))', ALONE
    found = sheet.cell(wanted) if isinstance(wanted, Reference) else sheet.figure(wanted)
    return instead if isinstance(found, Absence) else (f"IF(ISNUMBER({found}),{found},{instead[0]})", ALONE)


def _words(words: Words, wanted: Formula, instead: Formula) -> Text:
    return f"{words.kept(wanted, ALONE)} ou, à défaut, {words.said(instead)}", LOOSE


FUNCTION = Function(
    name="sinon",
    usage="sinon(x; y)",
    aide="x, ou y là où x n’a pas de chiffre ; x est une rubrique, precedent(rubrique) ou total(rubrique)",
    least=2,
    most=2,
    takes=_takes,
    needs=(1, 2),
    holds=True,
    figure=_figure,
    excel=_excel,
    words=_words,
)
