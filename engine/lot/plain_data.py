"""Records made again of the JSON that they were written as; what is of another shape is refused.

Thousands of records say the same words: each is kept once, however many lines it was read from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from sys import intern
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]


@lru_cache(maxsize=256)
def reader_of(kind: Any) -> Reader:
    """How a value of a type is made again; the reading raises ValueError where it is of another shape."""
    if kind is Any:
        return lambda value: value
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _one_of(tuple(map(reader_of, inside)))
    if origin is Literal:
        return lambda value: _kept(value, isinstance(value, str) and value in inside)
    if origin is tuple:
        return _several(reader_of(inside[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _by_name(reader_of(inside[1]))
    if is_dataclass(kind):
        return _record(kind)
    if kind is date:
        return lambda value: date.fromisoformat(_kept(value, isinstance(value, str)))
    if issubclass(kind, Enum):
        return lambda value: kind(_kept(value, isinstance(value, str | int)))
    return _exactly(NoneType if kind is None else kind)


def _exactly(kind: type) -> Reader:
    if kind is str:
        return lambda value: intern(_kept(value, type(value) is str))
    return lambda value: _kept(value, type(value) is kind)


def _kept(value: Any, right: bool) -> Any:
    if not right:
        raise ValueError(value)
    return value


def _one_of(readers: tuple[Reader, ...]) -> Reader:
    def read(value: Any) -> Any:
        for one in readers:
            try:
                return one(value)
            except ValueError:
                continue
        raise ValueError(value)

    return read


def _several(inner: Reader) -> Reader:
    return lambda value: tuple(map(inner, _kept(value, isinstance(value, list))))


def _by_name(inner: Reader) -> Reader:
    return lambda value: {intern(name): inner(one) for name, one in _kept(value, isinstance(value, dict)).items()}


def _record(kind: Any) -> Reader:
    types = get_type_hints(kind)
    readers = {one.name: reader_of(types[one.name]) for one in fields(kind)}
    needed = {one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING}

    def read(value: Any) -> Any:
        _kept(value, isinstance(value, dict) and needed <= value.keys())
        return kind(**{name: inner(value[name]) for name, inner in readers.items() if name in value})

    return read
