"""The tree of a form: questions one by one, and tables of what is said several times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from engine.asking.conditions import Condition
from models.champs import Repondant
from models.chemins import Noms
from models.kind import Kind
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Asking:
    """A question of a form, at the path of its fact, whatever the item; one of a year has it as its last step.

    `choices` are the words of each possible answer, by what a description writes; `how` says how to answer, with an
    `example`, and `who` does.
    `lines` says that several answers are written, one a line, after their year where they are `by_year`; `none` that
    « aucun » answers in place of a list. `conditions` are the answers without which it is not asked, which `si` says.
    """

    names: Noms
    label: str
    aide: str
    how: str
    who: str
    optional: str
    si: str
    choices: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    kind: Kind | None = None
    unit: str = ""
    lines: bool = False
    by_year: bool = False
    none: bool = False
    long: bool = False
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows; `level` counts from 1."""

    title: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """What is said several times: a question a column (or a line), an item a line (or a column).

    `above` is the list in each item of which this one is. `items` are the answers that are known, each with the rank of
    its item above; `spare` items wait for others.
    """

    names: Noms
    title: str
    aide: str
    above: Noms
    questions: tuple[Asking, ...]
    items: tuple[tuple[int, Mapping[Noms, str]], ...]
    spare: int
    si: str = ""

    @property
    def count(self) -> int:
        """How many items it has room for."""
        return len(self.items) + self.spare


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a model, for one party or all: its questions under their headings, in order, and the answers known."""

    title: str
    model: str
    party: Repondant | None
    whose: str
    parts: tuple[Asking | Heading | Table, ...]
    answers: Mapping[Noms, str]

    @property
    def questions(self) -> Iterator[Asking]:
        """The questions that are asked once."""
        return (one for one in self.parts if isinstance(one, Asking))

    @property
    def every_question(self) -> Iterator[Asking]:
        """Those too that are asked of each item of a table."""
        yield from self.questions
        for table in self.tables:
            yield from table.questions

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, those that hold others first."""
        return tuple(one for one in self.parts if isinstance(one, Table))
