"""The computed annexes of a contract as a workbook: one sheet a table, formulas for figures, and its own checks."""

from __future__ import annotations

from collections.abc import Collection

from engine.assembly.assemble import Assembled
from engine.workbook import Workbook


def workbook(assembled: Assembled, tableaux: Collection[str] | None = None) -> Workbook:
    """The workbook of a contract (`dossier.assembled()`), or of a blank; of the tables named only, where some are.

    Every cell of role « input » has the `path` of its fact. A sheet's `table` is the name of its table; in it, the
    cells of role « label » or « header » that have a `rubrique` are the names of the rubriques, and those that have a
    `serie` are the names of the series, whichever way the table lies; a header with a `path` is itself a fact (the
    year of a row).
    """
    raise NotImplementedError
