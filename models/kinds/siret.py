"""The SIRET number of an establishment."""

from __future__ import annotations

from models.identite import lire_identifiant, schema
from models.kind import Kind

KIND = Kind(
    name="siret",
    python=str,
    read=lire_identifiant("[0-9]{14}", "un numéro SIRET compte quatorze chiffres."),
    words="quatorze chiffres",
    schema=schema("[0-9]", 13),
    example="73282932000074",
    identity=True,
)
