"""What stands in a line for its facts: by their controls, by the letters around them, or told as nobody's to tell."""

from __future__ import annotations

import pytest

from engine.carried import Line, Words
from engine.rereading.lines.places import found_in

PRICE, NAME = "moyens.tarif_horaire", "gestionnaire.raison_sociale"
WRITTEN = (
    Words("Le tarif est de "),
    Words("25,10\u00a0€/h", fact=PRICE),
    Words(" pour l’"),
    Words("Association Exemple", fact=NAME),
    Words(", dite A."),
)


def held(*words: str | tuple[str, str]) -> dict[str, str | None]:
    """What stands for each fact in a line."""
    line = Line(tuple(Words(one) if isinstance(one, str) else Words(one[0], fact=one[1]) for one in words))
    found = found_in([(0, Line(WRITTEN))], [(0, line)])
    return {one.name: one.found for one in found.facts}


def test_a_fact_typed_again_in_its_control() -> None:
    found = held("Le tarif est de ", ("26,40 €/h", PRICE), " pour l'", ("Association Exemple", NAME), ", dite A.")
    assert found == {PRICE: "26,40 €/h", NAME: "Association Exemple"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Le tarif est de 26,40 €/h pour l'Association Exemple, dite A.", ("26,40 €/h", "Association Exemple")),
        ("Le tarif est de 26 €/h pour l'Association Nouvelle, dite A.", ("26 €/h", "Association Nouvelle")),
        ("Le tarif est de pour l’Association Exemple, dite A.", ("", "Association Exemple")),
    ],
)
def test_where_no_control_is_left_the_letters_around_tell(typed: str, expected: tuple[str, str]) -> None:
    assert tuple(held(typed).values()) == expected


def test_where_controls_lost_their_names_their_order_tells() -> None:
    found = held("Le tarif est de ", ("26 €/h", "?"), " pour l'", ("Fondation", "?"), ", dite A.")
    assert found == {PRICE: "26 €/h", NAME: "Fondation"}


def test_what_is_typed_beside_an_emptied_control_is_the_fact() -> None:
    found = held("Le tarif est de ", ("", PRICE), "30 €/h pour l’", ("Association Exemple", NAME), ", dite A.")
    assert found[PRICE] == "30 €/h"


@pytest.mark.parametrize("typed", ["1er mars 2027", "2027 et 2028", "2028", "en 2027."])
def test_all_that_stands_in_a_cell_of_one_fact_is_that_fact(typed: str) -> None:
    year = "dotation_complementaire.montants[4].annee"
    found = found_in([(0, Line((Words("2027", fact=year),), "cell"))], [(0, Line((Words(typed),), "cell"))])
    assert [one.found for one in found.facts] == [typed]
    assert found.before == found.after


def test_what_is_typed_against_a_control_is_of_the_fact_and_other_words_are_not() -> None:
    found = held(
        "Le tarif est de ",
        ("25,10 €/h", PRICE),
        " pour l’",
        ("Association Exemple", NAME),
        "s et ses filiales, dite A.",
    )
    assert found[NAME] == "Association Exemples"


def test_a_fact_among_words_that_changed_too_is_not_guessed() -> None:
    found = held("Le tarif est de 26 €/h pour la Fondation, dite B.")
    assert found == {PRICE: "26 €/h", NAME: None}


def test_a_blank_is_filled_in_with_or_without_its_brackets() -> None:
    blank = Words("[à compléter : date de la délibération]", fact="deliberation")
    line = Line((Words("Vu la délibération du "), blank, Words(" ;")))
    for typed in ("12 mars 2024", "[12 mars 2024]", "[à compléter : 12 mars 2024]"):
        found = found_in([(0, line)], [(0, Line((Words(f"Vu la délibération du {typed} ;"),)))])
        assert found.facts[0].found == "12 mars 2024"
    assert not found_in([(0, line)], [(0, line)]).facts[0].is_changed


def test_the_number_of_a_heading_that_an_editor_brings_up_to_date_is_no_word_changed() -> None:
    line = Line((Words("Voir l’article "), Words("3-1", reference="suivi"), Words(".")))
    now = Line((Words("Voir l’article "), Words("4-1", reference="suivi"), Words(".")))
    found = found_in([(0, line)], [(0, now)])
    assert found.before == found.after


def test_a_number_typed_in_place_of_a_reference_is_a_word_changed() -> None:
    line = Line((Words("Voir l’article "), Words("3-1", reference="suivi"), Words(".")))
    found = found_in([(0, line)], [(0, Line((Words("Voir l’article 4-1."),)))])
    assert (found.before, found.after) == ("Voir l’article 3-1.", "Voir l’article 4-1.")


def test_a_figure_overtyped_is_told_and_is_no_word() -> None:
    line = Line((Words("1\u202f200,00", figure="charges.total"),), "cell")
    found = found_in([(0, line)], [(0, Line((Words("1 300,00"),), "cell"))])
    assert [(one.name, one.found) for one in found.figures] == [("charges.total", "1 300,00")]
    assert found.before == found.after
