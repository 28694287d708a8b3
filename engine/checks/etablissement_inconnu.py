"""What a table, a convention or a plan names of the contract is one of its own establishments.

A question says so with `designe`. A name is known whatever its case, its accents, its spaces and its hyphens; nothing
is said while one of them has no name yet.

Source: the model, whose tables and annexes are about what the contract covers. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context, declared
from engine.errors import Finding, Severity
from engine.reading.suggestions import listed, nearest, plain
from models import chemins

CODE = "etablissement-inconnu"
SEVERITY = Severity.ERROR
SOURCE = "modèle de CPOM (les tableaux et les annexes portent sur ce que le contrat couvre)"


def check(context: Context) -> Iterator[Finding]:
    """Look each name up in the list that its question says."""
    for path, value, info in context.declaring("designe"):
        where = declared(info, "designe")
        if not isinstance(where, str) or not isinstance(value, str):
            continue
        items = chemins.at(context.contrat, where) or ()
        names = [item.nom for item in items if item.nom]
        if items and len(names) == len(items) and plain(value) not in map(plain, names):
            near = nearest(value, names)
            message = f"« {value} » n'est le nom d'aucun élément de « {where} » : ce contrat ne le couvre pas."
            meant = f"Vouliez-vous dire « {near} » ?" if near else f"Noms donnés : {listed(names)}."
            hint = f"{meant} Écrivez ce nom comme dans « {where} »."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
