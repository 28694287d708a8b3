"""The numbers that an objective names are among those that the model knows; a model without any takes all words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.errors import Finding, dotted

Controle = Callable[[str], list[Finding]]


def unknown(found: list[Finding]) -> list[Finding]:
    return [one for one in found if one.code == "mention-inconnue"]


def test_each_number_of_no_mention_is_told_with_those_that_exist(controler: Controle) -> None:
    told = unknown(controler('modele: saad\nobjectifs: [{intitule: Un, mentions: ["99°", "7°", "bêtise"]}]'))
    assert [dotted(one.path) for one in told] == ["objectifs[1].mentions[1]", "objectifs[1].mentions[3]"]
    assert told[1].message == "« bêtise » n'est le numéro d'aucune des mentions que le contrat doit porter."
    assert told[1].hint.startswith("Au choix : 1°, 2°, ")


def missing(found: list[Finding]) -> list[tuple[str, str]]:
    return [(one.message, one.hint) for one in found if one.code == "mentions-du-contrat"]


@pytest.mark.parametrize(
    ("described", "mention"),
    [
        ("modele: ehpad\ngestionnaire: {statut: etablissement_public}", "le statut juridique de l'entité gestionnaire"),
        ("modele: chrs", "les effets du dialogue de gestion"),
        ("modele: sad-ille-et-vilaine\nterritoire: {epci: [{nom: rennes_metropole}]}", "le territoire desservi"),
    ],
)
def test_a_mention_that_the_contract_prints_of_itself_is_not_missing(
    controler: Controle, described: str, mention: str
) -> None:
    signed = f"{described}\nsignature: {{date: 2026-01-15}}\nobjectifs: [{{intitule: Former}}]"
    told = missing(controler(signed))
    assert told
    assert not [message for message, _ in told if mention in message]


def test_a_clause_that_was_left_out_says_nothing_any_more(controler: Controle) -> None:
    signed = "modele: chrs\nsignature: {date: 2026-01-15}\nobjectifs: [{intitule: Former}]\n"
    without = signed + "adaptations: {suivi: {supprimee: oui, motif: accord des parties}}"
    said = [
        [message for message, _ in missing(controler(one)) if "dialogue de gestion" in message]
        for one in (signed, without)
    ]
    assert [bool(one) for one in said] == [False, True]


def test_what_is_missing_is_led_to_its_facts_and_to_an_objective_where_it_may_be_one(controler: Controle) -> None:
    signed = "modele: ehpad\nsignature: {date: 2026-01-15}\nobjectifs: [{intitule: Former}]"
    about_objectives, about_facts = missing(controler(signed))[:2]
    assert "les soins palliatifs et l'hospitalisation à domicile" in about_objectives[0]
    assert about_objectives[1].startswith("Dites-le à l'objectif qui en traite")
    assert about_facts[1].startswith("Donnez les faits qui le montrent (gestionnaire.finess, ")
    assert "objectif" not in about_facts[1]


def test_a_day_that_is_in_no_year_does_not_go_on_with_its_sentence(controler: Controle) -> None:
    said = "modele: saad\ndotation_complementaire: {retenu: oui, versement: acompte_et_solde, solde_avant: %s}"
    codes = [[one.code for one in controler(said % day)] for day in ("30 septembre", "31 septembre")]
    assert "reponse-en-phrase" not in codes[0]
    assert "reponse-en-phrase" in codes[1]
