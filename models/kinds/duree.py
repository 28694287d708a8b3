"""A duration, in whole years or months."""

from __future__ import annotations

from models.jours import Duree, lire_duree
from models.kind import Kind
from models.regexes import regex

_AS_ASKED = regex(r"[0-9]{1,3}\s*(?:ans?|mois)")


def _in_figures(months: int) -> str:
    """« 5 ans », « 18 mois »."""
    years = months // 12
    return f"{months} mois" if months % 12 else f"{years} an{'s' if years > 1 else ''}"


KIND = Kind(
    name="duree",
    python=Duree,
    read=lire_duree,
    words="durée",
    schema={"type": "string", "pattern": "(?:[Aa][Nn]|[Mm][Oo][Ii][Ss])"},
    example="5 ans",
    prints=lambda duration, french: french.duration_in_words(duration.mois),
    writes=lambda duration: _in_figures(duration.mois),
    as_asked=lambda typed, _: bool(_AS_ASKED.fullmatch(typed.strip())),
)
