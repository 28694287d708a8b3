"""Where a sheet that was given has each cell of the sheet that is expected: by its words, not by its place.

A rubrique is found by its label and a series by its heading, so that a row or a column moved or inserted changes
nothing. Where the rubriques are columns the sheet is read turned: its lines are columns, and its slots are rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from engine import french
from engine.importing.found import ABSENT, TWICE, Layout, Spot, Wording, words
from engine.importing.given import GivenSheet
from engine.importing.parameters import lay_out_parameters
from engine.importing.turned import UNITS, Table, is_figure
from engine.reading.invisibles import cleaned
from engine.workbook import Sheet, SheetCell


def lay_out(sheet: Sheet, given: GivenSheet, name: str, wording: Wording) -> Layout:
    """Find the cells of an expected sheet in one that is given; `name` is that of the file."""
    layout = Layout(sheet, name, given.name)
    table = Table(sheet, given, wording)
    corners = list(table.corners())
    if len(corners) != 1:
        what = f"deux tableaux ont une case « {UNITS} »" if corners else f"la case « {UNITS} » est introuvable"
        layout.refuse(table.spot(corners[1][:2]) if corners else (1, 1), "feuille-illisible", f"{what}.")
        return layout
    line, first, last = corners[0]
    names = table.names_slot(line, first)
    lines, known = _lines(layout, table, line, names)
    between = range(first + 1, last)
    series = _series(layout, table, line, between, lines)
    for (rubrique, serie), cell in table.expected.items():
        if rubrique in lines and serie in series:
            at = (lines[rubrique], series[serie])
            layout.pairs.append((cell, table.spot(at), table.cells.get(at)))
    _nothing_lost(layout, table, (line, names), known, between)
    lay_out_parameters(layout, given, names if table.turned else line, wording)
    layout.pairs.sort(key=lambda pair: pair[1])
    return layout


def _lines(layout: Layout, table: Table, corner: int, names: int) -> tuple[dict[str, int], set[int]]:
    """The lines of the rubriques, and every line whose name is expected."""
    spots = [(line, slot) for line, slot in sorted(table.cells) if slot == names and line > corner]
    for spot in spots:
        layout.findings += layout.suspect(table.spot(spot), table.cells[spot])
    given = [(spot[0], table.name(spot)) for spot in spots]
    expected = [words(cell.value) for cell in table.names]
    found: dict[str, int] = {}
    known: set[int] = set()
    for cell, places in zip(table.names, _paired(expected, [text for _, text in given]), strict=True):
        known.update(given[at][0] for at in places)
        if len(places) == 1 and cell.rubrique:
            found[cell.rubrique] = given[places[0]][0]
        elif len(places) > 1:
            layout.refuse(table.spot((given[places[1]][0], names)), TWICE, f"« {cell.value} » est écrit deux fois.")
        elif cell.rubrique:
            layout.refuse(table.spot((corner, names)), ABSENT, f"« {cell.value} » manque dans ce tableau.")
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


def _series(layout: Layout, table: Table, line: int, between: range, lines: Mapping[str, int]) -> dict[int | None, int]:
    """The slots of the series; what heads another one is kept aside where it has figures."""
    given: dict[str, list[int]] = {}
    for slot in between:
        layout.findings += layout.suspect(table.spot((line, slot)), table.cells.get((line, slot)))
        given.setdefault(table.text((line, slot)), []).append(slot)
    found: dict[int | None, int] = {}
    absent: list[str] = []
    for text, cells in _by_heading(table).items():
        slots = given.pop(text, [])
        if slots and len(slots) != len(cells):
            times = f"{len(slots)} fois, et non {len(cells)}"
            layout.refuse(table.spot((line, slots[-1])), TWICE, f"« {cells[0].value} » est écrit {times}.")
        elif slots:
            for cell, slot in zip(cells, slots, strict=True):
                found[cell.serie] = slot
                layout.headings[cell.path] = table.spot((line, slot))
        elif cells[0].path:
            absent.append(f"« {cells[0].value} »")
        else:
            layout.refuse(table.spot((line, between.start)), ABSENT, f"« {cells[0].value} » manque.")
    if absent:
        message = f"la description a aussi {french.enumerate_fr(absent)}, que ce tableau n'a pas."
        layout.warn(table.spot((line, between.start)), ABSENT, message, "Leurs faits restent tels qu'ils sont.")
    others = sorted(slot for slots in given.values() for slot in slots if _filled(table, slot, lines))
    unnamed = [cell.serie for cell in table.headings if not cell.value]
    without = [slot for slot in others if not table.text((line, slot))]
    if len(without) == len(unnamed) == 1:
        found[unnamed[0]] = without[0]
        others.remove(without[0])
    for slot in others:
        held = table.cells.get((line, slot))
        layout.unknown[table.spot((line, slot))] = " ".join(cleaned(str(held.value)).split()) if held else ""
    return found


def _by_heading(table: Table) -> dict[str, list[SheetCell]]:
    """The series that have each heading: rows of a list may have the same name."""
    headings: dict[str, list[SheetCell]] = {}
    for cell in table.headings:
        if cell.value:
            headings.setdefault(words(cell.value), []).append(cell)
    return headings


def _filled(table: Table, slot: int, lines: Mapping[str, int]) -> bool:
    """Whether a slot has a figure that was typed, or a text where one is expected."""
    held = ((nom, table.cells.get((line, slot))) for nom, line in lines.items())
    return any(is_figure(one) or (one and nom in table.texts and not one.formula) for nom, one in held)


def _nothing_lost(layout: Layout, table: Table, corner: Spot, known: set[int], slots: Iterable[int]) -> None:
    """Refuse the figures of a line that has no name of the table."""
    for line in sorted({line for line, _ in table.cells if line > corner[0]} - known):
        name = (line, corner[1])
        figures = [(line, slot) for slot in slots if is_figure(table.cells.get((line, slot)))]
        if figures and table.text(name) not in table.wording.fixed:
            held = table.cells.get(name)
            layout.unexpected(table.spot(name if held else figures[0]), str(held.value) if held else "")
