"""What the commands print: results on standard output, everything else on standard error."""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from engine.annexes.document import Annexes
    from engine.assembly.assemble import Assembled
    from models.champs import Repondant

from engine.definitif import reserves
from engine.errors import Finding, InputError, Place, Severity
from engine.writing.files import reason

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFORMATION: "cyan"}


def open_streams() -> None:
    """Make results UTF-8 wherever they go, since cpom reads a questionnaire back, with file names as they are on disk.

    A stream that the caller closed becomes one that forgets.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")


def errors_console() -> Console:
    """Standard error; rich respects NO_COLOR and prints plain text where it is not a terminal."""
    from rich.console import Console  # noqa: PLC0415 - rich is only for terminals

    return Console(stderr=True, highlight=False, soft_wrap=True)


def result(line: str) -> None:
    """A result, alone on its line of standard output.

    Raises:
        InputError: where it cannot be written.
        BrokenPipeError: where nobody reads any more.
    """
    try:
        print(line, flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or what waits to be written fails again when Python ends
        if isinstance(error, BrokenPipeError):
            raise
        message = f"le résultat ne peut pas être écrit : {reason(error)}."
        hint = "Envoyez-le dans un dossier où il y a de la place et où vous pouvez écrire."
        raise InputError([Finding("ecriture-impossible", message, hint=hint)]) from None


def tell(line: str) -> None:
    """A line of standard error, for whoever looks."""
    print(line, file=sys.stderr)


def report(findings: Iterable[Finding]) -> None:
    """Print findings on standard error, the gravest first within a place."""
    if not interactive():
        for finding in findings:
            print(finding, file=sys.stderr)
        return
    from rich.text import Text  # noqa: PLC0415 - rich is only for terminals

    console = errors_console()
    for finding in findings:
        text = Text(str(finding))
        text.highlight_words([str(finding.severity)], _COLOURS[finding.severity])
        console.print(text)


class Told:
    """Findings told once: what is wrong with a fact that contracts share is wrong with each of them."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str, Place | None]] = set()

    def report(self, findings: Iterable[Finding]) -> None:
        """Print those that have not been printed of the same place."""
        report(one for one in findings if self._is_new(one))

    def _is_new(self, one: Finding) -> bool:
        key = (one.code, one.message, one.place)
        is_new = key not in self._known
        self._known.add(key)
        return is_new


def report_missing(title: str, assembled: Assembled | Annexes, who: Mapping[Repondant, str]) -> None:
    """List on standard error what a contract lacks, by YAML path, under the party who knows it (named by `who`)."""
    by_party: dict[Repondant, list[str]] = {}
    for path, missing in assembled.missing.items():
        by_party.setdefault(assembled.who[path], []).append(f"{missing.path} : {missing.label}")
    for party, lines in sorted(by_party.items()):
        print(f"{title} : à compléter, {who[party]} le sait ({len(lines)}) :", file=sys.stderr)
        for line in lines:
            print(f"    {line}", file=sys.stderr)


def report_reserves(title: str, findings: Iterable[Finding]) -> None:
    """List on standard error what is still to be verified of a contract, already told with its place."""
    doubts = reserves(findings)
    if doubts:
        print(f"{title} : à vérifier avant la signature ({len(doubts)}) :", file=sys.stderr)
    for one in doubts:
        print(f"    {one.message} {one.hint}".rstrip(), file=sys.stderr)


def counted(findings: Iterable[Finding]) -> str:
    """« 2 erreurs, 1 avertissement », or « rien à corriger »."""
    counts = Counter(finding.severity for finding in findings)
    words = [f"{counts[one]} {one}{'s' if counts[one] > 1 else ''}" for one in Severity if counts[one]]
    return ", ".join(words) or "rien à corriger"


def interactive() -> bool:
    """Whether someone looks at standard error."""
    return sys.stderr.isatty()
