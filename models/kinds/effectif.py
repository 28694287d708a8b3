"""How many people, places or days: a whole number, printed and computed as numbers are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.kinds import nombre
from models.nombres import lire_effectif

KIND = replace(
    nombre.KIND,
    name="effectif",
    read=lire_effectif,
    words="nombre entier",
    example="3",
    whole=True,
    minimum=Decimal(0),
    type_of=nombre.in_its_unit,
)
