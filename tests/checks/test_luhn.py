"""The key of a SIREN, of a FINESS: the same whether it is worked out here or by stdnum."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from models.identite import has_its_key


@given(st.text("0123456789", min_size=1, max_size=14))
def test_a_number_has_its_key_where_stdnum_says_so(number: str) -> None:
    assert has_its_key(number) == luhn.is_valid(number)
    whole = number + luhn.calc_check_digit(number)
    assert has_its_key(whole)


@given(st.text(min_size=1, max_size=9).filter(lambda text: not (text.isascii() and text.isdigit())))
def test_what_is_no_number_has_no_key(text: str) -> None:
    assert not has_its_key(text)
