"""An amount in euros, to the cent, not negative."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.kinds import nombre
from models.nombres import lire_montant

KIND = replace(
    nombre.KIND,
    name="montant",
    read=lire_montant,
    words="montant",
    example="24.58",
    minimum=Decimal(0),
    unit="€",
    type_of=nombre.in_its_unit,
)
