"""One fact, one finding: what is wrong with a value is told once, and not with what follows from it.

Where a date is of no plausible century, where an act comes after what it allows, where a year is not one of the
contract, where the answer is « XXX », every other rule that looks at that value finds it wrong too. The graver finding
stays; of two as grave, the cause. A sentence that is told because it is wrong is not told again as it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.checks import annees_hors_contrat, dates_ordre, dates_vraisemblables, fait_provisoire, reponse_en_phrase
from engine.errors import Finding, Path, Severity
from engine.reading import lectures

_CAUSES = (dates_vraisemblables.CODE, fait_provisoire.CODE, annees_hors_contrat.CODE, dates_ordre.CODE)
_GRAVITY = tuple(Severity)


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """The same findings, without those that follow from another on the same value."""
    every = list(findings)
    caused: dict[Path, list[Finding]] = {}
    for one in every:
        if one.path:
            caused.setdefault(one.path, []).append(one)
    return [one for one in every if one.path not in caused or one in set(_kept(caused[one.path]))]


def _kept(same: list[Finding]) -> Iterator[Finding]:
    if any(one.code == reponse_en_phrase.CODE for one in same):
        same = [one for one in same if one.code != lectures.CODE]
    causes = sorted((one for one in same if one.code in _CAUSES), key=lambda one: _CAUSES.index(one.code))
    if not causes:
        yield from same
        return
    cause = min(causes, key=lambda one: _GRAVITY.index(one.severity))
    graver = [one for one in same if _GRAVITY.index(one.severity) < _GRAVITY.index(cause.severity)]
    yield from graver or [cause]
