"""What cpom prints of a figure, of a day or of a duration is read back as the same value."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import french
from models.jours import Duree, lire_duree, lire_jour
from models.nombres import ecrit, lire_nombre

figures = st.decimals(min_value=-(10**11), max_value=10**11, places=2)


@given(figure=figures)
@settings(max_examples=200, deadline=None)
def test_euros_are_read_as_they_are_printed(figure: Decimal) -> None:
    assert lire_nombre(french.euros(figure)) == figure
    assert lire_nombre(french.euros(figure, "€/h")) == figure


@given(figure=st.integers(-(10**12), 10**12) | st.decimals(-(10**9), 10**9, places=3) | st.decimals(-9, 9, places=4))
@settings(max_examples=300, deadline=None)
def test_a_number_is_read_as_it_is_printed_or_refused_with_both_readings(figure: Decimal | int) -> None:
    printed = french.number(figure)
    if re.fullmatch("−?[1-9][0-9]{0,2},[0-9]{3}", printed):
        with pytest.raises(ValueError, match="peut se lire"):
            lire_nombre(printed)
    else:
        assert lire_nombre(printed) == figure
    assert lire_nombre(ecrit(Decimal(figure))) == figure


@given(day=st.dates(date(1000, 1, 1), date(2999, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_a_day_is_read_as_it_is_printed(day: date) -> None:
    printed = french.date_in_french(day)
    for written in (printed, f"{french.weekday(day)} {printed}", day.isoformat(), f"{day:%d/%m/}{day.year}"):
        assert lire_jour(written) == day


@given(months=st.integers(1, 99) | st.integers(2, 99).map(lambda years: 12 * years))
def test_a_duration_is_read_as_it_is_printed(months: int) -> None:
    assert lire_duree(french.duration_in_words(months)) == Duree(months)
