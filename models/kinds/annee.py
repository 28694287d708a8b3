"""A civil year, in the columns of a list: no question asks one by itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.jours import lire_annee
from models.kinds import entier

SCHEMA = {"type": ["string", "number"], "pattern": r"[12][0-9]{3}([.,]0{1,2})?\s*$"}

KIND = replace(
    entier.KIND,
    name="annee",
    read=lire_annee,
    words="année",
    schema=SCHEMA,
    example="2024",
    minimum=Decimal(1000),
    maximum=Decimal(2999),
)
