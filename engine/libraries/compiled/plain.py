"""Objects of the engine as plain data, and back: what can be kept without a pickle, which may hold code.

Texts, numbers, lists and dictionaries stay what they are; all else is a tuple that begins with what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from importlib import import_module
from typing import Any

from engine.errors import Path, Place
from engine.reading.yaml_strict import Source, parse_part

_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
_TUPLE, _SET, _DAY, _NUMBER, _SOURCE, _GIVEN, _AGAIN, _OBJECT = range(8)
_OURS = ("engine", "models")
Plain = Any
"""What marshal and JSON know: texts, numbers, lists, dictionaries, and tuples of these."""


def plain(value: Any, given: Sequence[object] = ()) -> Plain:
    """A value as plain data; `given` are objects that it is tied to, which whoever reads it has.

    Raises:
        TypeError: where it holds what is not ours to make again, or a file that was read with a remark.
    """
    writer = _Writer(given)
    made = writer.value(value)
    return [_name_of(kind) for kind in writer.kinds], made


def objects(data: Plain, given: Sequence[object] = ()) -> Any:
    """The value that `plain` was given, with objects of today.

    Raises:
        TypeError, ValueError, LookupError, AttributeError, ImportError: where it is of another version, or of no one.
    """
    names, made = data
    return _Reader([_kind(name) for name in names], given).value(made)


class _Writer:
    def __init__(self, given: Sequence[object]) -> None:
        self.given = {id(one): at for at, one in enumerate(given)}
        self.kinds: dict[type, int] = {}
        self.seen: dict[int, int] = {}
        self.alive: list[object] = []  # no identity of what was seen serves again

    def value(self, one: Any) -> Plain:
        kind = type(one)
        if kind in _AS_THEY_ARE:
            return one
        if kind is dict:
            return {self.value(key): self.value(value) for key, value in one.items()}
        if kind is list:
            return [self.value(item) for item in one]
        if kind is tuple:
            return (_TUPLE, *map(self.value, one))
        if kind in (set, frozenset):
            return (_SET, kind is frozenset, sorted(one))
        if kind is date:
            return (_DAY, one.toordinal())
        if kind is Decimal:
            return (_NUMBER, str(one))
        return self.object(one)

    def object(self, one: Any) -> Plain:
        """An object of ours; told once, however many hold it."""
        if id(one) in self.given:
            return (_GIVEN, self.given[id(one)])
        if id(one) in self.seen:
            return (_AGAIN, self.seen[id(one)])
        if isinstance(one, Source):
            made: Plain = _source(one)
        else:
            if type(one).__module__.partition(".")[0] not in _OURS:
                raise TypeError(f"{type(one).__name__} is not kept")
            said = self.value(_said(one))
            made = (_OBJECT, self.kinds.setdefault(type(one), len(self.kinds)), said)
        self.seen[id(one)] = len(self.seen)
        self.alive.append(one)
        return made


def _said(one: Any) -> Any:
    """What an object is made of."""
    if isinstance(one, Enum):
        return one.value
    if isinstance(one, tuple):
        return list(one)
    if is_dataclass(one):
        return [getattr(one, field.name) for field in fields(one) if field.init]
    return one.__getstate__()


def _source(one: Source) -> Plain:
    if one.remarks or one.errors or one.file:
        raise TypeError("a file with remarks is not kept")
    return (_SOURCE, one.name, one.text, one.data)


class _Reader:
    def __init__(self, kinds: Sequence[type], given: Sequence[object]) -> None:
        self.makers = [_maker(kind) for kind in kinds]
        self.given = given
        self.made: list[Any] = []

    def value(self, data: Plain) -> Any:
        kind = type(data)
        if kind in _AS_THEY_ARE:
            return data
        if kind is dict:
            value = self.value
            return {
                key if type(key) is str else value(key): one if type(one) in _AS_THEY_ARE else value(one)
                for key, one in data.items()
            }
        if kind is list:
            return [one if type(one) in _AS_THEY_ARE else self.value(one) for one in data]
        if kind is tuple:
            return self.tagged(data)
        raise TypeError(f"{kind.__name__} is no plain data")

    def tagged(self, data: tuple[Any, ...]) -> Any:
        tag = data[0]
        if tag == _OBJECT:
            made = self.makers[data[1]](self.value(data[2]))
        elif tag == _TUPLE:
            return tuple([self.value(one) for one in data[1:]])
        elif tag == _AGAIN:
            return self.made[data[1]]
        elif tag == _GIVEN:
            return self.given[data[1]]
        elif tag == _DAY:
            return date.fromordinal(data[1])
        elif tag == _NUMBER:
            return Decimal(data[1])
        elif tag == _SET:
            return frozenset(data[2]) if data[1] else set(data[2])
        elif tag == _SOURCE:
            _, name, text, said = data
            read = _Again(text, name)
            made = Source(name, text, said, _Places(read, "places"), _Places(read, "key_places"))
        else:
            raise ValueError(f"{tag} is no kind of plain data")
        self.made.append(made)
        return made


def _name_of(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


def _kind(name: str) -> type:
    module, _, called = name.partition(":")
    if module.partition(".")[0] not in _OURS:
        raise ValueError(f"{name} is none of ours")
    kind = getattr(import_module(module), called)
    if not isinstance(kind, type):
        raise TypeError(f"{name} is no class")
    return kind


def _maker(kind: type) -> Callable[[Any], Any]:
    """What makes an object of a kind again of what it was made of."""
    if issubclass(kind, Enum):
        return kind
    if issubclass(kind, tuple):
        return lambda said: tuple.__new__(kind, said)
    if is_dataclass(kind):
        names = [field.name for field in fields(kind) if field.init]
        return lambda said: kind(**dict(zip(names, said, strict=True)))
    return lambda said: _with_state(kind.__new__(kind), said)


def _with_state(made: Any, said: Any) -> Any:
    if hasattr(made, "__setstate__"):
        made.__setstate__(said)
        return made
    own, slots = said if isinstance(said, tuple) else (said, {})
    for name, value in {**(own or {}), **slots}.items():
        object.__setattr__(made, name, value)
    return made


class _Again:
    """A file that is read again, where somebody asks at which line it says something."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name

    @cached_property
    def source(self) -> Source:
        return parse_part(self.text.encode(), self.name)


class _Places(Mapping[Path, Place]):
    """The places of a file, which are asked where something is wrong only."""

    def __init__(self, read: _Again, called: str) -> None:
        self.read, self.called = read, called

    @property
    def known(self) -> Mapping[Path, Place]:
        known: Mapping[Path, Place] = getattr(self.read.source, self.called)
        return known

    def __getitem__(self, path: Path) -> Place:
        return self.known[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)
