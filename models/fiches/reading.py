"""How a value of each type is read: texts, numbers and days as they are, lists, keys, choices, groups of facts.

A type is asked for its reading once (`reader_of`). What people write is turned into values by the kinds of facts
(models.kinds), which go around these.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from models.fiches.faults import Fault, UnreadError, refusal
from models.fiches.marks import Reader


@lru_cache(maxsize=4096)
def reader_of(annotation: Any) -> Reader:
    """How a type is read.

    Raises:
        TypeError: where nothing says how.
    """
    if get_origin(annotation) is Annotated:
        return marked(reader_of(annotation.__origin__), annotation.__metadata__)
    if own := getattr(annotation, "reader", None):  # a type that says itself how it is read
        found: Reader = own()
        return found
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if made := _MADE.get(get_origin(annotation)):
        read: Reader = made(*get_args(annotation))
        return read
    if isinstance(annotation, type):
        return _instances(annotation)
    raise TypeError(f"nothing says how {annotation} is read")


def marked(reader: Reader, marks: Iterable[Any]) -> Reader:
    """The reading of a type with what is said beside it, the innermost first."""
    for mark in marks:
        reader = mark.around(reader)
    return reader


def _as_it_is(value: Any) -> Any:
    return value


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise refusal("text", value)


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise refusal("other" if isinstance(value, str) else "yes_no", value)


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        if value.time() == time.min:
            return value.date()
        raise refusal("other", value)
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise refusal("day", value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise refusal("day_in_words", value) from None


def _number(value: Any) -> Decimal:
    if isinstance(value, Decimal | int | float | str) and not isinstance(value, bool):
        with suppress(InvalidOperation):
            if (number := Decimal(str(value).strip())).is_finite():
                return number
    raise refusal("number", value)


def _whole(value: Any) -> int:
    if isinstance(value, int):
        return value
    number = _number(value)
    if number.adjusted() < _MOST_DIGITS and number == number.to_integral_value():
        return int(number)
    raise refusal("number", value)


_MOST_DIGITS = 20


def _instances(kind: type) -> Reader:
    def read(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        raise refusal("other", value)

    return read


def _choice(*answers: Any) -> Reader:
    known = frozenset((type(one), one) for one in answers)

    def read(value: Any) -> Any:
        if isinstance(value, str | int) and (type(value), value) in known:
            return value
        raise refusal("choice", value, expected=answers)

    return read


def _given(*kinds: Any) -> Reader:
    """What may be absent: « Jour | None »."""
    inner, *others = (reader_of(one) for one in kinds if one is not NoneType)
    if others or NoneType not in kinds:
        raise TypeError(f"nothing says which of {kinds} is read")
    return lambda value: None if value is None else inner(value)


def _items(kind: Any) -> Reader:
    inner = reader_of(kind)

    def read(value: Any) -> list[Any]:
        if not isinstance(value, list | tuple):
            raise refusal("list", value)
        try:
            return [inner(one) for one in value]
        except UnreadError:
            raise UnreadError(_wrong_items(value, inner)) from None

    return read


def _wrong_items(values: Iterable[Any], inner: Reader) -> Iterable[Fault]:
    for at, one in enumerate(values):
        try:
            inner(one)
        except UnreadError as error:
            yield from (fault.under(at) for fault in error.faults)


def _tuple(kind: Any, *_: Any) -> Reader:
    items = _items(kind)
    return lambda value: tuple(items(value))


def _by_key(key: Any, kind: Any) -> Reader:
    names, inner = reader_of(key), reader_of(kind)

    def read(value: Any) -> dict[Any, Any]:
        if not isinstance(value, dict):
            raise refusal("keys", value)
        found: dict[Any, Any] = {}
        wrong: list[Fault] = []
        for name, one in value.items():
            try:
                known = names(name)
            except UnreadError as error:
                wrong += [fault._replace(path=(name,), of_key=True) for fault in error.faults]
            try:
                read_one = inner(one)
            except UnreadError as error:
                wrong += [fault.under(name) for fault in error.faults]
            if not wrong:
                found[known] = read_one
        if wrong:
            raise UnreadError(wrong)
        return found

    return read


_PLAIN: dict[Any, Reader] = {
    Any: _as_it_is,
    str: _text,
    bool: _yes_no,
    int: _whole,
    Decimal: _number,
    date: _day,
}
_MADE: dict[Any, Any] = {
    list: _items,
    tuple: _tuple,
    dict: _by_key,
    Literal: _choice,
    Union: _given,
    UnionType: _given,
}
