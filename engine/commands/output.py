"""What the commands print: results on standard output, everything else on standard error; files written whole."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from engine.assembly.assemble import Assembled
    from models.champs import Repondant

from engine.errors import Finding, InputError, Severity

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFORMATION: "cyan"}


def errors_console() -> Console:
    """Standard error; rich respects NO_COLOR and prints plain text where it is not a terminal."""
    from rich.console import Console  # noqa: PLC0415 - rich is only for terminals

    return Console(stderr=True, highlight=False, soft_wrap=True)


def result(line: str) -> None:
    """A result, alone on its line of standard output."""
    print(line)


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


def report_missing(title: str, assembled: Assembled, who: Mapping[Repondant, str]) -> None:
    """List on standard error what a contract lacks, by YAML path, under the party who knows it (named by `who`)."""
    by_party: dict[Repondant, list[str]] = {}
    for path, missing in assembled.missing.items():
        by_party.setdefault(assembled.who[path], []).append(f"{missing.path} : {missing.label}")
    for party, lines in sorted(by_party.items()):
        print(f"{title} : à compléter, {who[party]} le sait ({len(lines)}) :", file=sys.stderr)
        for line in lines:
            print(f"    {line}", file=sys.stderr)


def counted(findings: Iterable[Finding]) -> str:
    """« 2 erreurs, 1 avertissement », or « rien à corriger »."""
    counts = Counter(finding.severity for finding in findings)
    words = [f"{counts[one]} {one}{'s' if counts[one] > 1 else ''}" for one in Severity if counts[one]]
    return ", ".join(words) or "rien à corriger"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name, then rename it, so that no reader ever finds half of it.

    Raises:
        InputError: where the folder cannot be made or written.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(content)
        os.chmod(temporary, 0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        reason = error.strerror or str(error)
        hint = "Vérifiez que le dossier existe, que vous pouvez y écrire et que le disque n'est pas plein."
        raise InputError(
            [Finding("ecriture-impossible", f"{path} ne peut pas être écrit : {reason}.", hint=hint)]
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def interactive() -> bool:
    """Whether someone looks at standard error."""
    return sys.stderr.isatty()
