"""The tree that every writer reads: what a contract says, numbered and settled, so that formats agree to the letter."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Literal

from models.records import dataclass

Alignment = Literal["left", "right", "center"]
ChartKind = Literal["bars", "stacked", "lines"]
ParagraphStyle = Literal["body", "title", "subtitle", "visa", "centered", "recipient"]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters, never markup; they come out exactly as they are here."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact(Text):
    """A fact of the description printed by itself: who changes these words changes it, wherever it is printed.

    `path` is its place as messages write it (« sites[1].nom »), `label` what it is called. A list, and words that
    only follow from facts, are no such thing.
    """

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class Figure(Text):
    """A computed figure: `case` is its place, « budget.total[2] » in the second series of the table « budget »."""

    case: str


@dataclass(frozen=True, slots=True)
class Sourced(Text):
    """Characters of a traced contract, with what they come from: a fact by its path, the cases that they stand in.

    Each case is told by the facts and the traits that decide of it (« permanent,statut »), and so is what follows
    from several facts. The words of the clause itself have no fact.
    """

    fact: str = ""
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold words."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic words."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line inside the same paragraph."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of another heading (« 3-1 »), linked to it by its anchor."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that the description does not give, printed highlighted as « [à compléter : label] ».

    It is not its `place` where something else is printed for want of it: what follows, a figure `computed` of it.
    """

    label: str
    path: str
    place: bool = True
    computed: bool = False

    @property
    def text(self) -> str:
        """The words that every writer prints."""
        return "[calculé]" if self.computed else f"[à compléter : {self.label}]"


@dataclass(frozen=True, slots=True)
class Note:
    """A note to the drafter, anchored here: a Word comment; printed in brackets only in a blank model.

    `from_model` tells the words of the official form from a remark of the engine; only the first are part of a blank.
    """

    text: str
    from_model: bool = True


Inline = Text | Strong | Emphasis | LineBreak | Reference | Missing | Note


@dataclass(frozen=True, slots=True)
class Number:
    """The settled number of a heading: « Article », « 3 bis », « : ». References print `value` alone."""

    prefix: str
    value: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline, level 1 (article, annexe) to 4; `number` is None where it has none."""

    level: int
    content: tuple[Inline, ...]
    anchor: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `keep_with_next` keeps it on the page of the block that follows."""

    content: tuple[Inline, ...]
    style: ParagraphStyle = "body"
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item holds blocks. An ordered list starts at `start`, whatever lists came before it."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. Spans count the grid columns and rows that it covers; covered positions hold no cell."""

    blocks: tuple[Block, ...]
    colspan: int = 1
    rowspan: int = 1
    alignment: Alignment = "left"
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `widths` are the columns' shares of the width (they sum to 1); the first rows repeat on each page."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """What one colour of a chart shows: a figure for each category, None where there is none (a gap, never a zero)."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of figures over the years: grouped bars, stacked bars or lines.

    Each series has a value for each of the `categories` (« 2024 »), in `unit` (« € », « h », « % », « €/h », or none).
    `alternative` says the same in words, to who does not see it; where it is empty the writers make it of the figures.
    """

    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    unit: str = ""
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signing party: words above the space to sign in, a name below (or none), the field and mark of its PDF."""

    title: tuple[Inline, ...]
    name: tuple[Inline, ...] = ()
    field: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signing parties side by side, never broken over two pages."""

    parties: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | ListBlock | Table | Chart | Signatures | PageBreak


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one orientation. Each section begins on a new page.

    `clauses` names the clause of each of its blocks, empty for one that no clause made; it says nothing elsewhere than
    in a contract.
    """

    blocks: tuple[Block, ...]
    landscape: bool = False
    clauses: tuple[str, ...] = ()

    @property
    def by_clause(self) -> tuple[tuple[Block, str], ...]:
        """Its blocks, each with the clause that made it."""
        return tuple(zip(self.blocks, self.clauses or ("",) * len(self.blocks), strict=True))


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the header and the footer print: names of the parties and paths of their logos (empty when none).

    `authorities` are all the public parties, the first of which is `authority`, whose logo stands for it.
    `manager_fact` is the fact that gives the name of the manager; `authority_place` and `manager_place` are the words
    of a blank form that show where the logos go.
    """

    title: str
    authorities: tuple[str, ...]
    manager: str
    authority_logo: str = ""
    manager_logo: str = ""
    authority_place: str = ""
    manager_place: str = ""
    manager_fact: Fact | None = None

    @property
    def authority(self) -> str:
        """The public party that heads the contract, empty where none is known."""
        return self.authorities[0] if self.authorities else ""

    @property
    def parties(self) -> tuple[str, ...]:
        """The public parties, then the gestionnaire."""
        return (*self.authorities, self.manager) if self.manager else self.authorities


@dataclass(frozen=True, slots=True)
class MadeWith:
    """What a contract was made with: libraries and versions, the day of its law, the fingerprints of its clauses.

    `parts` and `asked` are for its lock (engine.lock).
    """

    titles: tuple[str, ...]
    law_day: date
    bases: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    asked: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole contract, ready to be written.

    `date` is that of the file (the signature, or the day of the law); a `blank` form prints its notes; `source` is the
    YAML that it carries, with what it was `made_with`. A letter is not `titled`.
    """

    title: str
    sections: tuple[Section, ...]
    letterhead: Letterhead
    date: date
    blank: bool = False
    source: str = ""
    source_name: str = "contrat.yaml"
    table_of_contents: bool = True
    titled: bool = True
    keywords: tuple[str, ...] = field(default=())
    made_with: MadeWith | None = None
