"""A contract that has ended is not prorogated."""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.calendar.prorogations import terme
from engine.errors import Finding, Path
from engine.french import date_in_french

_SOURCE = (
    "code civil, article 1213 (à vérifier : ce texte et sa portée pour ce contrat ne figurent pas dans le registre)"
)


def check(case: Case) -> Iterator[Finding]:
    """Refuse a prorogation signed after the last day of the contract."""
    old = case.old.dossier.contrat
    day, last = case.avenant.date, terme(old)
    if case.avenant.prorogation and day and last and day > last:
        its, end = date_in_french(day), date_in_french(last)
        message = f"le contrat a pris fin le {end} : un avenant du {its} ne peut plus le proroger."
        hint = "Corrigez la date de l'avenant (--date), ou concluez un nouveau contrat."
        path: Path = ("avenants", len(old.avenants), "date")
        place = case.given.source.place(path)
        yield Finding("prorogation-apres-echeance", message, hint=hint, source=_SOURCE, path=path, place=place)
