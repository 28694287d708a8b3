"""A contract passes to another gestionnaire once the authorisation may: never before the decision that transfers it.

The avenant is signed after this decision (`dates-ordre`), and may take effect on a later day than both. Source: none
in the register, which is said. Severity: warning, for an avenant may take effect before its own date.
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
    if decided is None or day is None or decided <= day:
        return
    dated, bound = date_in_french(decided), date_in_french(day)
    both = f"la décision qui transfère l'autorisation est du {dated}, et l'avenant prend effet le {bound}"
    wrong = "avant cette décision, le contrat nommerait un gestionnaire qui n'a pas l'autorisation"
    hint = "Vérifiez la date de la décision, et donnez à l'avenant un effet qui ne la précède pas (--effet)."
    path: Path = ("avenants", len(case.old.dossier.contrat.avenants), "transfert")
    place = case.given.source.place(path)
    yield Finding("cession-decalee", f"{both} : {wrong}.", Severity.WARNING, hint, _SOURCE, path, place)
