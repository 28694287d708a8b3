"""`cpom verifier`: every error and every warning of one or several descriptions, and what they still lack."""

from __future__ import annotations

from argparse import Namespace

from engine.assembly.assemble import unknown_facts
from engine.commands.output import counted, report, result
from engine.dossier import open_dossier
from engine.errors import Finding, InputError, Severity


def run(arguments: Namespace) -> int:
    """Check; 1 where an error stands."""
    failed = False
    for path in arguments.fichiers:
        findings: tuple[Finding, ...]
        missing: tuple[Finding, ...] = ()
        try:
            dossier = open_dossier(path, arguments.aujourdhui)
            assembled = dossier.assembled()
            findings = (*dossier.findings, *dossier.located(assembled.findings))
            missing = dossier.located(unknown_facts(assembled))
        except InputError as error:
            findings = error.findings
        report((*findings, *missing))
        completed = f", {len(missing)} faits à compléter" if missing else ""
        result(f"{path} : {counted(findings)}{completed}")
        failed = failed or any(finding.severity is Severity.ERROR for finding in findings)
    return 1 if failed else 0
