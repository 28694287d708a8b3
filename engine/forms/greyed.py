"""When a question is not asked, as a formula of the spreadsheet: its answer cell is greyed, and stays free."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.asking.conditions import Condition
from engine.forms.form import Asking
from engine.workbook import Range, range_name
from models.chemins import Noms
from models.records import dataclass

Places = dict[Noms, tuple[Asking, Range]]
"""Where each question is answered."""


@dataclass(frozen=True, slots=True)
class Greyed:
    """The rules of a form; `answer` gives the cell that lists an answer to a choice."""

    places: Places
    answer: Callable[[Mapping[str, str], str], str]

    def rule(self, asking: Asking, where: Range, *, turned: bool) -> str:
        """A formula that holds where the answers given leave no place for a question; empty where none is known."""
        every = (self._excluded(one, asking, where, turned=turned) for one in asking.conditions)
        parts = [part for part in every if part]
        return parts[0] if len(parts) == 1 else f"OR({','.join(parts)})" if parts else ""

    def _excluded(self, one: Condition, asking: Asking, where: Range, *, turned: bool) -> str:
        if one.path not in self.places:
            return ""
        deciding, there = self.places[one.path]
        if (
            one.path[:-1] == asking.names[:-1]
            and there.sheet == where.sheet
            and (there.row, there.column) != (where.row, where.column)
        ):
            cells = range_name(Range(there.sheet, there.row, there.column, there.row, there.column), absolute=True)
            if there.last_row > there.row or there.last_column > there.column:  # of the same item
                row, column = (f"${there.row}", "") if turned else ("", "$")
                cells = _relative(there, row, column)
        else:
            cells = range_name(there, absolute=True)
        counted = "+".join(
            f"COUNTIF({cells},{self.answer(deciding.choices, value)})"
            for value in one.kept
            if value in deciding.choices
        )
        return f"AND(COUNTA({cells})>0,{counted or 0}=0)"


def _relative(there: Range, row: str, column: str) -> str:
    """The cell of the same item, from the first one: its line stays in a turned table, its column in another."""
    first = range_name(Range(there.sheet, there.row, there.column, there.row, there.column), there.sheet)
    letters = first.rstrip("0123456789")
    return f"{letters}{row}" if row else f"{column}{letters}{there.row}"
