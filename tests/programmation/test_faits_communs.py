"""The facts that contracts share: what is wrong with them is told once, where they stand."""

from __future__ import annotations

import pytest

from engine.programmation.audit import audit
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from tests.programmations import HEAD, MakeProgramme

BARE = HEAD.replace("commun: {duree: 5 ans}\n", "")


def codes(programme: MakeProgramme, more: str) -> list[str]:
    return [one.code for one in audit(programme(head=BARE + more))]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("commun: {duréee: 5 ans}\n", "cle-inconnue"),
        ("commun: {duree: cinq}\n", "valeur-refusee"),
        ("commun: {gestionnaire: oui}\n", "groupe-attendu"),
        ("commun: {modele: saad}\n", "fait-remplace"),
        ("commun: {etablissements: [{nom: EHPAD}]}\n", "fait-remplace"),
        ('departements: {"35": {collectivite: [a]}}\n', "groupe-attendu"),
        ('departements: {"999": {duree: 5 ans}}\n', "departement-inconnu"),
        ("departements: {Ille-et-Vilaine: {duree: 5 ans}}\n", "departement-mal-ecrit"),
        ("departements: {1: {duree: 5 ans}}\n", "departement-mal-ecrit"),
        ('departements: {"56": {duree: 5 ans}}\n', "departement-inutile"),
    ],
)
def test_what_is_wrong_with_shared_facts_is_told_once_at_its_place(
    programme: MakeProgramme, more: str, code: str
) -> None:
    (found,) = audit(programme(head=BARE + more))
    assert found.code == code
    assert found.place
    assert (found.place.file.endswith("programme.yaml"), found.place.line) == (True, 6)


def test_a_table_whose_departements_are_not_known_says_nothing_of_those_of_the_head(programme: MakeProgramme) -> None:
    table = "FINESS ET;FINESS EJ;Raison sociale;Gestionnaire;Année\n350000022;350000014;EHPAD A;Association;2026\n"
    found = audit(programme(table, BARE + 'departements: {"56": {duree: 5 ans}}\n'))
    assert "departement-inutile" not in [one.code for one in found]


def test_a_fact_of_the_arrete_alone_is_sent_where_it_goes(programme: MakeProgramme) -> None:
    head = BARE.replace("modele: ehpad", "modele: chrs") + "commun: {prefet: {civilite: Mme, prenom: Jeanne}}\n"
    (found,) = [one for one in audit(programme(head=head)) if one.code == "cle-inconnue"]
    assert "« prefet.prenom » est un fait de l'arrêté" in found.message
    assert "arrete: faits:" in found.hint


def test_shared_facts_that_are_right_are_not_told(programme: MakeProgramme) -> None:
    assert not codes(programme, 'commun: {duree: 5 ans}\ndepartements: {"35": {signature: {lieu: Rennes}}}\n')


def test_shared_facts_never_change_the_model(programme: MakeProgramme) -> None:
    made = [one for one in projets(programme(head=BARE + "commun: {modele: saad}\n")) if isinstance(one, Projet)]
    assert all(one.texte.startswith("modele: ehpad\n") for one in made)


def test_a_key_that_nothing_admits_is_told_where_its_group_stands(programme: MakeProgramme) -> None:
    (made, *_) = projets(programme(head=BARE + "commun: {inconnue: {a: {b: c}}}\n"))
    assert isinstance(made, Projet)
    assert made.place(("inconnue",)).file.endswith("programme.yaml")
