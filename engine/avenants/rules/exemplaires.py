"""How many originals there are is said of each act: a new number is the avenant's, and the contract keeps its own.

Source: the clause of signature of the contract, which says how many were signed. Severity: information.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.errors import Finding, Path, Severity

_PATH: Path = ("exemplaires",)


def check(case: Case) -> Iterator[Finding]:
    """Tell a number that is another in the new contract, as it was given."""
    signed, said = case.old.dossier.contrat.exemplaires, case.given.contrat.exemplaires
    if signed is not None and said is not None and said != signed:
        message = (
            f"le contrat a été signé en {signed} exemplaires originaux, et son texte ne change pas : {said} est le "
            "nombre de ceux de l'avenant."
        )
        hint = f"Écrivez de nouveau « exemplaires: {signed} » si l'avenant en a autant que le contrat."
        place = case.given.source.place(_PATH)
        yield Finding("avenant-exemplaires", message, Severity.INFORMATION, hint, path=_PATH, place=place)
