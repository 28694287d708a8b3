"""A form as a document: its questions in tables, a line each, and each list in tables of its own.

Each question has a number, printed with its words: its answer is found again by them, whatever the editor did to the
controls that hold the answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from engine.document import Block, Cell, Emphasis, Fact, Inline, Paragraph, Section, Strong, Text
from engine.document import Heading as DocumentHeading
from engine.document import Table as Grid
from engine.forms.form import Asking, Form, Heading, Table
from engine.forms.made import IN_A_CELL, NONE
from engine.forms.sheets import how
from engine.french import capitalise
from engine.reading.form_or_contract import REFERENCE
from models import chemins
from models.chemins import Noms
from models.records import dataclass

ANSWER: Final = "Votre réponse"
ABOVE: Final = "De n°"
_HOW_TO: Final = (
    "Écrivez dans les cellules de réponse, et là seulement. Laissez vide ce que vous ignorez, et ce qui ne vous "
    "concerne pas. Gardez les numéros des questions : ils disent où va chaque réponse."
)
_IN_A_TABLE: Final = "Une ligne par élément ; laissez vides celles qui ne servent pas, ajoutez-en s'il en manque."
_IN_A_TURNED_TABLE: Final = "Une colonne par élément ; laissez vides celles qui ne servent pas."
_OFFERED: Final = {False: "Une de ces réponses :", True: "Une ou plusieurs de ces réponses, une par ligne :"}
"""What stands above the answers to choose from, by whether there may be several."""
_EMPTY: Final = "\u2003" * 4
"""What an empty control holds, so that one may click in it."""
_WIDE: Final = 4
"""A table of more questions than this has one a line, and its items beside one another."""
_ABREAST: Final = 3
"""The items of such a table that stand beside one another."""
_NUMBER_WIDTH, _LABEL_WIDTH = 0.07, 0.31


def section_of(form: Form) -> Section:
    """The pages of a form."""
    return Section(tuple(_Drawn(form, numbers_of(form)).blocks()))


def numbers_of(form: Form) -> dict[Noms, int]:
    """The number of each question and of each table; the years of a question share one, whichever they are."""
    numbers: dict[Noms, int] = {}
    for part in form.parts:
        if isinstance(part, Heading):
            continue
        asked = (part.names, *(one.names for one in part.questions)) if isinstance(part, Table) else (part.names,)
        for names in asked:
            group = names[:-1] if names[-1].isdecimal() else names
            numbers[names] = numbers[group] = numbers.get(group, len(set(numbers.values())) + 1)
    return numbers


def called(asking: Asking, numbers: Mapping[Noms, int]) -> str:
    """« 12. Raison sociale »."""
    return f"{numbers[asking.names]}. {asking.label}"


def counting(table: Table, numbers: Mapping[Noms, int]) -> str:
    """What heads the numbers of the items of a table."""
    return f"{numbers[table.names]}. N°"


def reference(form: Form) -> str:
    """The line that says the model and the party."""
    return f"{REFERENCE}{form.model}" + (f", {form.party}" if form.party else "")


@dataclass(frozen=True, slots=True)
class _Drawn:
    form: Form
    numbers: Mapping[Noms, int]

    def blocks(self) -> Iterator[Block]:
        form = self.form
        yield Paragraph((Text(form.title),), "title")
        yield Paragraph((Text(form.whose or "Questions de toutes les parties"),), "subtitle")
        yield _plain(_HOW_TO)
        yield _plain(reference(form))
        for once, parts in groupby(form.parts, lambda part: isinstance(part, Asking)):
            if once:
                yield self._questions([part for part in parts if isinstance(part, Asking)])
            else:
                for part in parts:
                    yield from self._apart(part)

    def _apart(self, part: Asking | Heading | Table) -> Iterator[Block]:
        if isinstance(part, Heading):
            yield DocumentHeading(min(part.level, 4), (Text(part.title),), "")
        elif isinstance(part, Table):
            yield DocumentHeading(3, (Text(f"{self.numbers[part.names]}. {part.title}"),), "")
            turned = len(part.questions) > _WIDE
            above = (
                f"« {ABOVE} » est le numéro de l'élément de la liste {self.numbers.get(part.above, '')} dont il fait "
            )
            about = f"{above}partie." if part.above else ""
            told = (
                _IN_A_TURNED_TABLE if turned else _IN_A_TABLE,
                about,
                part.aide and f"{part.aide.rstrip('.')}.",
                part.si and f"{part.si}.",
            )
            yield Paragraph((Text(" ".join(filter(None, told))),), keep_with_next=True)
            yield from self._turned(part) if turned else (self._straight(part),)

    def _questions(self, questions: Iterable[Asking]) -> Grid:
        head = tuple(_head(words) for words in ("Question", "Comment répondre", ANSWER))
        rows = [
            (
                self._label(one, one.aide),
                _small(self._how(one)),
                _answer(one, chemins.ecrit(one.names), self.form.answers.get(one.names, "")),
            )
            for one in questions
        ]
        return Grid((0.32, 0.30, 0.38), (head, *rows))

    def _label(self, asking: Asking, *rest: str) -> Cell:
        title = Paragraph((Strong((Text(called(asking, self.numbers)),)),))
        return Cell((title, *(_plain(line) for text in rest for line in text.split("\n") if line)))

    def _how(self, asking: Asking) -> str:
        """How to answer; the answers that are possible are told, where a spreadsheet lists them."""
        words = how(asking, who=not self.form.whose).replace(IN_A_CELL, "")
        if not asking.choices:
            return words
        example = f"Exemple : {asking.example}" if asking.example else ""
        each = (f"– {answer}" for answer in asking.choices.values())
        none = capitalise(NONE) if asking.none else ""
        return "\n".join(filter(None, (_OFFERED[asking.lines], *each, none, example, words.partition("\n")[2])))

    def _straight(self, table: Table) -> Grid:
        """A table whose items are lines."""
        count = len(table.questions)
        first = 2 if table.above else 1
        rest = (1 - first * _NUMBER_WIDTH) / count if count else 0
        widths = (*[_NUMBER_WIDTH if count else 1 / first] * first, *[rest] * count)
        above = (_head(ABOVE),) if table.above else ()
        heads = (_head(called(one, self.numbers)) for one in table.questions)
        head = (_head(counting(table, self.numbers)), *above, *heads)
        hows = tuple(_small("\n".join(filter(None, (one.aide, self._how(one))))) for one in table.questions)
        rows = [head, (*[Cell(())] * first, *hows)] if count else [head]
        return Grid(widths, (*rows, *(tuple(self._item(table, at)) for at in range(table.count))))

    def _turned(self, table: Table) -> Iterator[Grid]:
        """Tables whose items are columns, some of them in each."""
        for first in range(0, table.count, _ABREAST):
            columns = [list(self._item(table, at)) for at in range(first, first + _ABREAST)]
            labels = [_head(counting(table, self.numbers))]
            labels += [Cell((_plain(ABOVE),))] if table.above else []
            for one in table.questions:
                about = (one.aide, self._how(one)) if first == 0 else ()
                labels.append(self._label(one, *about))
            numbers, *rest = zip(labels, *columns, strict=True)
            widths = (_LABEL_WIDTH, *[(1 - _LABEL_WIDTH) / _ABREAST] * _ABREAST)
            yield Grid(widths, (tuple(Cell(one.blocks, header=True) for one in numbers), *rest))

    def _item(self, table: Table, at: int) -> Iterator[Cell]:
        """The number of an item, that of the item above, and its answers."""
        above, answers = table.items[at] if at < len(table.items) else (0, {})
        yield Cell((_plain(str(at + 1)),))
        if table.above:
            yield Cell((_plain(str(above or "")),))
        for one in table.questions:
            path = f"{chemins.ecrit(table.names)}[{at + 1}].{chemins.ecrit(one.names[len(table.names) :])}"
            yield _answer(one, path, answers.get(one.names, ""))


def _plain(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _head(text: str) -> Cell:
    return Cell((_plain(text),), header=True)


def _small(text: str) -> Cell:
    return Cell(tuple(Paragraph((Emphasis((Text(line),)),)) for line in text.split("\n") if line))


def _answer(asking: Asking, path: str, answer: str) -> Cell:
    content: tuple[Inline, ...] = (Fact(answer or _EMPTY, path, asking.label),)
    return Cell((Paragraph(content),))
