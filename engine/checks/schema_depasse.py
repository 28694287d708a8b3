"""A scheme, a plan or a programme whose years are over when the contract begins is no longer one to refer to.

The years are those that its name says: « le projet régional de santé 2018-2022 ».

Source: CASF, article L. 312-5 (five years at the most); CSP, article L. 1434-3. Severity: warning in a visa, for which
the scheme must be in force; information elsewhere, where a text may well speak of the former one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from engine.french import date_in_french
from models.faits import Fait
from models.regexes import regex

CODE = "schema-depasse"
SEVERITY = Severity.WARNING
SOURCE = "code de l'action sociale et des familles, L. 312-5 ; code de la santé publique, L. 1434-3"

_NAMES = r"sch[ée]mas?|projet régional|plan|programme|programmation|strat[ée]gie|PRS|PRIAC|SROMS|SRS|PDALHPD|PDAHI"
_PERIOD = regex(
    rf"\b(?:{_NAMES})\b[^.;\n]{{0,120}}?\b((?:19|20)\d\d)\s*(?:[-‐–—/]|à|au|jusqu'en)\s*((?:19|20)\d\d|\d\d)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Finding]:
    """Look at the years of every scheme that the description names, once the first day of the contract is known."""
    begins = context.begins
    if begins is None:
        return
    for path, named, end in context.of_each_group(_schemes):
        if end < begins.year:
            severity = SEVERITY if str(path[0]).startswith("visas") else Severity.INFORMATION
            message = f"« {named} » : ces années sont passées le {date_in_french(begins)}, premier jour du contrat."
            hint = "Donnez celui qui est en vigueur ce jour-là, ou dites qu'il a été prolongé."
            yield Finding(CODE, message, severity, hint, SOURCE, path)


def _schemes(facts: Sequence[Fait]) -> Iterator[tuple[Path, str, int]]:
    """Each scheme that texts name with its years: where, in which words, and its last year."""
    for path, text, _ in facts:
        for match in _PERIOD.finditer(text) if isinstance(text, str) else ():
            first, last = match.groups()
            end = int(last if len(last) == 4 else first[:2] + last)
            if int(first) < end:
                yield path, match.group(), end
