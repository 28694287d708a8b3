"""The days of the deadlines that clauses declare, worked out for one contract (engine/libraries/echeances.py)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from engine import french
from engine.calendar.calendrier import annees_couvertes, days_after, echeance, fin_de_delai
from engine.calendar.echeancier import Deadline, Period
from engine.calendar.prorogations import duree_prorogee
from engine.libraries.echeances import Echeance
from models import chemins
from models.contrat import Contrat
from models.jours import Duree
from models.regexes import regex

_SHIFT = {"N-1": -1, "N": 0, "N+1": 1}
_BEFORE = regex(r"\bN\s*[-−]\s*1\b|précédente?\b", re.IGNORECASE)
_AFTER = regex(r"\bN\s*\+\s*1\b|suivante?\b", re.IGNORECASE)
_WHOLE = regex(rf"\b(\d{{1,2}})(?:er)?\s+({'|'.join(french.MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
_IN_FIGURES = regex(
    r"\b(?:(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})"
    r"|(?P<year_iso>\d{4})-(?P<month_iso>\d{2})-(?P<day_iso>\d{2}))\b"
)
_BEGINS = regex(r"(?:à partir du|à compter du|dès le) $")
_EVERY = regex(r"tous les (deux|trois|2|3) ans", re.IGNORECASE)
_COUNTS = {"deux": 2, "2": 2, "trois": 3, "3": 3}
_FACT = regex(r"\{([\w.]+)\}")
_LAST_MONTH = 12


def of_contract(contrat: Contrat) -> Callable[[Echeance], Iterator[Deadline]]:
    """What gives every day of a deadline in a contract, in the order of the years.

    There is none while the dates or the facts that it needs are unknown. What falls before the contract takes effect is
    no deadline of it; what its last years leave to do after its term is.
    """
    effet, duree = contrat.effet, contrat.duree
    if not effet or not duree:
        return lambda _: iter(())
    dated = _Contract(contrat, effet, duree)

    def days(rule: Echeance) -> Iterator[Deadline]:
        if not rule.evenement:
            yield from (one for one in dated.days(rule) if one.day >= effet or rule.depuis == "signature")

    return days


def period(rule: Echeance) -> Period:
    """The period of a deadline that runs from something which has no day yet."""
    worked = " ouvrables" if rule.ouvrables else ""
    length = (
        french.duration_in_words(rule.delai.mois) if rule.delai else f"{french.cardinal(rule.jours or 0)} jours{worked}"
    )
    return Period(rule.objet, length, rule.evenement, rule.qui, source=rule.source, doute=rule.doute)


def facts_of(objet: str) -> list[str]:
    """What the words of a deadline name: facts, columns of its row, or what is known of its day."""
    return _FACT.findall(objet)


class _Contract:
    """A contract with its prorogations; « mi-parcours » and the years of the contract are those of what was signed."""

    def __init__(self, contrat: Contrat, effet: date, duree: Duree) -> None:
        self.contrat, self.effet, self.duree = contrat, effet, duree
        whole = duree_prorogee(contrat) or duree
        self.term = echeance(effet, whole)
        self.years = annees_couvertes(effet, whole)

    def days(self, rule: Echeance) -> Iterator[Deadline]:
        if rule.chaque_annee:
            yield from self._yearly(rule, rule.chaque_annee)
        elif rule.chaque_mois:
            yield self._monthly(rule, rule.chaque_mois)
        elif rule.annee_du_contrat:
            yield from self._in_year(rule, rule.annee_du_contrat)
        elif rule.annee_civile:
            yield from self._in_civil_year(rule, rule.annee_civile)
        elif rule.mi_parcours:
            yield self._on(rule, echeance(self.effet, Duree(max(self.duree.mois // 2, 1))))
        elif rule.fait:
            yield from self._given(rule)
        elif day := self._moment(rule):
            yield self._on(rule, day)

    def _yearly(self, rule: Echeance, text: str, row: Any = None, suffix: str = "") -> Iterator[Deadline]:
        """A day of each year, for a text that says one: « 30 avril N+1 », « avant le 31 octobre précédent »."""
        found = french.month_and_day(text) or french.month_and_day(rule.defaut)
        if not found:
            return
        shift = _shift(text, rule.annee)
        eve = rule.strict or "avant le" in text.lower()
        for year in self._kept(rule):
            day = _day(year + shift, *found)
            if day and (shift > 0 or day <= self.term):
                yield self._on(rule, day, eve=eve, exercice=year, row=row, suffix=f"{suffix}-{day.year}")

    def _kept(self, rule: Echeance) -> Sequence[int]:
        """The years of the contract, or one in two where the description says « tous les deux ans »."""
        said = _EVERY.search(str(chemins.at(self.contrat, rule.periodicite) or "")) if rule.periodicite else None
        step = _COUNTS[said.group(1).lower()] if said else 1
        return self.years[step - 1 :: step]

    def _monthly(self, rule: Echeance, of_month: int) -> Deadline:
        """The first of the days of each month; its words say that there are others."""
        first = self.effet.replace(day=1)
        if rule.echu or of_month < self.effet.day:
            first = fin_de_delai(first, Duree(1))
        return self._on(rule, first.replace(day=of_month))

    def _in_year(self, rule: Echeance, rank: str) -> Iterator[Deadline]:
        count = -(-self.duree.mois // _LAST_MONTH)
        n = count if rank == "derniere" else int(rank)
        if n > count:
            return
        start = fin_de_delai(self.effet, Duree((n - 1) * _LAST_MONTH)) if n > 1 else self.effet
        end = min(echeance(self.effet, Duree(n * _LAST_MONTH)), self.term)
        span = f"du {french.date_in_french(start)} au {french.date_in_french(end)}"
        yield self._on(rule, end, more=f" ({span})")

    def _in_civil_year(self, rule: Echeance, rank: str) -> Iterator[Deadline]:
        """The end of a calendar year of the contract; one that is its last is told as its last alone."""
        last = rank == "derniere"
        if last or int(rank) < len(self.years):
            year = self.years[-1 if last else int(rank) - 1]
            yield self._on(rule, min(date(year, 12, 31), self.term), exercice=year)

    def _given(self, rule: Echeance) -> Iterator[Deadline]:
        """A fact, or that column of every row of a list."""
        rows = chemins.every(self.contrat, (*chemins.lire(rule.pour), chemins.CHAQUE) if rule.pour else ())
        for at, (_, row) in enumerate(rows, start=1):
            value, suffix = chemins.at(row, rule.fait), f"-{at}" if rule.pour else ""
            if isinstance(value, date):
                yield self._on(rule, value, row=row, suffix=suffix)
            elif isinstance(value, str):
                whole = list(_dates(value))
                for n, (day, before) in enumerate(whole):
                    eve = rule.strict or before.endswith("avant le ")
                    one = self._on(rule, day, eve=eve, row=row, suffix=f"{suffix}-{n}" if n else suffix)
                    yield replace(one, sens="aucun") if _BEGINS.search(before) else one
                if not whole and not rule.dates_entieres:
                    yield from self._yearly(rule, value, row, suffix)

    def _moment(self, rule: Echeance) -> date | None:
        start = {"signature": self.contrat.signature.date, "effet": self.effet, "echeance": self.term}[str(rule.depuis)]
        if start is None:
            return None
        return days_after(fin_de_delai(start, rule.delai) if rule.delai else start, rule.jours or 0)

    def _on(
        self,
        rule: Echeance,
        day: date,
        *,
        eve: bool = False,
        exercice: int = 0,
        row: Any = None,
        suffix: str = "",
        more: str = "",
    ) -> Deadline:
        """A deadline on a day, or on its eve where the contract says « avant le »."""
        known = {"annee": day.year, "exercice": exercice, "jour": french.date_in_french(day)}
        last = days_after(day, -1) if eve else day

        def told(name: str) -> str:
            path = chemins.lire(name)
            value = known.get(name) or chemins.at(row, path) or chemins.at(self.contrat, path)
            return str(value) if value else "…"

        words = _FACT.sub(lambda match: told(match.group(1)), rule.objet) + more
        return Deadline(
            last, words, f"{rule.nom}{suffix}", rule.sens, rule.motif, rule.qui, source=rule.source, doute=rule.doute
        )


def _dates(text: str) -> Iterator[tuple[date, str]]:
    """The dates that a text says with their year, each with the words before it."""
    found = [
        (match.start(), int(match.group(3)), french.MONTHS.index(match.group(2).lower()) + 1, int(match.group(1)))
        for match in _WHOLE.finditer(text)
    ]
    for match in _IN_FIGURES.finditer(text):
        said = match.groupdict()
        year, month, number = (int(said[name] or said[f"{name}_iso"]) for name in ("year", "month", "day"))
        found.append((match.start(), year, month, number))
    for start, year, month, number in sorted(found):
        if day := _day(year, month, number):
            yield day, text[:start].lower()


def _shift(text: str, default: str) -> int:
    """The year that a text means, beside that of the exercise."""
    return -1 if _BEFORE.search(text) else 1 if _AFTER.search(text) else _SHIFT[default]


def _day(year: int, month: int, day: int) -> date | None:
    """A day of the calendar; 29 February of a common year is its eve; None for what is no day."""
    try:
        return date(year, month, min(day, 28) if month == 2 and day == 29 and year % 4 else day)
    except ValueError:
        return None
