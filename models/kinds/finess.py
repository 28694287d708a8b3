"""The FINESS number of an establishment or of an entité juridique."""

from __future__ import annotations

from models.identite import FIRST_OF_FINESS, lire_identifiant, schema
from models.kind import Kind

KIND = Kind(
    name="finess",
    python=str,
    read=lire_identifiant(
        "(?:[0-9]{2}|2[AB])[0-9]{7}", "un numéro FINESS compte neuf chiffres (2A ou 2B au début, en Corse)."
    ),
    words="neuf caractères",
    schema=schema(FIRST_OF_FINESS, 7),
    example="350000022",
    identity=True,
)
