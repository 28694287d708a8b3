"""The words of a source come back from what a blank form prints and from the departures that a clause quotes."""

from __future__ import annotations

from typing import Any

import pytest

from engine.libraries.ecarts import Ecart
from engine.sources.rebuild import backwards
from models.fiches.groupe import read_as

PRINTED = "Article 2\n\nLes parties se réunissent le 1er mars ;\n- À défaut, le Département [à préciser] décide.\n"


def ecart(source: str | list[str], texte: str | list[str], **said: Any) -> Ecart:
    """A departure with its reason."""
    return read_as(Ecart, {"source": source, "texte": texte, "motif": "Essai.", **said})


@pytest.mark.parametrize(
    ("departure", "expected"),
    [
        (ecart("se réunient", "se réunissent"), "Les parties se réunient le 1er mars ;"),
        (ecart("le 2 mai.", "le 1er mars ;"), "se réunissent le 2 mai."),
        (ecart("réunies le […] ;", "se réunissent le […] ;"), "Les parties réunies le 1er mars ;"),
        (ecart("A défaut le (…) arrête", "À défaut, le (…) décide"), "- A défaut le Département [à préciser] arrête."),
        (ecart("Les parties, A défaut", ["Les partis", "À défaut"]), "- Les parties, A défaut, le Département"),
        (ecart(["se réunient", "A défaut"], ["se réunissent", "À défaut"]), "- A défaut, le"),
        (ecart("(sans équivalent)", "le Département [à préciser]"), "- À défaut,  décide."),
        (ecart("L'une d'elles décide", "[à préciser] décide"), "le Département L'une d'elles décide."),
        (ecart("se réunissentle", "se réunissent le"), "Les parties se réunissentle 1er mars"),
    ],
)
def test_the_words_of_the_source_are_put_back(departure: Ecart, expected: str) -> None:
    text, wrong = backwards(PRINTED, [departure])
    assert not wrong
    assert expected in text


@pytest.mark.parametrize(
    "departure",
    [
        ecart("Les parties se réunissent", "L'une des parties se réunit"),
        ecart("se réunissent le 1er mars", "se réunissent le […]"),
        ecart("À défaut", "A défaut", vierge="source"),
        ecart("le Département [à préciser]", "le Département"),
    ],
)
def test_what_the_form_prints_of_its_source_is_left_as_it_is(departure: Ecart) -> None:
    assert backwards(PRINTED, [departure]) == (PRINTED, [])


@pytest.mark.parametrize(
    ("departures", "code", "said"),
    [
        (
            [ecart("Les parties conviennent", "Les parties décident")],
            "ecart-introuvable",
            "ni « Les parties décident »",
        ),
        ([ecart("Les partis", "Les parties", vierge="source")], "ecart-introuvable", "n'imprime pas « Les partis »"),
        ([ecart("la", "le")], "ecart-ambigu", "plusieurs fois « le »"),
        ([ecart("mars", "décide")], "ecart-ambigu", "« mars » et « décide »"),
        (
            [ecart("se réunient", "se réunissent"), ecart("Ils", "Les parties se réunissent")],
            "ecart-ambigu",
            "un autre",
        ),
        ([ecart("le 2 mai", "se réunissent le […]")], "ecart-ambigu", "finit par un fait"),
    ],
)
def test_a_departure_that_cannot_be_put_back_is_told(departures: list[Ecart], code: str, said: str) -> None:
    _, wrong = backwards(PRINTED, departures)
    assert [(at, finding.code) for at, finding in wrong] == [(len(departures) - 1, code)]
    assert said in wrong[0][1].message


def test_words_in_several_places_may_all_depart_from_the_source() -> None:
    text, wrong = backwards("le 1er mars, le 2 mars", [ecart("mai", "mars", partout="oui")])
    assert (text, wrong) == ("le 1er mai, le 2 mai", [])
