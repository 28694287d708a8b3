"""A field of a class of facts: its type, what stands for it where it is not given, and what is said of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Any, get_origin

NEEDED: Any = object()
"""The default of a field that must be given."""

_Own = Mapping[str, tuple[Any, Any]]
"""The type of each field that a class declares (as text, or worked out) and what it is given."""


class Champ:
    """A field: its type (`annotation`) and what the type says beside itself (`marks`).

    `title`, `description` and `examples` are for whoever answers; `said` is what else its declaration says.
    """

    __slots__ = ("annotation", "default", "description", "examples", "marks", "said", "title")

    def __init__(
        self,
        annotation: Any = None,
        marks: tuple[Any, ...] = (),
        *,
        default: Any = NEEDED,
        title: str = "",
        description: str = "",
        examples: tuple[str, ...] = (),
        said: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self.annotation, self.marks, self.default = annotation, marks, default
        self.title, self.description, self.examples, self.said = title, description, examples, said

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is NEEDED

    def typed(self, annotation: Any) -> Champ:
        """The same declaration, of a type."""
        marks: tuple[Any, ...] = ()
        if get_origin(annotation) is Annotated:
            annotation, marks = annotation.__origin__, annotation.__metadata__
        return Champ(annotation, marks, default=self.default, title=self.title, description=self.description,
                     examples=self.examples, said=self.said)  # fmt: skip

    def fresh(self) -> Callable[[], Any] | None:
        """What makes the value of a field that is not given, where each group has its own; None where all share it."""
        return self.default.copy if isinstance(self.default, list | dict) else None


def cle(*, default: Any = NEEDED, description: str = "") -> Any:
    """Declare a field of a file of a library: what stands for it where it is not given, and what it is."""
    return Champ(default=default, description=description)


def own_fields(kind: type) -> dict[str, Champ]:
    """The fields that a class declares itself, their types worked out."""
    said: _Own | None = vars(kind).get("_declared")
    if said is None:
        types = vars(kind).get("__annotations__", {})
        said = {name: (one, vars(kind).get(name, NEEDED)) for name, one in types.items() if name[0] != "_"}
    found = {}
    for name, (annotation, given) in said.items():
        one = given if isinstance(given, Champ) else Champ(default=given)
        found[name] = one.typed(_type(kind.__module__, annotation) if isinstance(annotation, str) else annotation)
    return found


@lru_cache(maxsize=4096)
def _type(module: str, annotation: str) -> Any:
    """What an annotation says, in the names of its module."""
    names = vars(sys.modules[module])
    return names[annotation] if annotation in names else eval(annotation, names)  # noqa: S307 - the text of our modules
