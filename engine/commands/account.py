"""What is said of the descriptions that a command works on: a line for each, a summary, and everything in a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.definitif import reserves
from engine.errors import Finding, Severity
from engine.french import plural
from engine.reading.decoding import printable
from models.records import dataclass

if TYPE_CHECKING:
    from cpom import Redaction
    from engine.lot.outcome import Missing as Fact

Missing = Mapping[str, Sequence[str]]
"""The facts missing from a contract, under who knows them (« le Département »)."""
FEW = 10
"""As many missing facts as are listed without being asked for."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Account:
    """One description: what was found of it, what is missing, the files written, of how many `asked`, why none was.

    `libraries` are those that it was made from, with their versions, where one is not the installed one; `description`
    the file that says its facts, where several documents may come of one.
    """

    title: str
    findings: tuple[Finding, ...] = ()
    missing: Missing = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    refusal: str = ""
    libraries: tuple[str, ...] = ()
    asked: int = 0
    description: str = ""

    def of(self, severity: Severity) -> list[Finding]:
        """Its findings of one gravity."""
        return [one for one in self.findings if one.severity is severity]

    @property
    def copies(self) -> list[Finding]:
        """The copies that were kept of what was replaced."""
        return [one for one in self.findings if one.code == "copie-gardee"]

    @property
    def refused(self) -> str:
        """That nothing was written, and why."""
        return f"{self.title} : rien n'a été écrit, {self.refusal}."

    @property
    def missing_count(self) -> int:
        """How many facts are missing."""
        return sum(map(len, self.missing.values()))


def missing_of(made: Redaction) -> dict[str, list[str]]:
    """What is missing from a document, by YAML path, under the party who knows it."""
    return {whose: [f"{one.chemin} : {one.libelle}" for one in facts] for whose, facts in made.manquants.items()}


def missing_by_party(missing: Iterable[Fact]) -> dict[str, list[str]]:
    """What is missing from a contract of a run, under the party who knows it."""
    lines: dict[str, list[str]] = {}
    for one in missing:
        lines.setdefault(one.who, []).append(f"{one.path} : {one.label}")
    return lines


@dataclass(slots=True)
class Tally:
    """How much there is to say of several descriptions; of the warnings of each sort, how many there are, and one."""

    accounts: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    doubts: int = 0
    missing: int = 0
    warnings: dict[str, tuple[int, Finding]] = field(default_factory=dict)


def tally(accounts: Iterable[Account]) -> Tally:
    """Count what is said of descriptions, each taken once: a run has thousands."""
    found, told = Tally(), set[tuple[str, str]]()
    for one in accounts:
        found.accounts += 1
        found.severities.update(finding.severity for finding in one.findings)
        found.doubts += len(reserves(one.findings))
        found.missing += sum(map(len, _new(one, told).values()))
        for warning in one.of(Severity.WARNING):
            count, first = found.warnings.get(warning.code, (0, warning))
            found.warnings[warning.code] = count + 1, first
    return found


def _new(account: Account, told: set[tuple[str, str]]) -> Missing:
    """The facts that are missing, but those that another document of the same description misses too: to give once."""
    if not account.description:
        return account.missing
    found: dict[str, list[str]] = {}
    for who, lines in account.missing.items():
        found[who] = [line for line in lines if (account.description, line) not in told]
        told.update((account.description, line) for line in lines)
    return found


def counted(accounts: Iterable[Account]) -> str:
    """How much there is to say of descriptions, in words."""
    return words_of(tally(accounts))


def words_of(found: Tally) -> str:
    """« 2 erreurs, 1 avertissement, 4 réserves, 87 faits à compléter », or « rien à corriger »."""
    words = [plural(found.severities[one], str(one)) for one in Severity if found.severities[one]]
    words += [plural(found.doubts, "réserve")] if found.doubts else []
    words += [f"{plural(found.missing, 'fait')} à compléter"] if found.missing else []
    return ", ".join(words) or "rien à corriger"


def named(files: Sequence[Path]) -> str:
    """« output/contrat.docx, .pdf »: files that differ by their format alone."""
    first, *others = files
    return ", ".join([printable(first), *(one.suffix for one in others)])


def groups(accounts: Iterable[Account]) -> Iterator[str]:
    """The warnings of descriptions by sort."""
    return sorts_of(tally(accounts))


def sorts_of(found: Tally) -> Iterator[str]:
    """The warnings by sort, the most frequent first: with an example each, or of several descriptions, in one line."""
    ranked = sorted(found.warnings.items(), key=lambda item: -item[1][0])
    if found.accounts > 1 and ranked:
        yield f"avertissements : {', '.join(f'{count} × {code}' for code, (count, _) in ranked)}"
        return
    for code, (count, first) in ranked:
        yield f"{count} × {Severity.WARNING} [{code}] {_cut(first.message)}"


def brief(findings: Iterable[Finding]) -> Iterator[tuple[str, Severity]]:
    """Each finding without its source: errors whole, as they come, then warnings, with what to do once for those alike.

    A line is a finding, with its place.
    """
    ranked: dict[Severity, dict[tuple[str, str], list[str]]] = {severity: {} for severity in Severity}
    for one in findings:
        is_error = one.severity is Severity.ERROR
        hint = one.hint if one.severity is not Severity.INFORMATION else ""
        line = str(one if is_error else replace(one, hint="", source=""))
        alike = (line, "") if is_error else (one.code, hint)
        ranked[one.severity].setdefault(alike, []).append(line)
    for severity, sorts in ranked.items():
        for (_, hint), lines in sorts.items():
            yield "\n".join([*lines, *([f"    {hint}"] if hint else [])]), severity


def _cut(text: str) -> str:
    """The beginning of a sentence, to the last word that fits."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} […]"


def by_party(accounts: Iterable[Account]) -> str:
    """« le Département (42), le gestionnaire (45) »."""
    counts: Counter[str] = Counter()
    told: set[tuple[str, str]] = set()
    for one in accounts:
        for who, lines in _new(one, told).items():
            counts[who] += len(lines)
    return ", ".join(f"{who} ({count})" for who, count in counts.items())


def everything(account: Account) -> Iterator[str]:
    """All that there is to say of a description, with every source and every path."""
    yield from map(str, account.findings)
    yield from missing_lines(account)
    yield from reserve_lines(account)


def missing_lines(account: Account) -> Iterator[str]:
    """The facts that are missing, under who is to give them."""
    for who, lines in account.missing.items():
        yield f"{account.title} : à compléter par {who} ({len(lines)}) :"
        yield from (f"    {line}" for line in lines)


def reserve_lines(account: Account) -> Iterator[str]:
    """What is still to be verified, told with its place among the findings."""
    doubts = reserves(account.findings)
    if doubts:
        yield f"{account.title} : à vérifier avant la signature ({len(doubts)}) :"
    yield from (f"    {one.message} {one.hint}".rstrip() for one in doubts)
