"""What the law settles for each legal form: who represents it, which organ deliberates; the rest is asked."""

from __future__ import annotations

import pytest

from engine.law.formes import forme_of_name, load_formes, with_forme
from engine.libraries.modele import load_model
from engine.reading.suggestions import choices
from models.fiches.groupe import read_as
from models.parties import Forme, Statut
from tests.bibliotheques import OURS

# § 6 of the review of the law: the representative whom a text names for each form; the others are asked.
REPRESENTANTS = {
    "ccas": ("présidente", "conseil d'administration"),
    "cias": ("présidente", "conseil d'administration"),
    "etablissement_public_de_sante": ("directrice", "conseil de surveillance"),
    "etablissement_public_social": ("directrice", "conseil d'administration"),
    "departement": ("présidente du conseil départemental", ""),
    "mutuelle": ("présidente du conseil d'administration", "conseil d'administration"),
    "sarl": ("gérante", ""),
    "eurl": ("gérante", ""),
    "snc": ("gérante", ""),
    "sas": ("présidente", ""),
    "sasu": ("présidente", ""),
}


def test_every_form_that_may_be_given_is_known() -> None:
    assert choices(Forme) == list(load_formes(OURS))
    assert {one.statut_du_gestionnaire for one in load_formes(OURS).values()} - {None} == set(choices(Statut))


def test_the_law_names_who_represents_some_forms_and_no_other() -> None:
    named = {key: forme for key, forme in load_formes(OURS).items() if forme.qualite}
    assert named.keys() == REPRESENTANTS.keys()
    for key, forme in named.items():
        assert forme.qualite
        assert (forme.qualite.of("Mme"), forme.organe) == REPRESENTANTS[key]
        assert forme.statut == "confirmé"
        assert forme.source


@pytest.mark.parametrize(
    "key", ["association", "fondation", "congregation", "commune", "gip", "gcsms", "msa", "sa", "scic", "scop"]
)
def test_where_no_text_names_it_the_title_is_asked(key: str) -> None:
    assert load_formes(OURS)[key].qualite is None


@pytest.mark.parametrize(
    ("name", "forme"),
    [
        ("CCAS d'Exemple", "ccas"),
        ("Centre communal d’action sociale d’Exemple", "ccas"),
        ("CENTRE INTERCOMMUNAL D'ACTION SOCIALE", "cias"),
        ("SARL Exemple", "sarl"),
        ("S.A.R.L. Exemple", "sarl"),
        ("SASU Exemple", "sasu"),
        ("Société par actions simplifiée unipersonnelle Exemple", "sasu"),
        ("Société par actions simplifiée Exemple", "sas"),
        ("GCSMS Exemple", "gcsms"),
        # Nothing is sure: these names are those of any form.
        ("Association Exemple", None),
        ("Sas de l'Exemple", None),
        ("Saint-Exemple", None),
        ("Centre hospitalier Exemple", None),
        ("EHPAD Exemple", None),
        ("Fondation Exemple", None),
        ("Société Exemple", None),
        ("", None),
    ],
)
def test_a_form_is_read_in_a_name_only_where_there_is_no_doubt(name: str, forme: str | None) -> None:
    assert forme_of_name(OURS, name) == forme


@pytest.mark.parametrize(
    ("given", "forme", "statut"),
    [
        ({"raison_sociale": "CCAS d'Exemple"}, "ccas", "etablissement_public"),
        ({"raison_sociale": "Exemple", "forme": "sas"}, "sas", "societe"),
        ({"raison_sociale": "Exemple", "statut": "association"}, "association", "association"),
        ({"raison_sociale": "SAS Exemple", "statut": "association"}, "association", "association"),
        ({"raison_sociale": "GIP Exemple"}, "gip", None),
        ({"raison_sociale": "Exemple", "statut": "societe"}, None, "societe"),
        ({}, None, None),
    ],
)
def test_the_statut_follows_from_the_form(given: dict[str, str], forme: str | None, statut: str | None) -> None:
    kind = load_model("saad").description
    gestionnaire = with_forme(OURS, read_as(kind, {"modele": "saad", "gestionnaire": given})).gestionnaire
    assert (gestionnaire.forme, gestionnaire.statut) == (forme, statut)
