"""A group of facts reads what is right and gives it back; all that is wrong is told, each at its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.champs import Entier, Fiche, Jour, OuiNon, Texte, champ, liste
from models.fiches.champ import cle
from models.fiches.faults import Fault, UnreadError
from models.fiches.groupe import altered, as_data, checks, create, fields_of, given_in, of_values, prepares, read_as
from models.fiches.marks import AuMoins, Bornes


class Place(Fiche):
    """What stands inside another group."""

    nom: Texte
    rang: Annotated[Entier, Bornes(least=1, most=9)] = 1
    jour: Jour | None = None
    ouverte: OuiNon = False
    genre: Literal["jour", "nuit"] = "jour"


class Maison(Fiche):
    """A group that holds others, alone, in a list, and by name."""

    titre: Texte = cle(description="Son nom.")
    seule: Place | None = None
    places: list[Place] = liste("places")
    par_nom: dict[str, Place] = {}
    motifs: Annotated[list[Texte], AuMoins(1)] = ["usage"]
    prix: Decimal | None = champ("prix")

    @prepares
    @classmethod
    def _named(cls, said: Any) -> Any:
        return {"titre": said} if isinstance(said, str) else said

    @checks
    def _has_room(self) -> Maison:
        if self.titre == "vide" and self.places:
            raise ValueError("une maison vide n'a pas de place.")
        return self


TEXTS = st.text(st.characters(categories=("L", "N")), min_size=2, max_size=6).filter(lambda one: one.lower() != "non")
PLACES = st.fixed_dictionaries(
    {"nom": TEXTS},
    optional={
        "rang": st.integers(1, 9),
        "jour": st.dates(date(2000, 1, 1), date(2040, 1, 1)),
        "ouverte": st.booleans(),
        "genre": st.sampled_from(["jour", "nuit"]),
    },
)
HOUSES = st.fixed_dictionaries(
    {"titre": TEXTS},
    optional={
        "seule": PLACES,
        "places": st.lists(PLACES, max_size=3),
        "par_nom": st.dictionaries(TEXTS, PLACES, max_size=3),
        "motifs": st.lists(TEXTS, min_size=1, max_size=3),
        "prix": st.decimals(0, 10_000, places=2),
    },
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5) | st.integers(), inside),
    max_leaves=8,
)


@given(HOUSES)
def test_what_is_read_is_given_back(said: dict[str, Any]) -> None:
    read = read_as(Maison, said)
    again = read_as(Maison, as_data(read))
    assert again == read
    assert {name: as_data(read)[name] for name in said if not isinstance(said[name], dict | list)} == {
        name: one for name, one in said.items() if not isinstance(one, dict | list)
    }
    assert given_in(read) == said.keys()


def faults(said: Any) -> tuple[Fault, ...] | None:
    """What is wrong; None where nothing is."""
    try:
        read_as(Maison, said)
    except UnreadError as error:
        return error.faults
    return None


@given(HOUSES, st.sampled_from(list(fields_of(Maison))), ANYTHING)
def test_whatever_is_wrong_is_told_where_it_is_and_nothing_else(said: dict[str, Any], name: str, wrong: Any) -> None:
    assert {fault.path[:1] for fault in faults({**said, name: wrong}) or ()} <= {(name,)}


@given(ANYTHING)
def test_nothing_that_is_read_raises_an_error_of_python(said: Any) -> None:
    assert faults(said) != ()


def test_every_fault_comes_at_once_with_its_place() -> None:
    said = {
        "places": [{"nom": "A", "rang": "12"}, {"rang": "x", "zzz": 1}],
        "par_nom": {"b": {"nom": "B", "genre": "soir"}, 3: {"nom": "C"}},
        "seule": "A",
        "motifs": [],
        "autre": 1,
    }
    with pytest.raises(UnreadError) as refused:
        read_as(Maison, said)
    assert [(fault.sort, fault.path) for fault in refused.value.faults] == [
        ("missing", ("titre",)),
        ("group", ("seule",)),
        ("at_most", ("places", 0, "rang")),
        ("missing", ("places", 1, "nom")),
        ("value", ("places", 1, "rang")),
        ("unknown_key", ("places", 1, "zzz")),
        ("choice", ("par_nom", "b", "genre")),
        ("text", ("par_nom", 3)),
        ("too_short", ("motifs",)),
        ("unknown_key", ("autre",)),
    ]


def test_a_class_prepares_what_is_said_and_checks_the_whole() -> None:
    assert read_as(Maison, "vide") == Maison(titre="vide")
    with pytest.raises(UnreadError) as refused:
        read_as(Maison, {"titre": "vide", "places": [{"nom": "A"}]})
    assert [(one.sort, one.path, str(one.limits["error"])) for one in refused.value.faults] == [
        ("value", (), "une maison vide n'a pas de place.")
    ]


def test_a_group_does_not_change_and_a_copy_of_it_does() -> None:
    read = read_as(Maison, {"titre": "A"})
    with pytest.raises(AttributeError):
        read.titre = "B"
    other = altered(read, {"titre": "B"})
    assert (read.titre, other.titre, set(given_in(other))) == ("A", "B", {"titre"})
    assert of_values(Maison, {"titre": "A"}) == read
    assert read.places is not read_as(Maison, {"titre": "C"}).places


def test_a_question_may_have_any_name() -> None:
    names = ("reader", "copy", "schema", "fields", "places_de_nuit")
    kind = create("Autre", Maison, {name: (Texte | None, champ(name)) for name in names})
    read: Any = read_as(kind, {"titre": "A", **dict.fromkeys(names, "x")})
    assert [getattr(read, name) for name in names] == ["x"] * len(names)
    assert list(fields_of(kind)) == [*fields_of(Maison), *names]
    assert issubclass(kind, Maison)
