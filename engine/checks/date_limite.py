"""An act comes, or is due, by the last day that the law gives for it.

The question of the act declares that day (`limite`): a day of the year before that of the signature or of the effect,
for a date; a day of the year alone, for a text that says one (« avant le 30 avril »).

Source: that of each question (arrêté du 3 mars 2017; CASF, article R. 314-49). Severity: warning, or that declared.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.checks.context import SEVERITIES, Context, declared
from engine.errors import Finding, Path, Severity
from engine.french import date_in_french, month_and_day
from engine.reading.suggestions import plain
from models import chemins
from models.limites import Condition, DateLimite

CODE = "date-limite"
SEVERITY = Severity.WARNING
SOURCE = "celle de chaque question (« limite »)"


def concerned(context: Context, path: Path, rule: Condition) -> bool:
    """Whether a rule applies to the fact at a path: to the traits of the contract, to the rest of its row."""
    if not context.holds(rule.si):
        return False
    row = chemins.at(context.contrat, path[:-1])
    return all(_words(word) in _words(str(getattr(row, column, ""))) for column, word in rule.pour.items())


def _words(text: str) -> str:
    """A text by its words, in the singular: « Comptes administratifs » is « compte_administratif »."""
    return "_".join(word.removesuffix("s") for word in plain(text).split("_"))


def check(context: Context) -> Iterator[Finding]:
    """Compare each act with its last day, once that is known."""
    for path, value, info in context.declaring("limite"):
        rule = declared(info, "limite")
        if not isinstance(rule, DateLimite) or not concerned(context, path, rule):
            continue
        if message := _late(context, info.title or "", value, rule):
            yield Finding(CODE, message, SEVERITIES[rule.gravite], rule.aide, rule.source, path)


def _late(context: Context, title: str, value: object, rule: DateLimite) -> str:
    last = month_and_day(rule.jour)
    if last is None:
        return ""
    if isinstance(value, str) and (said := month_and_day(value)):
        return f"{title} : « {value} » vient après le {rule.jour}, dernier jour admis." if said > last else ""
    day = context.day_of(rule.precede) if rule.precede else None
    if not isinstance(value, date) or day is None or day.year == date.min.year:
        return ""
    if context.bringing(value) != context.signed[0]:
        return ""  # an avenant brings it, of which the text says nothing
    limit = date(day.year - 1, *last)
    if value <= limit:
        return ""
    return f"{title} : le {date_in_french(value)} vient après le {date_in_french(limit)}, dernier jour admis."
