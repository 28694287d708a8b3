"""The words of two texts that differ, as a person reads them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.passages import passages, shown, shown_on_a_page

OLD = "Le contrat prend effet le premier jour du mois qui suit sa signature par les parties, pour cinq ans."
NEW = "Le contrat est conclu le premier jour du mois qui suit sa signature par les parties, pour quatre ans."


def test_every_word_that_differs_is_in_a_passage() -> None:
    first, second = passages(OLD, NEW)
    assert (first.before, first.removed, first.added) == ("Le contrat", "prend effet", "est conclu")
    assert (second.removed, second.added, second.after) == ("cinq", "quatre", "ans.")


def test_a_line_shows_the_words_around_and_says_where_others_were_left_out() -> None:
    assert [shown(one) for one in passages(OLD, NEW)] == [
        "Le contrat [-prend effet-] {+est conclu+} le premier jour du mois qui …",
        "… sa signature par les parties, pour [-cinq-] {+quatre+} ans.",
    ]


def test_colours_add_nothing_to_the_words() -> None:
    (one,) = passages("cinq ans", "six ans")
    assert shown(one, colours=True) == "\x1b[31m[-cinq-]\x1b[0m \x1b[32m{+six+}\x1b[0m ans"


def test_a_page_shows_them_as_removed_and_added_and_takes_no_markup_from_them() -> None:
    (one,) = passages("un tarif <b> & fixe", "un tarif <i> & fixe")
    assert shown_on_a_page(one) == "un tarif <del>&lt;b&gt;</del> <ins>&lt;i&gt;</ins> &amp; fixe"


def test_spaces_alone_are_no_difference() -> None:
    assert not list(passages("25,10 € par heure", "25,10\N{NO-BREAK SPACE}€  par\nheure"))


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_two_texts_of_the_same_words_have_no_passage_and_the_others_have_some(old: list[str], new: list[str]) -> None:
    assert bool(list(passages(" ".join(old), " ".join(new)))) == (old != new)


def test_the_shape_of_an_apostrophe_is_no_word() -> None:
    (found,) = passages("l’article 3 de l’arrêté", "l'article 4 de l'arrêté")
    assert (found.removed, found.added) == ("3", "4")
