"""The kinds of facts, one a file. To add one, write its file, and its name in the list below.

The reading, the questionnaire, the JSON Schema, the workbook and the clauses read them here, and nowhere else.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from models.fiches.faults import refusal
from models.fiches.marks import Reader
from models.kind import Kind

_FILES = (
    "texte", "texte_long", "montant", "nombre", "entier", "effectif", "pourcentage", "jour", "duree", "oui_non",
    "choix", "liste", "lignes", "civilite", "finess", "siren", "siret",
)  # fmt: skip


def _kind(file: str) -> Kind:
    found = import_module(f"{__name__}.{file}").KIND
    if not isinstance(found, Kind):
        raise TypeError(f"{file}.KIND is no kind of fact")
    return found


KINDS: dict[str, Kind] = {one.name: one for one in map(_kind, _FILES)}
"""The kinds that a library may ask, by the names that it gives them."""


def of_value(value: object) -> Kind | None:
    """The kind as which a value is written where nothing says which fact it is: the first of its type, or a base."""
    python: Any = type(value)
    return _of_class(python)


@cache
def _of_class(python: Any) -> Kind | None:
    return next((kind for one in python.__mro__ if (kind := _of_type(one))), None)


def _of_type(python: Any) -> Kind | None:
    return next((one for one in KINDS.values() if one.python is python and not one.many), None)


def prints_its_own_way(kind: Kind) -> bool:
    """Whether the values of a kind are not written as others of their type are."""
    usual = _of_type(kind.python) or KINDS["texte"]
    return kind.prints is not usual.prints


if TYPE_CHECKING:
    Genre = str
else:

    class Genre(str):
        """The name of a kind of fact in a library; what is none is refused as the value of any other choice is."""

        __slots__ = ()

        @classmethod
        def reader(cls) -> Reader:
            """Look each name up when it is read."""
            return cls._known

        @classmethod
        def _known(cls, value: object) -> str:
            if isinstance(value, str) and value in KINDS:
                return value
            raise refusal("choice", value, expected=tuple(KINDS))
