"""A fact that an avenant gives of those who sign it is read as that of the contract: a title, a date.

Source: the model, whose questions say of which kind each fact is. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from engine.reading.messages import wording
from models.avenants import fait_de_signature, lu
from models.fiches.faults import UnreadError

CODE = "signataire-illisible"
SEVERITY = Severity.ERROR
SOURCE = "modèle de CPOM (désignation des parties)"


def check(context: Context) -> Iterator[Finding]:
    """Read each fact of signature that an avenant gives, before an act needs it."""
    for rank, avenant in enumerate(context.contrat.avenants):
        for name, said in avenant.signataires.items():
            field = fait_de_signature(context.contrat, name)
            if field is None:
                continue  # told as unknown
            path: Path = ("avenants", rank, "signataires", name)
            try:
                lu(field, said)
            except UnreadError as error:
                example = f", par exemple « {field.examples[0]} »" if field.examples else ""
                hint = f"Écrivez-le comme dans les parties du contrat{example}."
                for fault in error.faults:
                    message = f"{name} : « {said} » ne peut pas être lu : {wording(fault).message}"
                    yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
