"""How French calls an organisation: the words that precede its name, and the gender of what agrees with it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.law.formes import load_formes
from engine.law.organisations import Appellation, appellation, first_word, load_organisations, plain, without_article
from tests.bibliotheques import OURS

STATUTS = ("association", "fondation", "mutuelle", "etablissement_public", "societe")

# raison sociale → the words before it, « ci-après dénommé(e) »
ASSOCIATIONS = [
    ("Association Exemple", "de l’", "dénommée"),
    ("ASSOCIATION EXEMPLE", "de l’", "dénommée"),
    ("Les Amis de l'Exemple", "de l’association", "dénommée"),
    ("Le Relais Exemple", "de l’association", "dénommée"),
    ("La Maison Exemple", "de l’association", "dénommée"),
    ("L'Aide Exemple", "de l’association", "dénommée"),
    ("Aide et Soins", "de l’association", "dénommée"),
    ("Habitat Exemple", "de l’association", "dénommée"),
    ("Onze Maisons", "de l’association", "dénommée"),
    ("Yvelines Exemple", "de l’association", "dénommée"),
    ("Île Exemple", "de l’association", "dénommée"),
    ("ASSAD Exemple", "de l’association", "dénommée"),
    ("Centre d'aide à domicile Exemple", "de l’association", "dénommée"),
    ("Société philanthropique Exemple", "de l’association", "dénommée"),
    ("Fondation Exemple", "de l’association", "dénommée"),
    ("UDAF de l'Exemple", "de l’", "dénommée"),
    ("ADMR Exemple", "de l’", "dénommée"),
    ("ADAPEI Exemple", "de l’", "dénommée"),
    ("APF Exemple", "de l’", "dénommée"),
    ("UNA Exemple", "de l’", "dénommée"),
    ("UFCV Exemple", "de l’", "dénommée"),
    ("FEDESAP Exemple", "de la", "dénommée"),
    ("Union départementale Exemple", "de l’", "dénommée"),
    ("Œuvre Exemple", "de l’", "dénommée"),
    ("Congrégation Exemple", "de la", "dénommée"),
    ("Comité Exemple", "du", "dénommé"),
]
PUBLICS = [
    ("CCAS d'Exemple", "du", "dénommé"),
    ("CIAS d'Exemple", "du", "dénommé"),
    ("Centre communal d'action sociale", "du", "dénommé"),
    ("Centre hospitalier Exemple", "du", "dénommé"),
    ("CENTRE HOSPITALIER EXEMPLE", "du", "dénommé"),
    ("Hôpital Exemple", "de l’", "dénommé"),
    ("HOPITAL EXEMPLE", "de l’", "dénommé"),
    ("Hospices civils Exemple", "de l’établissement public", "dénommé"),
    ("EHPAD Exemple", "de l’", "dénommé"),
    ("GCSMS Exemple", "du", "dénommé"),
    ("GIP Exemple", "du", "dénommé"),
    ("SIVOM Exemple", "du", "dénommé"),
    ("Syndicat intercommunal Exemple", "du", "dénommé"),
    ("Communauté de communes Exemple", "de la", "dénommée"),
    ("Commune d'Exemple", "de la", "dénommée"),
    ("Département Exemple", "du", "dénommé"),
    ("Établissement public Exemple", "de l’", "dénommé"),
    ("Résidence Exemple", "de la", "dénommée"),
    ("Régie Exemple", "de la", "dénommée"),
    ("Les Ajoncs", "de l’établissement public", "dénommé"),
]
SOCIETES = [
    ("EURL Aide Exemple", "de l’", "dénommée"),
    ("SARL Aide Exemple", "de la", "dénommée"),
    ("S.A.R.L. Exemple", "de la", "dénommée"),
    ("SAS Exemple", "de la", "dénommée"),
    ("SA Exemple", "de la", "dénommée"),
    ("SCOP Exemple", "de la", "dénommée"),
    ("SCIC Exemple", "de la", "dénommée"),
    ("Société Exemple", "de la", "dénommée"),
    ("Entreprise Exemple", "de l’", "dénommée"),
    ("Groupe Exemple", "de la société", "dénommée"),
    ("Sas de l'Exemple", "de la société", "dénommée"),
    ("Centre Exemple", "de la société", "dénommée"),
]
AUTRES = [
    ("Mutualité française Exemple", "mutuelle", "de la Mutualité française Exemple", "dénommée"),
    ("Harmonie Exemple", "mutuelle", "de la mutuelle Harmonie Exemple", "dénommée"),
    ("MSA Exemple", "mutuelle", "de la MSA Exemple", "dénommée"),
    ("Caisse Exemple", "mutuelle", "de la Caisse Exemple", "dénommée"),
    ("Fondation Exemple", "fondation", "de la Fondation Exemple", "dénommée"),
    ("Hôpital Exemple", "fondation", "de la fondation Hôpital Exemple", "dénommée"),
    # The statut is not known yet: the name alone tells.
    ("Centre d'aide Exemple", "", "du Centre d'aide Exemple", "dénommé"),
    ("Association Exemple", "", "de l’Association Exemple", "dénommée"),
]


def called(name: str, statut: str) -> Appellation:
    found = appellation(OURS, name, statut)
    assert found
    return found


def denomme(found: Appellation) -> str:
    return "dénommée" if found.feminin else "dénommé"


@pytest.mark.parametrize(
    ("statut", "name", "de", "participe"),
    [
        *[("association", *row) for row in ASSOCIATIONS],
        *[("etablissement_public", *row) for row in PUBLICS],
        *[("societe", *row) for row in SOCIETES],
    ],
)
def test_a_party_is_called_as_its_name_or_its_form_has_it(statut: str, name: str, de: str, participe: str) -> None:
    found = called(name, statut)
    assert (found.de.strip(), denomme(found)) == (de, participe)


@pytest.mark.parametrize(("name", "statut", "de", "participe"), AUTRES)
def test_other_forms_and_names_alone(name: str, statut: str, de: str, participe: str) -> None:
    found = called(name, statut)
    assert (found.de + name, denomme(found)) == (de, participe)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("L'Association Exemple", "Association Exemple"),
        ("La Fédération Exemple", "Fédération Exemple"),
        ("le CCAS Exemple", "CCAS Exemple"),
        ("La Clairière Exemple", "La Clairière Exemple"),
        ("Les Amis de l'Exemple", "Les Amis de l'Exemple"),
        ("Lassociation Exemple", "Lassociation Exemple"),
    ],
)
def test_the_article_typed_before_a_word_that_says_what_it_is_stands_once(typed: str, printed: str) -> None:
    assert without_article(OURS, typed) == printed


def test_what_nothing_tells_is_not_guessed() -> None:
    assert appellation(OURS, "Les Amis de l'Exemple") is None
    assert appellation(OURS, "HLM Exemple") is None
    assert appellation(OURS, "") is None


@pytest.mark.parametrize(
    "name", ["« Association Exemple »", '"Association Exemple"', "  Association Exemple", "Association, Exemple"]
)
def test_quotes_and_spaces_do_not_hide_the_word(name: str) -> None:
    assert first_word(name) == "Association"
    assert called(name, "association").de == "de l’"


def test_a_finer_form_introduces_the_name() -> None:
    sarl, eurl = load_formes(OURS)["sarl"].introduction, load_formes(OURS)["eurl"].introduction
    for name, forme, de in (("Aide Exemple", sarl, "de la SARL "), ("Aide Exemple", eurl, "de l’EURL ")):
        found = appellation(OURS, name, "societe", forme)
        assert found
        assert found.de == de


@given(st.text(max_size=30), st.sampled_from(STATUTS))
def test_with_a_statut_any_name_has_an_article_that_agrees_with_it(name: str, statut: str) -> None:
    found = called(name, statut)
    article = "de l’" if found.elidee else "de la " if found.feminin else "du "
    assert found.de == (f"{article}{found.mot} " if found.mot else article)
    assert found.le[:2] in ("le", "la", "l’")
    assert (found.de.startswith("du ")) == (found.le.startswith("le ")) == (found.a.startswith("au "))


@given(st.sampled_from(sorted(load_organisations(OURS).sigles)), st.text(alphabet="ABC abc", max_size=8))
def test_an_acronym_is_elided_before_a_vowel_and_never_before_a_consonant(sigle: str, rest: str) -> None:
    found = appellation(OURS, f"{sigle} {rest}")
    assert found
    assert found.elidee == (sigle[0] in "AEIOUYH")


def test_the_tables_are_written_without_accents_nor_capitals_and_in_capitals() -> None:
    tables = load_organisations(OURS)
    assert all(word == plain(word) for word in tables.mots)
    assert all(sigle.isupper() and sigle == unicodedata.normalize("NFC", sigle) for sigle in tables.sigles)
    known = {*STATUTS, "tous"}
    assert all(known.issuperset(one.statuts) for one in (*tables.mots.values(), *tables.sigles.values()))
    assert set(tables.statuts) == set(STATUTS)
