"""What is said of a library: its mistakes, its warnings, and what was controlled."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from engine.commands.account import Account, brief, counted
from engine.commands.chosen_library import library_of
from engine.commands.output import result, result_finding
from engine.errors import Finding, Severity
from engine.french import plural
from engine.libraries.ouverture import opened
from engine.soundness.controls import Controlled, controlled
from engine.soundness.trials import trials_of


def run(arguments: Namespace) -> int:
    """Control a library; 1 where an error stands."""
    library = opened([arguments.dossier]) if arguments.dossier else library_of(arguments)
    found = controlled(library)
    _tell(found.findings, details=arguments.details)
    name = library.siennes[0].racines[-1][1] if library.siennes else "la bibliothèque installée"
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
    """« 5 modèles, 214 clauses, 31 tableaux, 24 essais »."""
    parts = [part for model in found.models for part in (model, *model.documents.values())]
    clauses = {clause.fichier for part in parts for clause in part.clauses.values()}
    tables = {table.place().file for model in found.models for table in model.tableaux.values()}
    counts = ((len(found.models), "modèle"), (len(clauses), "clause"))
    several = [plural(count, word) for count, word in counts]
    several.append(f"{len(tables)} {'tableau' if len(tables) < 2 else 'tableaux'}")
    trials = {trial.lu.lu.name for model in found.models for trial in trials_of(model)[0]}
    return ", ".join([*several, *([plural(len(trials), "essai")] if trials else [])])
