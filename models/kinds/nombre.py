"""A number, negative where its unit may be."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from models.fiches.marks import Bornes
from models.kind import Demande, French, Kind
from models.nombres import SCHEMA, de_l_unite, ecrit, est_ecrit_comme_demande, lire_nombre

_SIGNED = ("€", "€/h", "%")
"""The units of a number that may be negative: a result, a gap between prices, a margin, a variation.

Hours, kilometres, jobs and whatever is counted cannot; nor a percentage, which is a share.
"""


def written(value: Decimal, french: French) -> str:
    """« 1 234,5 »."""
    return french.number(value)


def in_its_unit(kind: Kind, _: Demande, unit: str) -> Any:
    """The type of a figure, which refuses another unit."""
    return Annotated[kind.type, de_l_unite(unit)]


def _signed_or_not(kind: Kind, _: Demande, unit: str) -> Any:
    number = kind.type if unit in _SIGNED else Annotated[kind.type, Bornes(least=0)]
    return Annotated[number, de_l_unite(unit)]


KIND = Kind(
    name="nombre",
    python=Decimal,
    read=lire_nombre,
    words="nombre",
    schema=SCHEMA,
    example="12",
    prints=written,
    writes=ecrit,
    as_asked=est_ecrit_comme_demande,
    type_of=_signed_or_not,
)
