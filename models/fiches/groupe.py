"""A class of facts: what declares its fields is worked out as something is first read as this class, and kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar, dataclass_transform

from models.fiches.champ import Champ, cle, own_fields
from models.fiches.faults import Fault, UnreadError, refusal
from models.fiches.marks import Reader
from models.fiches.reading import marked, reader_of

AnyGroupe = TypeVar("AnyGroupe", bound="Groupe")
Hook = TypeVar("Hook", bound=Callable[..., Any])
Worked = TypeVar("Worked")


def prepares(hook: Callable[[Any, Any], Any]) -> Any:
    """Say that a method of a class changes what is read as this class, before anything else looks at it."""
    hook._hook = "prepares"  # type: ignore[attr-defined]
    return classmethod(hook)


def checks(hook: Hook) -> Hook:
    """Say that a method looks at a group whose fields are all read, and refuses it by ValueError, in French."""
    hook._hook = "checks"  # type: ignore[attr-defined]
    return hook


class _Made(NamedTuple):
    """What a class is read by."""

    fields: Mapping[str, Champ]
    readers: Mapping[str, Reader]
    shared: Mapping[str, Any]
    fresh: tuple[tuple[str, Callable[[], Any]], ...]
    needed: frozenset[str]
    before: tuple[Callable[[Any], Any], ...]
    after: tuple[Callable[[Any], Any], ...]


@dataclass_transform(kw_only_default=True, eq_default=False, field_specifiers=(cle,))
class _Class(type):
    """The class of the classes of facts: what type checkers are told of their constructors."""


class Groupe(metaclass=_Class):
    """A group of facts: the fields that its class declares by their types, and no other; it does not change once read.

    None of its names is a fact's: those that begin with « _ » are no fields, and those of methods may be hidden by the
    facts of one group, so that what is done with a group is a function.
    """

    __slots__ = ("__dict__", "__weakref__", "_given", "_worked_out")
    _is_a_group: ClassVar = True
    _declared: ClassVar[Mapping[str, Any]]
    _given: ClassVar[frozenset[str]]
    _worked_out: ClassVar[dict[Hashable, Any]]

    if not TYPE_CHECKING:

        def __init__(self, /, **said: Any) -> None:
            _fill(self, said)

        def __eq__(self, other: object) -> bool:
            return type(self) is type(other) and self.__dict__ == other.__dict__

        def __hash__(self) -> int:
            return hash((type(self), *map(self.__dict__.__getitem__, fields_of(type(self)))))

    def __setattr__(self, name: str, value: Any) -> None:
        if name[0] != "_":
            raise AttributeError(f"{type(self).__name__}.{name} does not change once read")
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} does not change once read")

    def __repr__(self) -> str:
        said = (f"{name}={self.__dict__[name]!r}" for name in fields_of(type(self)))
        return f"{type(self).__name__}({', '.join(said)})"

    @classmethod
    def reader(cls) -> Reader:
        """How the class is read, where it is the type of a field."""
        return lambda value: read_as(cls, value)


def _made(kind: type[Groupe]) -> _Made:
    found: _Made | None = vars(kind).get("_made")
    if found is None:
        found = _make(kind)
        type.__setattr__(kind, "_made", found)
    return found


def _make(kind: type[Groupe]) -> _Made:
    fields: dict[str, Champ] = {}
    hooks: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if base is kind:
            fields |= own_fields(kind)
        elif base is not Groupe and issubclass(base, Groupe):
            fields |= _own_of(base)
        hooks |= {name: when for name, one in vars(base).items() if (when := _when(one))}
    defaults = {name: one for name, one in fields.items() if not one.required}
    fresh = {name: copy for name, one in defaults.items() if (copy := one.fresh())}
    return _Made(
        fields,
        {name: marked(reader_of(one.annotation), one.marks) for name, one in fields.items()},
        {name: one.default for name, one in defaults.items() if name not in fresh},
        tuple(fresh.items()),
        frozenset(fields.keys() - defaults.keys()),
        tuple(getattr(kind, name) for name, when in reversed(hooks.items()) if when == "prepares"),
        tuple(getattr(kind, name) for name, when in hooks.items() if when == "checks"),
    )


def _own_of(base: type[Groupe]) -> Mapping[str, Champ]:
    own = vars(base).get("_declared", vars(base).get("__annotations__", {}))
    return {name: one for name, one in fields_of(base).items() if name in own}


def _when(one: Any) -> str:
    return getattr(getattr(one, "__func__", one), "_hook", "")


def fields_of(kind: type[Groupe]) -> Mapping[str, Champ]:
    """The fields of a class, by name: those that it takes from others first."""
    return _made(kind).fields


def read_as(kind: type[AnyGroupe], said: Any) -> AnyGroupe:
    """What is said, keys and values, as a group of facts; one that is such a group already is given back.

    Raises:
        UnreadError: with everything that is wrong in it.
    """
    if isinstance(said, kind):
        return said
    group = kind.__new__(kind)
    _fill(group, said)
    return group


def _fill(group: Groupe, said: Any) -> None:
    made = _made(type(group))
    changed = _prepared(made, said)
    values = dict(made.shared)
    readers = made.readers
    wrong = {name: [Fault("missing", (name,), changed)] for name in made.needed - changed.keys()}
    for name, one in changed.items():
        if name in readers:
            try:
                values[name] = readers[name](one)
            except UnreadError as error:
                wrong[name] = [fault.under(name) for fault in error.faults]
    if wrong or not changed.keys() <= made.fields.keys():
        every = (fault for name in made.fields for fault in wrong.get(name, ()))
        raise UnreadError([*every, *_unknown(changed, made.fields)])
    for name, copy in made.fresh:
        if name not in changed:
            values[name] = copy()
    _settle(group, values, frozenset(changed))
    for look in made.after:
        try:
            look(group)
        except ValueError as error:
            raise refusal("value", said, error=error) from None


def _prepared(made: _Made, said: Any) -> dict[str, Any]:
    changed = said
    for change in made.before:
        try:
            changed = change(changed)
        except ValueError as error:
            raise refusal("value", said, error=error) from None
    if isinstance(changed, dict):
        return changed
    raise refusal("group", changed)


def _unknown(said: Mapping[Any, Any], fields: Mapping[str, Champ]) -> Iterator[Fault]:
    for name, one in said.items():
        if not isinstance(name, str):
            yield Fault("key_of_another_type", (name,), one)
        elif name not in fields:
            yield Fault("unknown_key", (name,), one)


def _settle(group: Groupe, values: dict[str, Any], given: frozenset[str]) -> None:
    object.__setattr__(group, "__dict__", values)
    object.__setattr__(group, "_given", given)
    object.__setattr__(group, "_worked_out", {})


def given_in(group: Groupe) -> frozenset[str]:
    """The fields that were said, and have not their value by default alone."""
    return group._given


def worked_out(group: Groupe, what: Hashable, work: Callable[[], Worked]) -> Worked:
    """What is worked out of a group alone, kept with it: it does not change once read."""
    known = group._worked_out
    if what not in known:
        known[what] = work()
    return known[what]  # type: ignore[no-any-return]


def altered(group: AnyGroupe, changes: Mapping[str, Any]) -> AnyGroupe:
    """The same group with other values, which are not read again."""
    other = type(group).__new__(type(group))
    given = group._given if group._given >= changes.keys() else group._given | changes.keys()
    _settle(other, {**group.__dict__, **changes}, given)
    return other


def completed_from(group: AnyGroupe, other: AnyGroupe, names: Set[str]) -> AnyGroupe:
    """The same group, where some fields are as another of its class has them, said or not."""
    made = type(group).__new__(type(group))
    values = {**group.__dict__, **{name: other.__dict__[name] for name in names}}
    _settle(made, values, (group._given - names) | (other._given & names))
    return made


def sharing(group: AnyGroupe, other: AnyGroupe, *, unless: Set[str]) -> AnyGroupe:
    """The same group, with the very values of another where they are equal, but for some fields.

    Equal values may yet be written otherwise, « 1,0 » and « 1,00 »: `unless` are the fields where that may be.
    """
    same = {name: one for name, one in other.__dict__.items() if name not in unless and one == group.__dict__[name]}
    made = type(group).__new__(type(group))
    _settle(made, {**group.__dict__, **same}, group._given)
    return made


def of_values(kind: type[AnyGroupe], values: Mapping[str, Any]) -> AnyGroupe:
    """A group of these values, which are read already; the other fields have theirs by default."""
    made = _made(kind)
    group = kind.__new__(kind)
    own = {name: copy() for name, copy in made.fresh if name not in values}
    _settle(group, {**made.shared, **own, **values}, frozenset(values))
    return group


def as_data(value: Any, *, exclude_defaults: bool = False) -> Any:
    """A group as keys and values, and so are those that it holds; without the fields that have their default."""
    if isinstance(value, Groupe):
        fields = fields_of(type(value)).items()
        said = ((name, value.__dict__[name]) for name, one in fields
                if not (exclude_defaults and value.__dict__[name] == one.default))  # fmt: skip
        return {name: as_data(one, exclude_defaults=exclude_defaults) for name, one in said}
    if isinstance(value, dict):
        return {key: as_data(one, exclude_defaults=exclude_defaults) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(as_data(one, exclude_defaults=exclude_defaults) for one in value)
    return value


def as_json(group: Groupe, *, exclude_defaults: bool = False, without: Set[str] = frozenset()) -> str:
    """A group as JSON, in the order of its fields, `without` some of them; a day is written 2024-01-15."""
    said = as_data(group, exclude_defaults=exclude_defaults)
    kept = {name: one for name, one in said.items() if name not in without}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), default=str)


def create(name: str, base: type[AnyGroupe], fields: Mapping[str, tuple[Any, Champ]]) -> type[AnyGroupe]:
    """A class with more fields than another, each with its type and its declaration."""
    said = {"__module__": base.__module__, "__doc__": base.__doc__, "_declared": dict(fields)}
    made: Any = _Class(name, (base,), said)
    return made  # type: ignore[no-any-return]
