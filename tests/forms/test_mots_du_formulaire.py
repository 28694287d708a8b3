"""The words of a form: what it tells to type is read as it says, and no help speaks of what a form does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

import cpom
from engine.asking.asked import Asked, asked
from engine.forms.form import Form
from engine.forms.made import form_of
from engine.importing.given import Given
from engine.merging.form_answers import answered
from models import chemins
from models.chemins import Noms
from models.reponses import est_sans_objet
from tests.forms.conftest import DAY, SENT, Bureau
from tests.merging.conftest import answers

MODELS = tuple(cpom.Bibliotheque().modeles)


def form(name: str) -> Form:
    return form_of(answers(name).model, None, {})


def told(one: Form) -> Iterator[tuple[Noms, str]]:
    """All that a form says of each question and of each table."""
    for asking in one.every_question:
        yield asking.names, "\n".join((asking.aide, asking.how, asking.si, asking.optional))
    for table in one.tables:
        yield table.names, "\n".join((table.title, table.aide, table.si))


@pytest.mark.parametrize("name", MODELS)
def test_where_none_is_an_answer_it_is_told_as_it_is_typed(name: str) -> None:
    for names, words in told(form(name)):
        assert not re.search(rf"\b{names[-1]} ?:", words), words


@pytest.mark.parametrize("typed", ["aucun", "{}: aucun", "« {} : Aucun »"])
def test_none_is_read_wherever_a_form_offers_it(bureau: Bureau, typed: str) -> None:
    offering = [names for names, words in told(form("ehpad")) if re.search("« aucun ».*s'il n'y en a pas", words)]
    tables = {one.names: one for one in form("ehpad").tables}
    inside = {one.names for table in tables.values() for one in table.questions}
    assert {names[-1] for names in offering} >= {"partenaires", "contrats_precedents", "projets", "soins"}
    answered = {}
    for names in offering:
        first = tables[names].questions[0].names if names in tables else names
        answered[f"{'.'.join(first)}{'#1' * (first in inside)}"] = typed.format(names[-1])
    bureau.filled(answered, text="modele: ehpad\n")
    made = bureau.taken()
    for names in offering:
        (said,) = (one for _, one in chemins.every(made.dossier._source.data, names))
        assert est_sans_objet(said), names
    assert not {one.code for one in made.dossier.controles} & {"etablissement-inconnu"}


@pytest.mark.parametrize("name", MODELS)
def test_no_help_names_a_key_or_a_code_of_a_description(name: str) -> None:
    known = answers(name).model
    keys = {step: words for names, words in labels(asked(known)) for step in names[-1:]}
    for names, words in told(form(name)):
        assert not re.search(r"[a-z]_[a-z]|[a-z]\.[a-z]|[{}\[\]]", re.sub(r"\S+@\S+", "", words)), (names, words)
        quoted = {one for one in re.findall("« ([a-z]+) »", words) if keys.get(one, one).lower() != one}
        assert not quoted, (names, words)


def labels(questions: tuple[Asked, ...], above: Noms = ()) -> Iterator[tuple[Noms, str]]:
    """The words of each key, and of each answer to choose from."""
    for one in questions:
        yield (*above, one.name), one.libelle
        yield from (((*above, one.name, value), label) for value, label in one.choices.items() if label)
        yield from labels(one.under, (*above, one.name))


@pytest.mark.parametrize("name", MODELS)
def test_an_answer_is_taken_as_the_form_offers_it(name: str) -> None:
    """Its line in a document and its words in a list; before a sign that ends a part of them, that part alone."""
    for asking in form(name).every_question:
        for value, words in asking.choices.items():
            for typed in (words, words.upper(), f"– {words}", value):
                assert answered(Given(1, 1, "text", typed), asking, DAY) == value, (asking.names, typed)


def test_an_answer_that_is_none_of_those_offered_is_refused_in_its_cell(bureau: Bureau) -> None:
    for typed in ("Virage domiciliaire", "saad, préambule", "Choix par défaut"):
        bureau.filled({"preambule": typed})
        assert "\npreambule: virage-domiciliaire\n" in bureau.taken(SENT).yaml()
    bureau.filled({"preambule": "le troisième"})
    assert [one.split()[-1] for one in bureau.refused(SENT)] == ["valeur-refusee"]
