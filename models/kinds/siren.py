"""The SIREN number of an organisation."""

from __future__ import annotations

from models.identite import lire_identifiant, schema
from models.kind import Kind

KIND = Kind(
    name="siren",
    python=str,
    read=lire_identifiant("[0-9]{9}", "un numéro SIREN compte neuf chiffres."),
    words="neuf chiffres",
    schema=schema("[0-9]", 8),
    example="732829320",
    identity=True,
)
