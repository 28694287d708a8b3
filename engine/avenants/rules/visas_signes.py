"""The visas of a contract say what was known on the day of its signature: an avenant that changes them is told.

Source: none in the register, which is said. Severity: warning, for a rubric of the model may ask for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.errors import Finding, Place, Severity

_VISAS = "les visas"
_SOURCE = "à vérifier : ce que deviennent les visas d'un contrat modifié ne figure pas dans le registre"


def check(case: Case) -> Iterator[Finding]:
    """Look for a modification of the visas, where the contract is neither brought up to date nor transferred."""
    avenant = case.avenant
    if avenant.actualise or avenant.transfert or all(one.place.part != _VISAS for one in case.modifications):
        return
    message = "cet avenant modifie les visas du contrat, qui disent ce que visaient ses parties en le signant."
    hint = "Vérifiez que ces mots vont au contrat signé, et qu'ils ne disent rien d'un acte qui lui est postérieur."
    place = Place(case.given.source.name)
    yield Finding("avenant-visas", message, Severity.WARNING, hint, _SOURCE, place=place)
