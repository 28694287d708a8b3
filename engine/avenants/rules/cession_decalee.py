"""A contract passes to another gestionnaire on the day when the authorisation does: a gap between both is told.

Source: none in the register, which is said. Severity: warning, for the decision may take effect on another day.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.errors import Finding, Path, Severity
from engine.french import date_in_french

_SOURCE = "à vérifier : le jour où un contrat passe à un autre gestionnaire ne figure pas dans le registre"


def check(case: Case) -> Iterator[Finding]:
    """Compare the day of the decision with the one when the avenant takes effect."""
    decided, day = case.avenant.transfert, case.avenant.effet or case.avenant.date
    if decided is None or day is None or decided == day:
        return
    transferred, bound = date_in_french(decided), date_in_french(day)
    between = (
        "entre les deux, le contrat nomme encore l'ancien gestionnaire"
        if decided < day
        else "avant cette décision, il nommerait un gestionnaire qui n'a pas l'autorisation"
    )
    both = f"la décision qui transfère l'autorisation est du {transferred}, et l'avenant prend effet le {bound}"
    hint = "Vérifiez le jour où l'autorisation est transférée ; si c'est celui-là, prenez-le pour effet (--effet)."
    path: Path = ("avenants", len(case.old.dossier.contrat.avenants), "transfert")
    place = case.given.source.place(path)
    yield Finding("cession-decalee", f"{both} : {between}.", Severity.WARNING, hint, _SOURCE, path, place)
