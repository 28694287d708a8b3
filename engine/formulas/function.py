"""What a function of the tables' language is: all that the parser, the engine, the workbook and the words ask of it.

The operators are functions too. A function says how it is written and how it is told; what it gives, by `figure`; what
it is in a spreadsheet, by `excel`, or by `condition` where it says whether something holds; and how it reads, by
`words`. One that depends on where it stands in a table is `resolved` there, and becomes other functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, Literal, Protocol, TypeVar

from engine.formulas.cells import Absence, Figure, Operation, Reference, Resolved
from engine.formulas.tree import ZERO, Formula, Name, Number
from models.records import dataclass

Text = tuple[str, int]
"""A text, and how tightly it holds together: what is loose goes between parentheses inside an operation."""
LOOSE, COMPARED, SUM, PRODUCT, ALONE = 0, 1, 2, 3, 5
"""How tightly a text holds together: what follows a comma, a comparison, a sum, a product, what nothing cuts."""

MANY = 99
"""As many arguments as one wants."""


class Work(Protocol):
    """Gives figures to a function: those of its arguments."""

    def __call__(self, argument: Resolved, /) -> Decimal:
        """The figure of an argument that has one."""

    def each(self, arguments: Sequence[Resolved], /) -> list[Decimal]:
        """The figures of several, each cell of a span being one."""

    def known(self, argument: Resolved, /) -> Figure:
        """The figure of an argument, or why it has none."""


class Here(Protocol):
    """Where a formula stands: a series of a table of a contract."""

    @property
    def begins(self) -> bool:
        """Whether the series is the first, or the first of its group."""

    def resolved(self, formula: Formula, /) -> Resolved:
        """A formula, in this series."""

    def before(self, formula: Formula, /) -> Resolved:
        """A formula, in the series of the year before."""

    def over(
        self, name: Formula, criteria: Sequence[Formula] = (), /, *, until_here: bool = False, within: bool = False
    ) -> tuple[Resolved, ...] | Absence:
        """The cells of a rubrique in the series that have the same criteria as this one.

        Up to this series where they are `until_here`; in the rows that this one holds where they are `within`.
        """


class Spreadsheet(Protocol):
    """Writes the arguments of a function as a spreadsheet does."""

    def text(self, argument: Resolved, /) -> Text:
        """An argument that has a figure."""

    def listed(self, arguments: Sequence[Resolved], /) -> str:
        """Several, between commas."""

    def condition(self, argument: Resolved, /) -> str:
        """An argument that holds, or does not."""

    def figure(self, argument: Resolved, /) -> str | Absence:
        """An argument that may have no figure: it then gives a text; an absence where it never gives a figure."""

    def cell(self, at: Reference, /) -> str:
        """The name of a cell."""

    def ranges(self, cells: Iterable[Reference], /) -> list[str]:
        """The names of cells, side by side ones as one range."""

    def answer(self, at: Reference, /) -> bool:
        """Whether a cell holds « oui » or « non »."""

    def exact(self, argument: Resolved, /) -> bool:
        """Whether a figure is the same to the last bit in a spreadsheet: one written or typed, never computed."""

    def noisy(self, argument: Resolved, /) -> bool:
        """Whether a figure follows from a sum or a difference, which may have cost a spreadsheet its last digits."""


class Words(Protocol):
    """Says the arguments of a function in words."""

    yearly: bool
    """Whether the series of the table are years."""

    def said(self, argument: Formula, /) -> str:
        """An argument."""

    def kept(self, argument: Formula, tightness: int, /) -> str:
        """An argument, between parentheses where it does not hold as tightly as asked."""

    def quoted(self, argument: Formula, /) -> str:
        """A rubrique as a name, all of whose figures are meant."""

    def listed(self, arguments: Sequence[Formula], /) -> str:
        """« a, b et c »."""

    def alike(self, criteria: Sequence[Formula], /) -> str:
        """« (même année) »: what a sum is restricted to."""


Argument = TypeVar("Argument")
Takes = Callable[[Sequence[Formula]], bool]


def anything(_: Sequence[Formula]) -> bool:
    """Takes any computation."""
    return True


def a_name_first(arguments: Sequence[Formula]) -> bool:
    """Takes a rubrique, and not a computation."""
    return isinstance(arguments[0], Name)


def names_alone(arguments: Sequence[Formula]) -> bool:
    """Takes rubriques, and no computation."""
    return all(isinstance(one, Name) for one in arguments)


def never(*_: Any) -> bool:
    """Whatever the arguments are, no."""
    return False


def always(*_: Any) -> bool:
    """Whatever the arguments are, yes."""
    return True


def settled(*_: Any) -> Any:
    """What a function has no need of, which is resolved into others before.

    Raises:
        AssertionError: where it is asked all the same.
    """
    raise AssertionError("resolved into other functions before")


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function of the tables' language.

    `usage` is how it is written (« arrondi(x; décimales) ») and `aide` what it gives, both for the reader of the
    documentation. It has from `least` to `most` arguments, which `takes` accepts.
    """

    name: str
    usage: str
    aide: str
    least: int = 1
    most: int = 1
    takes: Takes = anything
    needs: tuple[int, int] = (0, MANY)
    """From which argument to which it says nothing without them: what it replaces or keeps to is not one of these."""
    holds: bool = False
    """Whether it may be a control: it holds, or does not."""
    resolved: Callable[..., Resolved | None] | None = None
    """From `Here` and its arguments, what it becomes there; None where it stays what it is."""
    before: bool = False
    """Whether it reads the year before, and so never needs itself."""
    over: Callable[[Sequence[Formula]], bool] = never
    """Whether, with these arguments, it reads its first one in every series."""
    figure: Callable[..., Decimal] = settled
    """From `Work` and its arguments, its figure; a division by zero leaves it without a base."""
    excel: Callable[..., Text] | None = None
    """From `Spreadsheet` and its arguments, its figure in a spreadsheet."""
    condition: Callable[..., str] | None = None
    """From `Spreadsheet` and its arguments, whether it holds, in a spreadsheet."""
    fails: Callable[..., bool] = never
    """Whether, with these arguments, it may have no base."""
    digits: Literal["kept", "lost", "restored"] = "kept"
    """What becomes in it of the last digits of a spreadsheet: a sum may lose them, a rounding brings them back."""
    words: Callable[..., Text] = settled
    """From `Words` and its arguments, what it says."""

    def needed(self, arguments: Sequence[Argument]) -> Sequence[Argument]:
        """Those of its arguments without which it says nothing."""
        first, last = self.needs
        return arguments[first:last]


def calling(name: str) -> Callable[..., Text]:
    """What a function of spreadsheets writes: « MAX(a,b) »."""
    return lambda sheet, *arguments: (f"{name}({sheet.listed(arguments)})", ALONE)


def truth(holds: bool) -> Decimal:
    """1 where something holds, 0 where it does not."""
    return Decimal(int(holds))


def bounded(words: Words, parts: Sequence[Formula], against: str, among: str) -> Text:
    """« x, sans dépasser 24 » against a number, « le plus petit de a et b » otherwise."""
    if len(parts) == 2 and isinstance(parts[1], Number):
        return f"{words.kept(parts[0], SUM)}, {against} {words.said(parts[1])}", LOOSE
    return f"{among} {words.listed(parts)}", LOOSE


def gathered(function: str, cells: tuple[Resolved, ...] | Absence) -> Resolved:
    """A function of the cells of several series: of none, it is zero."""
    if isinstance(cells, Absence):
        return cells
    return Operation(function, cells) if cells else ZERO
