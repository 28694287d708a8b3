"""What is counted: a whole number, not negative, printed without spaces."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.kinds import nombre
from models.nombres import entier_est_ecrit_comme_demande, lire_entier

KIND = replace(
    nombre.KIND,
    name="entier",
    python=int,
    read=lire_entier,
    words="nombre entier",
    example="3",
    prints=lambda value, _: str(value),
    writes=str,
    as_asked=entier_est_ecrit_comme_demande,
    whole=True,
    minimum=Decimal(0),
    type_of=nombre.in_its_unit,
)
