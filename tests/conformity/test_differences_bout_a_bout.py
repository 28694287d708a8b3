"""The difference of the first and the last of several texts is that of each step, put end to end."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.conformity.composed import Hunk, composed, explained, hunks
from tests.fuzz.essais import tried


def applied(first: list[str], last: list[str], found: list[Hunk[str]]) -> list[str]:
    """The first text where the words of each place are those of the last."""
    made: list[str] = []
    at = 0
    for one in found:
        made += first[at : one.start]
        assert len(made) == one.new_start
        made += last[one.new_start : one.new_end]
        at = one.end
    return [*made, *first[at:]]


WORDS = st.lists(st.sampled_from("abcd"), max_size=12)


@tried(200)
@given(st.lists(WORDS, min_size=2, max_size=6))
def test_what_several_steps_change_gives_the_last_text_from_the_first(texts: list[list[str]]) -> None:
    whole: list[Hunk[str]] = []
    for step, (before, after) in enumerate(pairwise(texts)):
        whole = composed(whole, explained(hunks(before, after), lambda _, said=str(step): (said,)))  # type: ignore[misc]
    assert applied(texts[0], texts[-1], whole) == texts[-1]


def test_each_place_keeps_the_step_that_changed_it() -> None:
    first, second, third = list("1a2b3"), list("1A2b3"), list("1A2B3c")
    found = composed(
        explained(hunks(first, second), lambda _: ("faits",)), explained(hunks(second, third), lambda _: ("droit",))
    )
    assert [(first[one.start : one.end], third[one.new_start : one.new_end], one.causes) for one in found] == [
        (["a"], ["A"], ("faits",)),
        (["b"], ["B"], ("droit",)),
        ([], ["c"], ("droit",)),
    ]


def test_a_place_that_two_steps_changed_has_both_reasons() -> None:
    found = composed(
        explained(hunks(["six", "mois"], ["XX", "mois"]), lambda _: ("écart",)),
        explained(hunks(["XX", "mois"], ["douze", "mois"]), lambda _: ("fait",)),
    )
    assert found == [Hunk(0, 1, 0, 1, ("écart", "fait"))]
