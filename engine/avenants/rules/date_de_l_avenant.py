"""An avenant is signed while its contract runs; that it follows the others is a rule of descriptions."""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.calendar.prorogations import terme
from engine.errors import Finding, Path, Severity
from engine.french import date_in_french


def check(case: Case) -> Iterator[Finding]:
    """Warn of one signed after the last day of the contract; a prorogation is refused then."""
    old, given = case.old.dossier, case.given.source
    day, last = case.avenant.date, terme(old.contrat)
    if day and last and day > last and not case.avenant.prorogation:
        message = (
            f"l'avenant est daté du {date_in_french(day)}, et le contrat a pris fin le {date_in_french(last)} : "
            "il ne modifie plus rien, sauf si un autre acte l'a prolongé."
        )
        hint = "Corrigez la date de l'avenant (--date), ou concluez un nouveau contrat (cpom generer)."
        path: Path = ("avenants", len(old.contrat.avenants), "date")
        yield Finding("avenant-apres-echeance", message, Severity.WARNING, hint, path=path, place=given.place(path))
