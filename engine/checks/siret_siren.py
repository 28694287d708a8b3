"""A SIRET number begins with the SIREN of the body that runs the service.

It is compared with the service's own SIREN (error), or else with that of the gestionnaire (warning); a service that has
a raison sociale of its own may belong to another legal body, and is then left alone.

Source: répertoire SIRENE (INSEE). Severity: error, or warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "siret-siren"
SEVERITY = Severity.ERROR
SOURCE = "répertoire SIRENE de l'INSEE (les neuf premiers chiffres d'un SIRET sont le SIREN de l'organisme)"


def check(context: Context) -> Iterator[Finding]:
    """Compare the identifiers of each service with each other, then with those of the gestionnaire."""
    manager = context.contrat.gestionnaire.siren
    for n, service in enumerate(context.contrat.services):
        if service.siret and service.siren and service.siret[:9] != service.siren:
            message = f"le SIRET « {service.siret} » ne commence pas par le SIREN du service, « {service.siren} »."
            hint = "Corrigez celui des deux numéros qui est faux."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("services", n, "siret"))
            continue
        key = "siren" if service.siren else "siret"
        number = service.siren or (service.siret or "")[:9]
        if manager and number and number != manager and not service.raison_sociale:
            message = f"le SIREN du service, « {number} », n'est pas celui de l'organisme gestionnaire, « {manager} »."
            hint = "Corrigez le numéro ; ou donnez la raison sociale du service, s'il relève d'un autre organisme."
            yield Finding(CODE, message, Severity.WARNING, hint, SOURCE, ("services", n, key))
