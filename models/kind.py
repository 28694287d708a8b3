"""What a kind of fact is: all that is asked of it while a contract is read, asked for, typed and printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Protocol, get_args, get_origin

from models.attentes import Attente
from models.fiches.champ import Champ
from models.fiches.marks import Reader, before
from models.records import dataclass


class French(Protocol):
    """The rules of French writing, which whoever prints hands to a kind of fact."""

    def number(self, value: Decimal | int, decimals: int | None = None, /) -> str:
        """« 1 234,5 »."""

    def date_in_french(self, day: date, /) -> str:
        """« 1er février 2024 »."""

    def duration_in_words(self, months: int, /) -> str:
        """« cinq ans »."""


class Demande(Protocol):
    """What a question says that changes how its answers are read."""

    dans: str
    attend: Attente
    choix: dict[str, str]


def _is_the_same(typed: str, value: Any) -> bool:
    return typed == value or "".join(typed.split()).upper() == "".join(str(value).split()).upper()


def _as_it_is(value: Any, _: French) -> str:
    return str(value)


def _as_it_is_written(value: Any) -> str:
    return str(value)


def _whatever_is_asked(kind: Kind, *_: Any) -> Any:
    return kind.type


@dataclass(frozen=True, eq=False, kw_only=True)
class Kind:
    """A kind of fact, which stands in the type of a field (`Annotated[Decimal, KIND]`) and reads its answers.

    `name` is what a library calls it (`type: montant`). `read` makes a value of `python` out of what is typed, or
    raises ValueError with what is expected, in French. `words` tells the questionnaire what to write, `schema` an
    editor: it is never stricter than `read`. `example` is an answer that is read. `prints` writes a value in a
    contract: one that is not written as others of its type are is a text or a Decimal. `writes` writes it in a
    description. `as_asked` says whether an answer was typed as the questionnaire asks, so that nothing need be told of
    what was read.

    A cell of a workbook takes a figure (`python` is a number) from `minimum` to `maximum`, `whole` or not, or one of
    `answers`, or else a text. `unit` is that of a question that says none. A `free` text may enter a sentence; `many`
    answers make a list; an `identity` is the number of one thing alone. `type_of` makes the type of the answers to a
    question, in a unit.
    """

    name: str
    python: Any
    read: Callable[[object], object]
    words: str
    schema: Mapping[str, Any]
    example: str
    prints: Callable[[Any, French], str] = _as_it_is
    writes: Callable[[Any], str] = _as_it_is_written
    as_asked: Callable[[str, Any], bool] = _is_the_same
    whole: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    answers: tuple[str, ...] = ()
    unit: str = ""
    free: bool = False
    many: bool = False
    identity: bool = False
    type_of: Callable[[Kind, Demande, str], Any] = _whatever_is_asked

    @property
    def type(self) -> Any:
        """The type of a field of this kind."""
        return Annotated[self.python, self]

    @property
    def figure(self) -> bool:
        """Whether a value is a number, of the kind that a spreadsheet holds."""
        return self.python in (Decimal, int)

    def around(self, inner: Reader) -> Reader:
        """Read what is typed before its type looks at it."""
        return before(self.read, inner)


def kind_of(annotation: Any, marks: Any = ()) -> Kind | None:
    """The kind of a fact, of each item of its list, or of each of its years; None for a group, or what is free."""
    return _kind_of(annotation, tuple(marks))


@lru_cache(maxsize=8192)
def kind_of_field(info: Champ) -> Kind | None:
    """That of the fact that a field declares, found by the field: to compare long types takes longer than to look."""
    return kind_of(info.annotation, info.marks)


@lru_cache(maxsize=8192)
def _kind_of(annotation: Any, marks: tuple[Any, ...]) -> Kind | None:
    for mark in (annotation, *marks):
        if isinstance(mark, Kind):
            return mark
    inside = get_args(annotation)
    if get_origin(annotation) is dict:
        return kind_of(inside[1])
    return next(filter(None, map(kind_of, inside)), None)
