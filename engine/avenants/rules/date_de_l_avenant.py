"""An avenant comes after the contract and its other avenants, and while the contract runs."""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.errors import Finding
from engine.french import date_in_french


def check(case: Case) -> Iterator[Finding]:
    """Refuse one signed before the contract, or before the avenant that comes before it."""
    day, old = case.avenant.date, case.old.dossier.contrat
    earlier = [one.date for one in old.avenants if one.date] + [old.signature.date]
    last = max((one for one in earlier if one), default=None)
    if day and last and day < last:
        its, other = date_in_french(day), date_in_french(last)
        message = f"l'avenant est daté du {its}, avant ce qu'il modifie, signé le {other}."
        hint = "Corrigez la date de l'avenant (--date), ou celle de la signature."
        yield Finding("avenant-date", message, hint=hint, place=case.old.dossier.source.place(("signature", "date")))
