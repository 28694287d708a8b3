"""Who signs an avenant is told by facts that say who signs the contract: of its model, and of a party that it has.

Source: the model, whose questions say which facts are of the signature (`signataire`). Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from models.avenants import fait_de_signature

CODE = "signataire-inconnu"
SEVERITY = Severity.ERROR
SOURCE = "modèle de CPOM (désignation des parties)"


def check(context: Context) -> Iterator[Finding]:
    """Look at each fact that an avenant gives of those who sign it."""
    for rank, avenant in enumerate(context.contrat.avenants):
        for name in avenant.signataires:
            if fait_de_signature(context.contrat, name) is None:
                message = f"« {name} » ne dit pas qui signe ce contrat."
                hint = "Donnez le chemin d'un fait du contrat, par exemple « collectivite.president.nom »."
                path: Path = ("avenants", rank, "signataires", name)
                yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
