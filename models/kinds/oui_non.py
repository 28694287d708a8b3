"""Yes or no."""

from __future__ import annotations

from models.kind import Kind
from models.reponses import lire_oui_non

_ANSWERS = ("oui", "non")

KIND = Kind(
    name="oui_non",
    python=bool,
    read=lire_oui_non,
    words="oui ou non",
    schema={"enum": list(_ANSWERS)},
    example="oui",
    prints=lambda answer, _: "oui" if answer else "non",
    writes=lambda answer: "oui" if answer else "non",
    as_asked=lambda typed, _: typed.strip().lower() in _ANSWERS,
    answers=_ANSWERS,
)
