"""The dates that a contract prints: its term, its last day of notice, the years of its tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from engine.calendar.calendrier import (
    annees_couvertes,
    echeance,
    fin_maximale,
    limite_preavis,
    limite_reponse,
    months_after,
)
from models.jours import Duree

CINQ_ANS, SIX_ANS, DOUZE_MOIS, DEUX_MOIS = Duree(60), Duree(72), Duree(12), Duree(2)

jours = st.dates(date(1990, 1, 1), date(2100, 12, 31))
durees = st.integers(1, 120).map(Duree)


@pytest.mark.parametrize(
    ("effet", "duree", "attendu"),
    [
        ("2024-02-01", CINQ_ANS, "2029-01-31"),
        ("2024-01-01", CINQ_ANS, "2028-12-31"),
        ("2024-01-15", Duree(18), "2025-07-14"),
        # The eve of a 1 March is a 29 February in a leap year.
        ("2023-03-01", CINQ_ANS, "2028-02-29"),
        ("2024-03-01", CINQ_ANS, "2029-02-28"),
        # No 29 February 2029, no 31 February: the contract runs until the end of the month.
        ("2024-02-29", CINQ_ANS, "2029-02-28"),
        ("2024-02-29", Duree(48), "2028-02-28"),
        ("2024-08-31", Duree(18), "2026-02-28"),
        ("2024-10-31", Duree(8), "2025-06-30"),
    ],
)
def test_the_contract_ends_on_the_eve_of_its_anniversary(effet: str, duree: Duree, attendu: str) -> None:
    assert echeance(date.fromisoformat(effet), duree) == date.fromisoformat(attendu)


@pytest.mark.parametrize(
    ("terme", "preavis", "attendu"),
    [
        ("2029-01-31", DOUZE_MOIS, "2028-01-31"),
        ("2028-12-31", Duree(6), "2028-06-30"),
        ("2028-02-29", DOUZE_MOIS, "2027-02-28"),
        ("2029-02-28", DOUZE_MOIS, "2028-02-28"),
        ("2029-08-31", Duree(6), "2029-02-28"),
    ],
)
def test_the_last_day_to_give_notice(terme: str, preavis: Duree, attendu: str) -> None:
    assert limite_preavis(date.fromisoformat(terme), preavis) == date.fromisoformat(attendu)


@pytest.mark.parametrize(
    ("notification", "attendu"),
    [("2028-01-15", "2028-03-15"), ("2027-12-31", "2028-02-29"), ("2028-12-31", "2029-02-28")],
)
def test_the_last_day_to_answer(notification: str, attendu: str) -> None:
    assert limite_reponse(date.fromisoformat(notification), DEUX_MOIS) == date.fromisoformat(attendu)


def test_no_prorogation_beyond_the_sixth_year() -> None:
    assert fin_maximale(date(2024, 2, 1), SIX_ANS) == date(2030, 1, 31)


@pytest.mark.parametrize(
    ("effet", "duree", "attendu"),
    [
        ("2023-01-01", CINQ_ANS, (2023, 2024, 2025, 2026, 2027)),
        ("2024-02-01", CINQ_ANS, (2024, 2025, 2026, 2027, 2028, 2029)),
        ("2024-12-31", CINQ_ANS, (2024, 2025, 2026, 2027, 2028, 2029)),
        ("2024-06-01", Duree(7), (2024,)),
        ("2024-06-01", Duree(8), (2024, 2025)),
    ],
)
def test_every_year_touched_has_its_column(effet: str, duree: Duree, attendu: tuple[int, ...]) -> None:
    assert annees_couvertes(date.fromisoformat(effet), duree) == attendu


@given(jours, durees)
def test_a_contract_covers_its_whole_duration_and_no_more(effet: date, duree: Duree) -> None:
    """The day after the term is the anniversary; where the month has no such day, it is the 1st of the next month."""
    lendemain = echeance(effet, duree) + timedelta(days=1)
    mois_du_terme = effet.year * 12 + effet.month - 1 + duree.mois
    mois_du_lendemain = lendemain.year * 12 + lendemain.month - 1
    if mois_du_lendemain == mois_du_terme:
        assert lendemain.day == effet.day
    else:
        assert (mois_du_lendemain, lendemain.day) == (mois_du_terme + 1, 1)
        assert effet.day > 28


@given(jours, jours, durees)
def test_a_later_start_never_ends_earlier(un: date, autre: date, duree: Duree) -> None:
    debut, fin = sorted((un, autre))
    assert echeance(debut, duree) <= echeance(fin, duree)


@given(jours, durees, durees)
def test_a_longer_contract_ends_later(effet: date, une: Duree, autre: Duree) -> None:
    assert (une < autre) == (echeance(effet, une) < echeance(effet, autre))


@given(jours, durees)
def test_whoever_notifies_on_the_last_day_gives_the_whole_notice(terme: date, preavis: Duree) -> None:
    limite = limite_preavis(terme, preavis)
    assert limite < terme
    assert limite_reponse(limite, preavis) <= terme


@given(jours, durees)
def test_the_years_follow_one_another_from_the_first_day_to_the_last(effet: date, duree: Duree) -> None:
    annees = annees_couvertes(effet, duree)
    assert annees == tuple(range(annees[0], annees[0] + len(annees)))
    assert (annees[0], annees[-1]) == (effet.year, echeance(effet, duree).year)


@given(st.dates(), st.integers(1, 999 * 12).map(Duree))
def test_no_date_however_absurd_breaks_the_calendar(jour: date, duree: Duree) -> None:
    assert echeance(jour, duree) >= jour or jour == date.max
    assert limite_preavis(jour, duree) <= jour
    assert limite_reponse(jour, duree) >= jour
    assert annees_couvertes(jour, duree)


@given(st.dates(), st.integers(-5_000, 5_000))
@example(date(2000, 1, 31), 1)
@example(date(1900, 1, 31), 1)
@example(date(9999, 11, 30), 1)
@example(date(9999, 11, 30), 2)
def test_months_are_added_to_a_day_as_dateutil_adds_them(jour: date, mois: int) -> None:
    """Beyond the dates that there are, what comes is the last of them, or the first."""
    try:
        attendu = jour + relativedelta(months=mois)
    except (ValueError, OverflowError):
        attendu = date.max if mois > 0 else date.min
    assert months_after(jour, mois) == attendu
