"""What was made of a part of a tree serves again for this part, and for no other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.by_identity import ByIdentity
from engine.lately import Lately


def test_what_was_made_of_a_part_serves_again_for_the_same_object_alone() -> None:
    kept: ByIdentity[list[str]] = ByIdentity()
    part, equal = ("un", "deux"), tuple(["un", "deux"])  # noqa: C409 - another object, whatever Python shares
    made = kept.of(part, "docx", lambda: ["fait"])
    assert kept.of(part, "docx", lambda: ["refait"]) is made
    assert kept.of(part, "html", lambda: ["autrement"]) == ["autrement"]
    assert equal is not part
    assert kept.of(equal, "docx", lambda: ["d’un autre"]) == ["d’un autre"]


@given(st.lists(st.integers(min_value=0, max_value=30), max_size=200), st.integers(min_value=1, max_value=5))
def test_whatever_is_asked_the_answer_is_that_of_the_part_and_little_is_kept(asked: list[int], most: int) -> None:
    kept: ByIdentity[int] = ByIdentity(most)
    parts = [[number] for number in range(31)]
    for number in asked:
        part = parts[number]
        assert kept.of(part, None, lambda part=part: part[0]) == number  # type: ignore[misc]
    assert len(kept) <= 2 * most


def test_what_served_long_ago_is_dropped() -> None:
    kept: Lately[str] = Lately(most=10)
    for number in range(1000):
        assert kept.get(number) is None
        kept.put(number, str(number))
        assert kept.get(number) == str(number)

    assert len(kept) <= 20


def test_what_has_not_served_while_they_aged_is_dropped() -> None:
    kept: Lately[str] = Lately(most=1000)
    kept.put("de tous", "servi")
    for number in range(100):
        kept.put(number, "d’un seul")
        assert kept.get("de tous") == "servi"
        Lately.age()

    assert kept.get(0) is None
    assert len(kept) <= 4


def test_what_does_not_age_is_bounded_by_its_number_alone() -> None:
    kept: Lately[int] = Lately(most=10, ages=False)
    for number in range(10):
        kept.put(number, number)
        Lately.age()

    assert [kept.get(number) for number in range(10)] == [*range(10)]
    for number in range(1000):
        kept.put(number, number)
    assert len(kept) <= 20


def test_what_was_made_of_several_parts_serves_again_for_them_in_that_order_alone() -> None:
    kept: ByIdentity[str] = ByIdentity()
    one, other = ["un"], ["deux"]
    assert kept.of_all((one, other), None, lambda: "un, deux") == "un, deux"
    assert kept.of_all([one, other], None, lambda: "autre chose") == "un, deux"
    assert kept.of_all((other, one), None, lambda: "deux, un") == "deux, un"
    assert kept.of_all((one, ["deux"]), None, lambda: "un autre deux") == "un autre deux"
