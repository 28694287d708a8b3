"""A FINESS number is that of one place only.

Two establishments cannot share one, and the gestionnaire (entité juridique) has another than they.

Source: répertoire FINESS. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity, dotted

CODE = "finess-double"
SEVERITY = Severity.ERROR
SOURCE = "répertoire FINESS (l'entité juridique et chacun de ses établissements ont leur numéro)"

_HINT = "Donnez à chacun son propre numéro FINESS d'établissement."
_HINT_MANAGER = "Donnez ici le numéro d'établissement, et à l'organisme gestionnaire celui de l'entité juridique."


def check(context: Context) -> Iterator[Finding]:
    """Report each number at its second appearance in a list; the gestionnaire's is no establishment's."""
    manager: Path = ("gestionnaire", "finess")
    seen: dict[tuple[str, str], Path] = {}
    for path, number in context.facts_of_kind("finess"):
        if path == manager:
            continue
        first = seen.setdefault((str(path[0]), number), path)
        if number == context.contrat.gestionnaire.finess:
            first = manager
        if first != path:
            hint = _HINT_MANAGER if first == manager else _HINT
            message = f"le numéro FINESS « {number} » est déjà celui de {dotted(first)}."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
