"""What the commands print: results on standard output, everything else on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from engine.commands.terminal import console, drop, folded, keep_bytes
from engine.errors import Finding, InputError, Severity
from engine.writing.files import reason

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFORMATION: "cyan"}


def result(line: str) -> None:
    """A result, alone on its line of standard output.

    Raises:
        InputError: where it cannot be written.
        BrokenPipeError: where nobody reads any more.
    """
    result_as_it_is(folded(line, sys.stdout))


def has_colours() -> bool:
    """Whether standard output is a terminal that shows colours (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def result_file(text: str) -> None:
    """A whole file on standard output, in UTF-8."""
    keep_bytes(sys.stdout)
    result_as_it_is(text)


def result_as_it_is(text: str) -> None:
    """A result whose lines are not folded."""
    text = text.rstrip("\n")
    try:
        print(text, flush=True)
    except OSError as error:
        drop(sys.stdout)
        if isinstance(error, BrokenPipeError):
            raise
        message = f"le résultat ne peut pas être écrit : {reason(error)}."
        hint = "Envoyez-le dans un dossier où il y a de la place et où vous pouvez écrire."
        raise InputError([Finding("ecriture-impossible", message, hint=hint)]) from None


def tell(line: str) -> None:
    """A line of standard error, for whoever looks."""
    print(folded(line, sys.stderr), file=sys.stderr)


def report(findings: Iterable[Finding]) -> None:
    """Print findings on standard error."""
    for finding in findings:
        if sys.stderr.isatty():
            _coloured(str(finding), finding.severity, sys.stderr)
        else:
            tell(str(finding))


def result_finding(text: str, severity: Severity) -> None:
    """A finding, or a group of them, that is the result of a command."""
    if sys.stdout.isatty():
        _coloured(text, severity, sys.stdout)
    else:
        result(text)


def _coloured(words: str, severity: Severity, stream: TextIO) -> None:
    from rich.text import Text

    text = Text(folded(words, stream))
    text.highlight_words([str(severity)], _COLOURS[severity])
    console(stream).print(text)


class Told:
    """Findings told once: what is wrong with a fact that contracts share is wrong with each of them."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str, tuple[str, int, str] | None]] = set()

    def report(self, findings: Iterable[Finding]) -> None:
        """Print those that have not been printed of the same place."""
        report(one for one in findings if self.is_new(one))

    def is_new(self, one: Finding) -> bool:
        """Whether a finding is heard of for the first time."""
        place = (one.place.file, one.place.line, one.place.cell) if one.place else None
        key = (one.code, one.message, place)
        is_new = key not in self._known
        self._known.add(key)
        return is_new
