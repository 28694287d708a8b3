"""`cpom verifier`: every error and every warning of one or several descriptions, and what they are still missing."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from engine.commands.account import FEW, Account, brief, by_party, counted, missing_lines, missing_of, reserve_lines
from engine.commands.chosen_library import dossier_asked
from engine.commands.output import result, result_finding
from engine.errors import InputError, Severity
from engine.reading.decoding import printable


def run(arguments: Namespace) -> int:
    """Check; 1 where an error stands."""
    accounts = []
    for path in arguments.fichiers:
        account = _account(path, arguments)
        tell_result(account, details=arguments.details)
        result(f"{account.title} : {counted([account])}")
        accounts.append(account)
    if len(accounts) > 1:
        result(f"{len(accounts)} fichiers : {counted(accounts)}")
    return 1 if any(one.of(Severity.ERROR) for one in accounts) else 0


def _account(path: Path, arguments: Namespace) -> Account:
    try:
        made = dossier_asked(arguments, path).redaction()
    except InputError as error:
        return Account(printable(path), error.findings)
    return Account(printable(path), made.constats, missing_of(made))


def tell_result(account: Account, *, details: bool) -> None:
    """Print on standard output what was found, which is what was asked for; with `details`, all of it."""
    if details:
        for finding in account.findings:
            result_finding(str(finding), finding.severity)
        _print(reserve_lines(account))
    else:
        for text, severity in brief(account.findings):
            result_finding(text, severity)
    if details or account.missing_count <= FEW:
        _print(missing_lines(account))
    else:
        result(f"{account.title} : à compléter par {by_party([account])} (la liste : --details)")


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        result(line)
