"""A FINESS number is that of one place only.

Two services cannot share one, and the gestionnaire (entité juridique) has another than its services (établissements).

Source: répertoire FINESS. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity, dotted

CODE = "finess-double"
SEVERITY = Severity.ERROR
SOURCE = "répertoire FINESS (l'entité juridique et chacun de ses établissements ont leur numéro)"

_HINT_SERVICES = "Donnez à chaque service son propre numéro FINESS d'établissement."
_HINT_MANAGER = (
    "Donnez au service son numéro d'établissement, et à l'organisme gestionnaire celui de l'entité juridique."
)


def check(context: Context) -> Iterator[Finding]:
    """Report each number at its second appearance."""
    seen: dict[str, Path] = {}
    if manager := context.contrat.gestionnaire.finess:
        seen[manager] = ("gestionnaire", "finess")
    for n, service in enumerate(context.contrat.services):
        path: Path = ("services", n, "finess")
        if not service.finess:
            continue
        first = seen.setdefault(service.finess, path)
        if first != path:
            hint = _HINT_MANAGER if first[0] == "gestionnaire" else _HINT_SERVICES
            message = f"le numéro FINESS « {service.finess} » est déjà celui de {dotted(first)}."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
