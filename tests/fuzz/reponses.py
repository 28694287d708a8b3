"""Answers by kind of fact, each with the value that people mean, written in one of the ways in which they write it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st
from stdnum import luhn

from engine import french
from engine.reading.suggestions import choices
from models.champs import Annee, DureeContrat, Effectif, Entier, Finess, Jour, Montant, Nombre, OuiNon, Siren, Siret
from models.fiches.champ import Champ
from tests.fuzz.textes import any_text

DAYS = st.dates(date(2016, 1, 1), date(2040, 12, 31))


def _figure(number: Decimal) -> st.SearchStrategy[str]:
    """A number as it is typed: « 1 234,50 », « 1234.50 »; never with two readings."""
    printed = french.number(number)
    plainly = f"{number:f}"
    typed = [printed, printed.replace("\u202f", " ").replace("\u00a0", " ")]
    typed += [plainly] if len(plainly.partition(".")[2]) != 3 else []
    return st.sampled_from(typed)


def _amount(largest: int) -> st.SearchStrategy[str]:
    return st.decimals(0, largest, places=2, allow_nan=False).flatmap(_figure)


def _count(largest: int) -> st.SearchStrategy[str]:
    return st.integers(0, largest).map(Decimal).flatmap(_figure)


def _day(day: date) -> st.SearchStrategy[str]:
    return st.sampled_from([day.isoformat(), day.strftime("%d/%m/%Y"), french.date_in_french(day)])


def _keyed(body: str) -> str:
    return body + luhn.calc_check_digit(body)


_DIGITS = "0123456789"
_SIREN = st.text(_DIGITS, min_size=8, max_size=8).map(_keyed)
_STRATEGIES: dict[Any, st.SearchStrategy[str]] = {
    Annee: st.integers(2023, 2032).map(str),
    DureeContrat: st.sampled_from(["5 ans", "18 mois", "cinq ans", "1 an et 6 mois", "6 ans (72 mois)"]),
    Effectif: _count(9_999),
    Entier: _count(999),
    Finess: st.text(_DIGITS, min_size=6, max_size=6).map(lambda middle: _keyed(f"35{middle}")),
    Jour: DAYS.flatmap(_day),
    Montant: _amount(9_999_999),
    Nombre: _amount(99),
    OuiNon: st.sampled_from(["oui", "non", "Oui", "NON", "VRAI", "x"]),
    Siren: _SIREN,
    Siret: st.tuples(_SIREN, st.text(_DIGITS, min_size=4, max_size=4)).map(lambda both: _keyed("".join(both))),
}


def answer(info: Champ) -> st.SearchStrategy[str]:
    """An answer that the fact admits."""
    kinds = [info.annotation, *get_args(info.annotation)]
    readers = [mark for kind in kinds for mark in getattr(kind, "__metadata__", ())] + [*info.marks]
    if info.said.get("unite") == "%":
        return st.integers(0, 100).map(lambda percent: f"{percent} %")
    for known, strategy in _STRATEGIES.items():
        if get_args(known)[1] in readers:
            return strategy
    listed = choices(info.annotation)
    return st.sampled_from(listed) if listed else any_text()
