"""`cpom verifier`: every error and every warning of one or several descriptions, and what they still lack."""

from __future__ import annotations

from argparse import Namespace

from engine.commands.output import counted, report, report_missing, result
from engine.dossier import open_dossier
from engine.errors import InputError, Severity
from engine.reading.decoding import printable


def run(arguments: Namespace) -> int:
    """Check; 1 where an error stands."""
    failed = False
    for path in arguments.fichiers:
        try:
            dossier = open_dossier(path, arguments.aujourdhui)
            assembled = dossier.assembled()
            findings = (*dossier.findings, *dossier.located(assembled.findings))
        except InputError as error:
            report(error.findings)
            result(f"{printable(path)} : {counted(error.findings)}")
            failed = True
            continue
        report(findings)
        report_missing(printable(path), assembled, dossier.modele.plan.repondants)
        completed = f", {len(assembled.missing)} faits à compléter" if assembled.missing else ""
        result(f"{printable(path)} : {counted(findings)}{completed}")
        failed = failed or any(finding.severity is Severity.ERROR for finding in findings)
    return 1 if failed else 0
