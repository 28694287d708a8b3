"""One avenant at a time: the description of the new contract says those that were signed, and the new one."""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.errors import Finding


def check(case: Case) -> Iterator[Finding]:
    """Refuse a new contract that says several avenants that the old one has not."""
    signed, said = len(case.old.dossier.contrat.avenants), len(case.given.contrat.avenants)
    if said > signed + 1:
        message = f"le nouveau contrat dit {said} avenants, et l'ancien {signed} : un seul se rédige à la fois."
        hint = "Partez de la description consolidée par le dernier avenant signé (…-consolide.yaml)."
        place = case.given.source.place(("avenants", signed + 1))
        yield Finding("avenants-de-trop", message, hint=hint, path=("avenants",), place=place)
