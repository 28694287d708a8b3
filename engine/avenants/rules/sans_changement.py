"""An avenant changes something."""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.errors import Finding, Place


def check(case: Case) -> Iterator[Finding]:
    """Refuse one that changes no word of what was signed."""
    if not case.modifications:
        message = "ce contrat dit déjà tout ce que dit le nouveau : il n'y a rien à modifier."
        hint = f"Changez d'abord {case.given.source.name}, ou donnez la bonne description."
        hint += " Qui signe n'est pas du contrat : chaque acte dit ses signataires."
        yield Finding("avenant-sans-objet", message, hint=hint, place=Place(case.given.source.name))
