"""A SIRET number begins with the SIREN of the body that runs the establishment.

It is compared with the SIREN given beside it (error), or else with that of the gestionnaire (warning); what has a
raison sociale of its own may belong to another legal body, and is then left alone.

Source: répertoire SIRENE (INSEE). Severity: error, or warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from models import chemins

CODE = "siret-siren"
SEVERITY = Severity.ERROR
SOURCE = "répertoire SIRENE de l'INSEE (les neuf premiers chiffres d'un SIRET sont le SIREN de l'organisme)"


def check(context: Context) -> Iterator[Finding]:
    """Compare the identifiers of each body with each other, then with those of the gestionnaire."""
    manager = context.contrat.gestionnaire.siren
    found = (*context.facts_of_kind("siret"), *context.facts_of_kind("siren"))
    for at in sorted({path[:-1] for path, _ in found}, key=lambda path: [str(step).zfill(9) for step in path]):
        body = chemins.at(context.contrat, at)
        siret, siren = getattr(body, "siret", None), getattr(body, "siren", None)
        if siret and siren and siret[:9] != siren:
            message = f"le SIRET « {siret} » ne commence pas par le SIREN donné avec lui, « {siren} »."
            hint = "Corrigez celui des deux numéros qui est faux."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, (*at, "siret"))
        elif at != _GESTIONNAIRE and manager and not getattr(body, "raison_sociale", None):
            number = siren or (siret or "")[:9]
            if number != manager:
                message = f"le SIREN « {number} » n'est pas celui de l'organisme gestionnaire, « {manager} »."
                hint = "Corrigez le numéro ; ou donnez la raison sociale, s'il est d'un autre organisme."
                yield Finding(CODE, message, Severity.WARNING, hint, SOURCE, (*at, "siren" if siren else "siret"))


_GESTIONNAIRE: Path = ("gestionnaire",)
