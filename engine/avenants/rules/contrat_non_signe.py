"""An avenant changes a contract that was signed."""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.errors import Finding


def check(case: Case) -> Iterator[Finding]:
    """Refuse one to a contract that has no date of signature."""
    old = case.old.dossier
    if old.contrat.signature.date is None:
        message = "ce contrat n'a pas de date de signature : un avenant ne modifie qu'un contrat signé."
        hint = "Donnez signature.date, si le contrat est signé ; un projet se change dans sa description."
        yield Finding("avenant-contrat-non-signe", message, hint=hint, place=old.source.place(("signature", "date")))
