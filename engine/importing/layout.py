"""Where a sheet that was given has each cell of the sheet that is expected: by its words, not by its place.

A rubrique is found by its label and a series by its heading, so that a row or a column moved or inserted changes
nothing. Where the rubriques are columns the sheet is read turned: its lines are columns, and its slots are rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from engine import french
from engine.errors import Finding, Place, Severity
from engine.importing.spreadsheet import Given, GivenSheet
from engine.workbook import Sheet, SheetCell, cell_name
from models.champs import lire_nombre

_UNITS, _COMPUTATIONS = "Unité", "Calcul"
_NAMES = frozenset({"label", "header", "heading"})
_TWICE, _ABSENT = "intitule-double", "intitule-absent"
_UNCHANGED = "Gardez les intitulés de « cpom annexes » : c'est par eux que les chiffres sont retrouvés."

Spot = tuple[int, int]
"""A row and a column, or a line and a slot."""


@dataclass(slots=True)
class Layout:
    """What was found in a sheet: expected cells with what is given there, series that are not expected, refusals.

    `pairs` holds the expected inputs and computed cells, each with its place and what it holds, None where it is empty.
    `unknown` are the headings of series that the description does not have, whose figures wait for a row of a list.
    """

    sheet: Sheet
    name: str
    pairs: list[tuple[SheetCell, Spot, Given | None]] = field(default_factory=list)
    unknown: dict[Spot, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, spot: Spot, code: str, message: str, severity: Severity = Severity.ERROR) -> None:
        """Refuse a cell, by its row and column."""
        self.findings.append(Finding(code, message, severity, _UNCHANGED, place=self.place(spot)))

    def place(self, spot: Spot) -> Place:
        """« Annexe 8!D14 » in the workbook."""
        return Place(self.name, *spot, f"{self.sheet.name}!{cell_name(*spot)}")


def words(text: object) -> str:
    """What tells a label or a heading from another: no case, no kind of space or of apostrophe."""
    return " ".join(str(text).split()).replace("’", "'").casefold()


def lay_out(sheet: Sheet, given: GivenSheet, name: str) -> Layout:
    """Find the cells of an expected sheet in one that is given; `name` is that of the file."""
    layout = Layout(sheet, name)
    table = _Table(sheet, given)
    corners = list(table.corners())
    if len(corners) != 1:
        what = f"deux tableaux ont une case « {_UNITS} »" if corners else f"la case « {_UNITS} » est introuvable"
        layout.refuse(table.spot(corners[1][:2]) if corners else (1, 1), "feuille-illisible", f"{what}.")
        return layout
    line, first, last = corners[0]
    names = table.names_slot(line, first)
    lines, known = _lines(layout, table, line, names)
    series = _series(layout, table, line, range(first + 1, last), lines.values())
    for (rubrique, serie), cell in table.expected.items():
        if rubrique in lines and serie in series:
            at = (lines[rubrique], series[serie])
            layout.pairs.append((cell, table.spot(at), table.cells.get(at)))
    _nothing_lost(layout, table, (line, names), known, series.values())
    _parameters(layout, given, table.spot((line, first))[0])
    return layout


class _Table:
    """The table of a sheet, expected and given, in lines and slots."""

    def __init__(self, sheet: Sheet, given: GivenSheet) -> None:
        units, computations = (_corner(sheet, one) for one in (_UNITS, _COMPUTATIONS))
        self.turned = units.column == computations.column
        self.top = min(cell.row for cell in sheet.cells if cell.role == "corner")
        self.cells = {self.spot(at): one for at, one in given.cells.items()}
        self.line, self.slot = self.spot((units.row, units.column))
        below = [cell for cell in sheet.cells if cell.row >= self.top]
        self.expected = {
            (cell.rubrique, cell.serie): cell
            for cell in below
            if cell.rubrique and cell.serie is not None and cell.role in {"input", "computed"}
        }
        names = [(self.spot((cell.row, cell.column)), cell) for cell in below if cell.role in _NAMES]
        names.sort(key=lambda one: one[0])
        self.names = [cell for (line, _), cell in names if line > self.line and cell.serie is None]
        self.headings = [cell for (line, _), cell in names if line == self.line and cell.serie is not None]

    def spot(self, at: Spot) -> Spot:
        """A line and a slot as a row and a column, and the other way round."""
        return (at[1], at[0]) if self.turned else at

    def text(self, at: Spot) -> str:
        """The words of a given cell."""
        held = self.cells.get(at)
        return "" if held is None else words(f"{held.value:f}" if not isinstance(held.value, str) else held.value)

    def corners(self) -> Iterator[tuple[int, int, int]]:
        """The line that has the units, and the slots between which its series are."""
        for line, slot in sorted(self.cells):
            if self.text((line, slot)) == words(_UNITS):
                ends = [other for other in self.slots(line) if other > slot]
                ends = [other for other in ends if self.text((line, other)) == words(_COMPUTATIONS)]
                if ends:
                    yield line, slot, ends[0]

    def slots(self, line: int) -> list[int]:
        """The slots of a line that hold something, in order."""
        return sorted(slot for other, slot in self.cells if other == line)

    def names_slot(self, line: int, units: int) -> int:
        """The slot of the labels: the one before the units that has the most of them."""
        known = {words(cell.value) for cell in self.names}
        counted = Counter(slot for other, slot in self.cells if other > line and self.text((other, slot)) in known)
        before = {slot: count for slot, count in counted.items() if slot < units}
        return max(before, key=lambda slot: (before[slot], slot), default=units - 1)


def _corner(sheet: Sheet, text: str) -> SheetCell:
    return next(cell for cell in sheet.cells if cell.role == "corner" and cell.value == text)


def _lines(layout: Layout, table: _Table, corner: int, names: int) -> tuple[dict[str, int], set[int]]:
    """The lines of the rubriques, and every line whose name is expected."""
    given = [(line, table.text((line, slot))) for line, slot in sorted(table.cells) if slot == names and line > corner]
    expected = [words(cell.value) for cell in table.names]
    found: dict[str, int] = {}
    known: set[int] = set()
    for cell, places in zip(table.names, _paired(expected, [text for _, text in given]), strict=True):
        known.update(given[at][0] for at in places)
        if len(places) == 1 and cell.rubrique:
            found[cell.rubrique] = given[places[0]][0]
        elif len(places) > 1:
            layout.refuse(table.spot((given[places[1]][0], names)), _TWICE, f"« {cell.value} » est écrit deux fois.")
        elif cell.rubrique:
            layout.refuse(table.spot((corner, names)), _ABSENT, f"« {cell.value} » manque dans ce tableau.")
    return found, known


def _paired(expected: Sequence[str], given: Sequence[str]) -> list[list[int]]:
    """For each expected name, the positions where it is given.

    A name that several rubriques have (« dont hébergement permanent ») belongs to the last name before it that is one
    rubrique's alone.
    """
    counts = Counter(expected)
    wanted = _keys(expected, counts)
    places: dict[tuple[str, str, int], list[int]] = {}
    alone: dict[str, list[int]] = {}
    for at, key in enumerate(_keys(given, counts)):
        places.setdefault(key, []).append(at)
        alone.setdefault(given[at], []).append(at)
    return [
        alone.get(text, []) if counts[text] == 1 else places.get(key, [])
        for text, key in zip(expected, wanted, strict=True)
    ]


def _keys(texts: Sequence[str], counts: Counter[str]) -> list[tuple[str, str, int]]:
    above, keys = "", []
    seen: Counter[tuple[str, str]] = Counter()
    for text in texts:
        if counts[text] == 1:
            above = text
        seen[above, text] += 1
        keys.append((above, text, seen[above, text]))
    return keys


def _series(layout: Layout, table: _Table, line: int, between: range, lines: Iterable[int]) -> dict[int | None, int]:
    """The slots of the series; what heads another one is kept aside where it has figures."""
    found: dict[int | None, int] = {}
    given: dict[str, list[int]] = {}
    for slot in between:
        given.setdefault(table.text((line, slot)), []).append(slot)
    expected = Counter(words(cell.value) for cell in table.headings if cell.value)
    for cell in table.headings:
        slots = given.get(words(cell.value), []) if cell.value else []
        if slots and len(slots) != expected[words(cell.value)]:
            layout.refuse(table.spot((line, slots[-1])), _TWICE, _times(cell, len(slots)))
        elif slots:
            found[cell.serie] = next(slot for slot in slots if slot not in found.values())
        elif cell.value:
            severity = Severity.WARNING if cell.path else Severity.ERROR
            layout.refuse(table.spot((line, between.start)), _ABSENT, f"« {cell.value} » manque.", severity)
    filled = [slot for slot in between if slot not in found.values() and _filled(table, slot, lines)]
    unnamed = [cell.serie for cell in table.headings if not cell.value]
    without = [slot for slot in filled if not table.text((line, slot))]
    if len(without) == len(unnamed) == 1:
        found[unnamed[0]] = without[0]
    for slot in filled:
        if slot not in found.values():
            held = table.cells.get((line, slot))
            layout.unknown[table.spot((line, slot))] = " ".join(str(held.value).split()) if held else ""
    return found


def _times(cell: SheetCell, count: int) -> str:
    return f"« {cell.value} » est écrit {french.cardinal(count)} fois, ce qui n'est pas ce qui est attendu."


def _filled(table: _Table, slot: int, lines: Iterable[int]) -> bool:
    """Whether a slot has something that was typed."""
    held = (table.cells.get((line, slot)) for line in lines)
    return any(one is not None and not one.formula for one in held)


def _nothing_lost(layout: Layout, table: _Table, corner: Spot, known: set[int], slots: Iterable[int]) -> None:
    """Refuse the figures of a line that has no name of the table."""
    for line in sorted({line for line, _ in table.cells if line > corner[0]} - known):
        figures = [(line, slot) for slot in sorted(slots) if _is_figure(table.cells.get((line, slot)))]
        if not figures:
            continue
        held = table.cells.get((line, corner[1]))
        message = f"« {held.value} » n'est pas un intitulé attendu ici, et a des chiffres." if held else ""
        spot = (line, corner[1]) if held else figures[0]
        layout.refuse(table.spot(spot), "intitule-inconnu", message or "ces chiffres n'ont pas d'intitulé.")


def _is_figure(held: Given | None) -> bool:
    """Whether a cell holds a figure that was typed, even as a text."""
    if held is None or held.formula or held.kind != "text":
        return held is not None and not held.formula and held.kind == "number"
    try:
        return lire_nombre(held.value) is not None
    except ValueError:
        return False


def _parameters(layout: Layout, given: GivenSheet, top: int) -> None:
    """The figures that do not repeat, above the table: each is the only thing of its row that is not expected there."""
    expected: dict[int, list[SheetCell]] = {}
    for cell in layout.sheet.cells:
        if cell.row < _top(layout.sheet):
            expected.setdefault(cell.row, []).append(cell)
    rows: dict[int, list[Spot]] = {}
    for at in sorted(given.cells):
        if at[0] < top:
            rows.setdefault(at[0], []).append(at)
    named = {row: words(given.cells[spots[0]].value) for row, spots in rows.items()}
    for cells in expected.values():
        label = next((cell for cell in cells if cell.role == "label" and cell.rubrique), None)
        wanted = next((cell for cell in cells if cell.role in {"input", "computed"}), None)
        if label is None or wanted is None:
            continue
        places = [row for row, text in named.items() if text == words(label.value)]
        if len(places) != 1:
            code, what = (_TWICE, "est écrit deux fois") if places else (_ABSENT, "manque")
            layout.refuse(rows[places[1]][0] if places else (1, 1), code, f"« {label.value} » {what}.")
            continue
        said = {words(cell.value) for cell in cells if cell.role in {"unit", "formula"} and cell.value}
        values = [at for at in rows[places[0]][1:] if words(given.cells[at].value) not in said]
        if len(values) > 1:
            layout.refuse(values[1], "valeur-double", f"« {label.value} » a deux valeurs sur sa ligne.")
            continue
        at = values[0] if values else (places[0], wanted.column)
        layout.pairs.append((wanted, at, given.cells.get(at)))


def _top(sheet: Sheet) -> int:
    return min(cell.row for cell in sheet.cells if cell.role == "corner")
