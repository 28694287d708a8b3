"""What is said of a library: its mistakes, its warnings, and what was controlled."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from engine.commands.account import Account, brief, counted
from engine.commands.output import result, result_finding
from engine.errors import Finding, InputError, Place, Severity
from engine.french import plural
from engine.reading.decoding import printable
from engine.soundness.library import Controlled, controlled


def run(arguments: Namespace) -> int:
    """Control a library; 1 where an error stands."""
    folder = arguments.dossier
    if folder is not None and not folder.is_dir():
        hint = "Donnez le dossier qui contient celui de chaque modèle."
        message = f"« {printable(folder)} » n'est pas un dossier."
        raise InputError([Finding("dossier-absent", message, hint=hint, place=Place(printable(folder)))])
    found = controlled(folder)
    _tell(found.findings, details=arguments.details)
    name = printable(folder) if folder else "la bibliothèque installée"
    result(f"{name} : {_counts(found)} : {counted([Account(name, found.findings)])}")
    return 1 if any(one.severity is Severity.ERROR for one in found.findings) else 0


def _tell(findings: Sequence[Finding], *, details: bool) -> None:
    if details:
        for one in findings:
            result_finding(str(one), one.severity)
        return
    for text, severity in brief(findings):
        result_finding(text, severity)


def _counts(found: Controlled) -> str:
    """« 5 modèles, 214 clauses, 31 tableaux »."""
    parts = [part for model in found.models for part in (model, *model.documents.values())]
    clauses = {clause.fichier for part in parts for clause in part.clauses.values()}
    tables = {table.place().file for model in found.models for table in model.tableaux.values()}
    counts = ((len(found.models), "modèle"), (len(clauses), "clause"))
    several = [plural(count, word) for count, word in counts]
    return ", ".join([*several, f"{len(tables)} {'tableau' if len(tables) < 2 else 'tableaux'}"])
