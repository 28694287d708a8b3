"""A form as a workbook: its questions on a sheet, a line each, and each table on a sheet of its own.

Each answer cell is found again by the path that stands in a hidden line and a hidden column, wherever it was moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal

from engine.forms.form import Asking, Form, Heading, Table
from engine.forms.greyed import Greyed, Places
from engine.forms.made import WIDE
from engine.workbook import Limits, Range, Sheet, SheetCell, Workbook, range_name
from models.chemins import Noms
from models.records import dataclass

QUESTIONS, LISTS = "Questions", "Listes"
ANSWER, PATH, NUMBER, ABOVE = "cpom:réponse", "cpom:chemin", "cpom:numéro", "cpom:de"
"""What hidden cells say of the line or the column that they begin: answers, paths, numbers of items, items above."""
_HOW_TO = (
    "Écrivez dans les cellules sur fond jaune, et là seulement. Laissez vide ce que vous ignorez. Une question grisée "
    "ne se pose pas, d'après vos autres réponses. Chaque liste a sa feuille."
)
IN_A_TABLE = "Une ligne par élément ; laissez vides celles qui ne servent pas."
IN_A_TURNED_TABLE = "Une colonne par élément ; laissez vides celles qui ne servent pas."
_TOP = 5
"""The line of what heads the columns of a sheet, under its title and what is to be known of it."""
_WIDTHS_OF_QUESTIONS = (46.0, 46.0, 44.0, 18.0)
_NUMBER_WIDTH, _LABEL_WIDTH, _WIDEST = 7.0, 46.0, 34.0


def workbook_of(form: Form, author: str, day: date) -> Workbook:
    """The workbook of a form, of that day."""
    lists = _Lists(form)
    names = dict(zip((one.names for one in form.tables), _sheet_names(form.tables), strict=True))
    drawn = [
        _Questions(form, lists, names).sheet(),
        *(_TableSheet(one, form, lists, names).sheet() for one in form.tables),
    ]
    places = {path: where for one in drawn for path, where in one.places.items()}
    sheets = [one.with_greyed(places, lists) for one in drawn]
    return Workbook(f"Questionnaire {form.model}", author, day, (*sheets, *lists.sheets()))


def _sheet_names(tables: Sequence[Table]) -> Iterator[str]:
    taken: set[str] = {QUESTIONS.casefold(), LISTS.casefold()}
    for one in tables:
        plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", one.title).split())
        name = plain if len(plain) <= 31 else plain[:31].rpartition(" ")[0]
        name = re.sub(r"( (d|l|de|la|le|les|des|du|et|ou|à|en|par|pour|sur|avec))*[ ,;]*$", "", name)
        for number in range(2, 99):
            if name.casefold() not in taken:
                break
            name = f"{plain[:26].strip()} {number}"
        taken.add(name.casefold())
        yield name


class _Lists:
    """The sheet of the allowed answers, a column for each set of them, which drop-down lists show."""

    def __init__(self, form: Form) -> None:
        every = (*form.questions, *(one for table in form.tables for one in table.questions))
        self.columns = list(dict.fromkeys(tuple(one.choices.values()) for one in every if one.choices))

    def source(self, choices: Mapping[str, str]) -> str:
        """Where the answers to a question are listed."""
        column = self.columns.index(tuple(choices.values())) + 1
        return range_name(Range(LISTS, 1, column, len(choices), column), absolute=True)

    def answer(self, choices: Mapping[str, str], value: str) -> str:
        """The cell of one of them."""
        column, row = self.columns.index(tuple(choices.values())) + 1, list(choices).index(value) + 1
        return range_name(Range(LISTS, row, column, row, column), absolute=True)

    def sheets(self) -> tuple[Sheet, ...]:
        cells = [
            SheetCell(row, column, "data", words)
            for column, choices in enumerate(self.columns, start=1)
            for row, words in enumerate(choices, start=1)
        ]
        cells.sort(key=lambda cell: (cell.row, cell.column))
        return (Sheet(LISTS, tuple(cells), (), hidden=True),) if cells else ()


@dataclass
class Drawn:
    """A sheet as it is drawn, where its answers stand, and what depends on them."""

    name: str
    widths: tuple[float, ...]
    freeze: tuple[int, int]
    hidden_rows: tuple[int, ...] = ()
    cells: list[SheetCell] = field(default_factory=list)
    places: Places = field(default_factory=dict)
    depending: list[tuple[Asking, Range]] = field(default_factory=list)
    turned: bool = False
    repeated: tuple[int, int] | None = None

    def put(self, *cells: SheetCell) -> None:
        """Add cells."""
        self.cells += cells

    def ask(self, asking: Asking, where: Range) -> None:
        """Say where a question is answered, and that it is greyed where it is not asked."""
        self.places[asking.names] = (asking, where)
        if asking.conditions:
            self.depending.append((asking, where))

    def with_greyed(self, places: Places, lists: _Lists) -> Sheet:
        """The sheet, once it is known where what its questions depend on is answered."""
        greyed = Greyed(places, lists.answer)
        rules = [
            (where, rule)
            for asking, where in self.depending
            if (rule := greyed.rule(asking, where, turned=self.turned))
        ]
        cells = tuple(sorted(self.cells, key=lambda cell: (cell.row, cell.column)))
        return Sheet(
            self.name, cells, self.widths,
            freeze=self.freeze, repeated=self.repeated, landscape=True, hidden_rows=self.hidden_rows,
            greyed=tuple(rules),
        )  # fmt: skip


def limits_of(asking: Asking, lists: _Lists) -> Limits:
    """What may be typed: one of a list, or a text, which is read as a description's is."""
    if asking.choices:
        return Limits(text=True, choices=tuple(asking.choices.values()), source=lists.source(asking.choices))
    return Limits(text=True)


def dashed(names: Noms) -> str:
    """A path, in a hidden cell."""
    return ".".join(names)


def how(asking: Asking, *, who: bool) -> str:
    """How to answer, whether one may not, when it is asked, and by whom."""
    optional = f"Facultatif (vide : {asking.optional})" if asking.optional else ""
    return "\n".join(filter(None, (asking.how, optional, asking.si, f"Répond : {asking.who}" if who else "")))


@dataclass
class _Questions:
    """The sheet of the questions that are asked once."""

    form: Form
    lists: _Lists
    names: Mapping[Noms, str]

    def sheet(self) -> Drawn:
        whose = bool(self.form.whose)
        columns = _WIDTHS_OF_QUESTIONS[: 3 if whose else 4]
        last = len(columns)
        drawn = Drawn(QUESTIONS, (*columns, 1.0), (_TOP + 1, 2), (1,), repeated=(_TOP, _TOP))
        drawn.put(SheetCell(1, 2, "data", f"{ANSWER}:{self.form.party or ''}"))
        drawn.put(SheetCell(1, last + 1, "data", f"{PATH}:{self.form.model}"))
        drawn.put(SheetCell(2, 1, "title", self.form.title, columns=last))
        drawn.put(SheetCell(3, 1, "subtitle", self.form.whose or "Questions de toutes les parties", columns=last))
        drawn.put(SheetCell(4, 1, "words", _HOW_TO, columns=last))
        for column, words in enumerate(("Question", "Votre réponse", "Comment répondre", "Répond")[:last], start=1):
            drawn.put(SheetCell(_TOP, column, "corner", words))
        for row, part in enumerate(self.form.parts, start=_TOP + 1):
            if isinstance(part, Heading):
                drawn.put(SheetCell(row, 1, "heading", part.title, columns=last, strong=part.level == 1))
            elif isinstance(part, Table):
                drawn.put(SheetCell(row, 1, "label", part.title))
                drawn.put(
                    SheetCell(row, 2, "link", f"Feuille « {self.names[part.names]} »", link=self.names[part.names])
                )
                drawn.put(SheetCell(row, 3, "formula", part.si, columns=last - 2))
            else:
                drawn.put(*self._question(part, row, last))
                drawn.ask(part, Range(QUESTIONS, row, 2, row, 2))
        return drawn

    def _question(self, asking: Asking, row: int, last: int) -> Iterator[SheetCell]:
        words = "\n".join(filter(None, (asking.label, asking.aide)))
        yield SheetCell(row, 1, "label", words)
        answer = self.form.answers.get(asking.names, "")
        room = max(answer.count("\n") + 1, 4 if asking.long else 3 if asking.lines else 1)
        yield SheetCell(row, 2, "input", answer or None, limits=limits_of(asking, self.lists), lines=room)
        yield SheetCell(row, 3, "formula", how(asking, who=False))
        if last > 3:
            yield SheetCell(row, 4, "unit", asking.who)
        yield SheetCell(row, last + 1, "data", dashed(asking.names))


@dataclass
class _TableSheet:
    """The sheet of a table: its items are lines, or columns where it has many questions."""

    table: Table
    form: Form
    lists: _Lists
    names: Mapping[Noms, str]

    @property
    def turned(self) -> bool:
        return len(self.table.questions) > WIDE

    def sheet(self) -> Drawn:
        name = self.names[self.table.names]
        return self._turned(name) if self.turned else self._straight(name)

    def _head(self, drawn: Drawn, across: int, first: int) -> None:
        table = self.table
        drawn.put(SheetCell(2, first, "title", table.title, columns=across))
        drawn.put(
            SheetCell(
                3,
                first,
                "subtitle",
                ", ".join(filter(None, (self.form.whose, table.si))) or self.form.title,
                columns=across,
            )
        )
        told = (IN_A_TURNED_TABLE if self.turned else IN_A_TABLE, self._about(), table.aide)
        drawn.put(SheetCell(4, first, "words", " ".join(filter(None, told)), columns=across))

    def _about(self) -> str:
        if not self.table.above:
            return ""
        sheet = self.names[self.table.above]
        return f"« De n° » est le numéro, dans la feuille « {sheet} », de ce dont l'élément fait partie."

    def _straight(self, name: str) -> Drawn:
        table, start = self.table, 2 if self.table.above else 1
        last = start + len(table.questions)
        widths = (
            *[_NUMBER_WIDTH] * start,
            *[min(_WIDEST, max(16.0, 130.0 / max(1, len(table.questions))))] * len(table.questions),
        )
        first = _TOP + 2
        drawn = Drawn(name, widths, (first, 2), (1,), repeated=(_TOP, _TOP + 1))
        self._head(drawn, last, 1)
        drawn.put(SheetCell(1, 1, "data", f"{NUMBER}:{dashed(table.names)}"), SheetCell(_TOP, 1, "corner", "N°"))
        drawn.put(SheetCell(_TOP + 1, 1, "formula", ""))
        if table.above:
            drawn.put(SheetCell(1, 2, "data", f"{ABOVE}:{dashed(table.above)}"), SheetCell(_TOP, 2, "corner", "De n°"))
            drawn.put(SheetCell(_TOP + 1, 2, "formula", ""))
        for column, asking in enumerate(table.questions, start=start + 1):
            drawn.put(
                SheetCell(1, column, "data", dashed(asking.names)), SheetCell(_TOP, column, "header", asking.label)
            )
            drawn.put(SheetCell(_TOP + 1, column, "formula", self._how(asking)))
            drawn.ask(asking, Range(name, first, column, first + table.count - 1, column))
        for at in range(table.count):
            drawn.put(*self._item(at, [(first + at, column) for column in range(1, last + 1)]))
        return drawn

    def _turned(self, name: str) -> Drawn:
        table, start = self.table, _TOP + (1 if self.table.above else 0)
        how_column, count = 3 + table.count, table.count
        widths = (1.0, _LABEL_WIDTH, *[22.0] * count, 44.0)
        drawn = Drawn(name, widths, (start + 1, 3), (1,), turned=True, repeated=(_TOP, start))
        self._head(drawn, 1 + min(count, 4), 2)
        drawn.put(SheetCell(_TOP, 1, "data", f"{NUMBER}:{dashed(table.names)}"), SheetCell(_TOP, 2, "corner", "N°"))
        drawn.put(SheetCell(_TOP, how_column, "corner", "Comment répondre"))
        if table.above:
            drawn.put(
                SheetCell(start, 1, "data", f"{ABOVE}:{dashed(table.above)}"), SheetCell(start, 2, "label", "De n°")
            )
        for row, asking in enumerate(table.questions, start=start + 1):
            words = "\n".join(filter(None, (asking.label, asking.aide)))
            drawn.put(SheetCell(row, 1, "data", dashed(asking.names)), SheetCell(row, 2, "label", words))
            drawn.put(SheetCell(row, how_column, "formula", how(asking, who=not self.form.whose)))
            drawn.ask(asking, Range(name, row, 3, row, 2 + count))
        lines = [_TOP, *([start] if table.above else []), *range(start + 1, start + 1 + len(table.questions))]
        for at in range(count):
            drawn.put(*self._item(at, [(row, 3 + at) for row in lines]))
        return drawn

    def _how(self, asking: Asking) -> str:
        return "\n".join(filter(None, (asking.aide, how(asking, who=not self.form.whose))))

    def _item(self, at: int, spots: list[tuple[int, int]]) -> Iterator[SheetCell]:
        """The number of an item, that of the item above, and its answers."""
        above, answers = self.table.items[at] if at < len(self.table.items) else (0, {})
        row, column = spots[0]
        yield SheetCell(row, column, "header" if self.turned else "label", Decimal(at + 1))
        rest = spots[1:]
        if self.table.above:
            held = next(one for one in self.form.tables if one.names == self.table.above)
            limits = Limits(whole=True, minimum=Decimal(1), maximum=Decimal(held.count))
            yield SheetCell(*rest[0], "input", Decimal(above) if above else None, limits=limits, decimals=0)
            rest = rest[1:]
        for spot, asking in zip(rest, self.table.questions, strict=True):
            answer = answers.get(asking.names, "")
            yield SheetCell(*spot, "input", answer or None, limits=limits_of(asking, self.lists))
