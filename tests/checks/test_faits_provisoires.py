"""A fact in words is an answer: no mark of a draft, no « oui » of another question, nothing that a file leaves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.errors import Finding, dotted

Controle = Callable[[str], list[Finding]]


@pytest.mark.parametrize(
    "words", ["à compléter", "[à compléter : enjeux]", "À définir.", "?", "XXX", "…", "Les enjeux sont […] et le reste"]
)
def test_what_keeps_the_place_of_an_answer_is_no_answer(controler: Controle, words: str) -> None:
    found = controler(f"{{modele: saad, diagnostic: {{enjeux: '{words}'}}}}")
    assert [(one.code, one.reserve, dotted(one.path)) for one in found] == [
        ("fait-provisoire", True, "diagnostic.enjeux")
    ]


@pytest.mark.parametrize("words", ["néant", "à définir avec le Département", "Rue des XX", "Quoi ?", "Aider…"])
def test_an_answer_that_resembles_a_mark_is_an_answer(controler: Controle, words: str) -> None:
    assert controler(f"{{modele: saad, diagnostic: {{enjeux: '{words}'}}}}") == []


@pytest.mark.parametrize(
    "words", ["oui", "Non", "true", "vrai", "no", "n/a", "NaN", "-", "#REF!", "#N/A", "'null'", "'[]'"]
)
def test_an_answer_in_words_is_no_oui_nor_what_a_file_leaves(controler: Controle, words: str) -> None:
    quoted = words if words.startswith("'") else f"'{words}'"
    (found,) = controler(f"{{modele: chrs, etablissements: [{{nom: CHRS Exemple, autorite: {quoted}}}]}}")
    assert (found.code, found.reserve, dotted(found.path)) == ("fait-provisoire", True, "etablissements[1].autorite")
    assert "Département de l'Ain" in found.hint


def test_the_items_of_a_list_are_answers_too(controler: Controle) -> None:
    (found,) = controler("{modele: ehpad, comite: {ars: [la directrice, oui]}}")
    assert dotted(found.path) == "comite.ars[2]"


def test_what_an_indicator_is_worth_may_be_oui(controler: Controle) -> None:
    indicator = "{intitule: Charte signée, initiale: non, cible: oui, annees: {2024: oui}}"
    described = f"{{effet: 2024-01-01, duree: 5 ans, objectifs: [{{operationnels: [{{indicateurs: [{indicator}]}}]}}]}}"
    assert [one for one in controler(described) if one.code == "fait-provisoire"] == []


def test_a_choice_and_an_oui_or_non_are_not_words(controler: Controle) -> None:
    assert controler("{modele: chrs, etablissements: [{nom: CHRS Exemple, subventionne: oui}]}") == []


@pytest.mark.parametrize("none", ["néant", "Aucune", "sans objet"])
def test_neant_is_no_answer_in_a_sentence(controler: Controle, none: str) -> None:
    described = f"{{modele: saad, gestionnaire: {{representant: {{qualite: {none}}}}}}}"
    found = [one for one in controler(described) if one.code == "fait-provisoire"]
    assert [dotted(one.path) for one in found] == ["gestionnaire.representant.qualite"]


def test_non_is_no_answer_where_a_blank_is_one(controler: Controle) -> None:
    (found,) = controler("{modele: ehpad, ars: {delegation: non}}")
    assert "(vide : le directeur général signe)" in found.hint


def test_aucun_is_an_answer_where_the_question_offers_it(controler: Controle) -> None:
    offered = "{modele: ehpad, siege: {organisation: non}, gestionnaire: {dotation_globalisee: néant}}"
    in_a_cell = "{modele: ehpad, autres_dotations: [{etablissement: EHPAD, autres: aucun}]}"
    for described in (offered, in_a_cell):
        assert [one for one in controler(described) if one.code == "fait-provisoire"] == []


def test_where_aucun_is_an_answer_it_is_proposed(controler: Controle) -> None:
    (found,) = controler("{modele: ehpad, gestionnaire: {dotation_globalisee: n/a}}")
    assert found.hint.endswith("S'il n'y en a pas, écrivez « aucun ».")
