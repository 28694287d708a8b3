"""What the tables of a form in Word hold, by the numbers and the words of its questions, which are printed in it.

No editor changes them, whatever it does to controls; what is not found by them is by the tag of its control.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date

from engine.carried import Carried, Line
from engine.document import Document, Letterhead
from engine.forms.document import ABOVE, ANSWER, called, counting, numbers_of, section_of
from engine.forms.form import Asking, Form, Table
from engine.importing.found import words
from engine.importing.given import Given, GivenDocument, GivenSheet
from engine.merging.form_cells import FilledSheet, Item, whole
from engine.reading.form_or_contract import REFERENCE
from engine.reading.invisibles import cleaned
from engine.writing.layout.written_lines import lines_of
from models import chemins
from models.chemins import Noms
from models.records import dataclass

_REFERENCE = re.compile(rf"{words(REFERENCE)} (\S+?)(?:, (gestionnaire|departement))?")
_NUMBER = re.compile(r"[0-9]+\. ")
_OF_A_YEAR = re.compile(r"(.+) ([0-9]{4})")
_ANSWERS = 3
"""Where answers stand, unless the head of the table says otherwise."""

Slots = dict[int, Given]


def document_marks(document: GivenDocument) -> tuple[str, str] | None:
    """The model and the party of a form; None where the document is none."""
    for held in document.outside.cells.values():
        if found := _REFERENCE.fullmatch(words(held.value)):
            return found[1], found[2] or ""
    return None


def filled_document(document: GivenDocument, form: Form, carried: Carried | None) -> list[FilledSheet]:
    """What the tables of a form hold, and what stands outside of them."""
    work = _Work(document, form, _expected(form, carried.lines if carried else ()))
    filled = [work.table(sheet) for sheet in document.tables]
    outside = FilledSheet(document.outside)
    for held in document.outside.cells.values():
        outside.elsewhere += work.unexpected(held)
        outside.called[held.row, held.column] = "hors des tableaux"
    return [*filled, outside]


def _expected(form: Form, carried: Iterable[Line]) -> frozenset[str]:
    """The lines that stand in a form beside answers."""
    made = Document(form.title, (section_of(form),), Letterhead(form.title, (), ""), date(2000, 1, 1))
    lines = (line for line in (*lines_of(made), *carried) if not any(one.fact for one in line.words))
    return frozenset(words(part) for line in lines for part in line.text.split("\n"))


@dataclass
class _Work:
    document: GivenDocument
    form: Form
    expected: frozenset[str]
    numbers: Mapping[Noms, int] = field(init=False)
    labels: dict[str, Noms] = field(init=False)
    tables: dict[str, Table] = field(init=False)
    of_question: dict[Noms, Table] = field(init=False)
    asked: dict[Noms, Asking] = field(init=False)

    def __post_init__(self) -> None:
        form = self.form
        self.numbers = numbers_of(form)
        self.asked = {one.names: one for one in form.every_question}
        self.labels = {words(called(one, self.numbers)): names for names, one in self.asked.items()}
        alone = Counter(words(one.label) for one in self.asked.values())
        for names, one in self.asked.items():
            if alone[words(one.label)] == 1:
                self.labels.setdefault(words(one.label), names)
        self.tables = {words(counting(one, self.numbers)): one for one in form.tables}
        self.of_question = {one.names: table for table in form.tables for one in table.questions}

    def path(self, held: Given | None) -> Noms:
        """The question that a cell asks: by its number and words, or else by its words where no other has them."""
        if held is None:
            return ()
        first = words(str(held.value).split("\n", 1)[0])
        return self._named(first) or self._named(_NUMBER.sub("", first, count=1)) or self._of_a_year(first) or ()

    def _named(self, label: str) -> Noms | None:
        """By its words, or those that begin it: somebody may have written after them."""
        if label in self.labels:
            return self.labels[label]
        begun = [one for one in self.labels if label.startswith(f"{one} ") and _NUMBER.match(one)]
        return self.labels[max(begun, key=len)] if begun and not self._of_a_year(label) else None

    def _of_a_year(self, label: str) -> Noms | None:
        """One of a year: those of the form may be of another day."""
        if (found := _OF_A_YEAR.fullmatch(label)) is None:
            return None
        for names, one in self.asked.items():
            group = names if one.lines else names[:-1]
            if one.by_year and found[1] == words(called(one, self.numbers).removesuffix(f" {names[-1]}")):
                return (*group, found[2])
        return None

    def table(self, sheet: GivenSheet) -> FilledSheet:
        """A table of questions, one of items, or of neither."""
        rows: dict[int, Slots] = {}
        for (row, column), held in sheet.cells.items():
            rows.setdefault(row, {})[column] = held
        head = rows.get(min(rows, default=0), {})
        firsts = {row: self.path(held.get(1)) for row, held in rows.items()}
        heads = {column: self.path(held) for column, held in head.items()}
        table = self.tables.get(words(head[1].value)) if 1 in head else None
        if table is None:
            of = (self.of_question.get(path) for path in (*firsts.values(), *heads.values()))
            table = next((one for one in of if one), None)
        if table is None:
            return self._questions(sheet, rows, firsts)
        if sum(path in self.of_question for path in firsts.values()) > sum(map(bool, heads.values())):
            turned: dict[int, Slots] = {}
            for row, held_in in rows.items():
                for column, held in held_in.items():
                    turned.setdefault(column, {})[row] = held
            return self._items(sheet, turned, table, firsts, list(rows))
        return self._items(sheet, rows, table, heads, [1])

    def _questions(self, sheet: GivenSheet, rows: Mapping[int, Slots], firsts: Mapping[int, Noms]) -> FilledSheet:
        filled = FilledSheet(sheet)
        answers = next((held.column for held in sheet.cells.values() if words(held.value) == words(ANSWER)), _ANSWERS)
        for row, held_in in rows.items():
            path = firsts[row] or self._tagged(row, answers)
            for column, held in held_in.items():
                filled.called[row, column] = self._question(path) if path else f"{sheet.name}, ligne {row}"
                if path and column == answers:
                    filled.answers.append((path, self._typed(held, self.form.answers.get(path, ""))))
                else:
                    filled.elsewhere += self.unexpected(held)
            if path:
                filled.questions.add(path)
        return filled

    def _tagged(self, row: int, column: int) -> Noms:
        """The question that is asked once, by the tag of the control of its answer."""
        path = chemins.noms(self.document.tags.get((row, column), ""))
        return path if path in self.asked and path not in self.of_question else ()

    def _items(
        self, sheet: GivenSheet, lines: Mapping[int, Slots], table: Table, heads: Mapping[int, Noms], rows: list[int]
    ) -> FilledSheet:
        """A table of items: an item is a line, and its answers are in slots; `rows` begin with that of its numbers."""
        filled = FilledSheet(sheet, table.names, table.above)
        first, slot = min(lines), min(rows)
        paths = {at: path for at, path in heads.items() if path and at != slot}
        filled.questions = set(paths.values())
        of_above = next((at for at, held in lines[first].items() if words(held.value) == words(ABOVE)), 0)
        for line, held_in in sorted(lines.items()):
            number = whole(held_in.get(slot))
            if line == first or (number is None and line == min(set(lines) - {first}) and self._is_how(held_in)):
                for held in held_in.values():
                    filled.called[held.row, held.column] = self._in(table)
                    filled.elsewhere += self.unexpected(held)
                continue
            known = table.items[number - 1][1] if number and number <= len(table.items) else {}
            typed = {
                paths[at]: self._typed(held, known.get(paths[at], "")) for at, held in held_in.items() if at in paths
            }
            for at, held in held_in.items():
                item = f"{self._in(table)}, n° {number or '?'}"
                filled.called[held.row, held.column] = f"{item}, {self._question(paths[at])}" if at in paths else item
                if at not in paths and (at not in (slot, of_above) or whole(held) is None):
                    filled.elsewhere += self.unexpected(held)
            spot = next(iter((held.row, held.column) for held in held_in.values()))
            filled.items.append(Item(number, whole(held_in.get(of_above)), spot, typed))
        return filled

    def _is_how(self, held_in: Slots) -> bool:
        """Whether a line tells how to answer."""
        return any(words(one) in self.expected for held in held_in.values() for one in str(held.value).split("\n"))

    def _in(self, table: Table) -> str:
        return f"liste {self.numbers[table.names]}"

    def _question(self, path: Noms) -> str:
        number = self.numbers.get(path) or self.numbers.get(path[:-1])
        return f"question {number}" if number else ".".join(path)

    def unexpected(self, held: Given) -> Iterator[Given]:
        """The lines of a cell that are not those of the form."""
        rest = [one for one in str(held.value).split("\n") if one.strip() and words(one) not in self.expected]
        if rest:
            yield replace(held, value="\n".join(rest))

    def _typed(self, held: Given, known: str) -> Given:
        """What a cell says; the lines that were printed in it are as they were before their spaces were set."""
        printed = {_spaced(line): line for line in known.split("\n")}
        lines = (printed.get(_spaced(line), _plain(line)) for line in str(held.value).split("\n"))
        return replace(held, value="\n".join(lines))


def _spaced(line: str) -> str:
    return " ".join(cleaned(line).split())


def _plain(line: str) -> str:
    return line.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").strip()
