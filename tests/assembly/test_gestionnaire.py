"""The organisme gestionnaire and who signs for it, in every model: the words that a lawyer would write."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from engine.dossier import Dossier, dossier_of
from engine.reading.yaml_strict import parse_yaml
from engine.writing.layout.plain import write_text

MODELES = {"saad": "35", "sad-ille-et-vilaine": "35", "saad-seine-et-marne": "77", "chrs": "35", "ehpad": "35"}

PRESENTATION = (
    " (numéro SIREN [à compléter : numéro SIREN de l'organisme gestionnaire])"
    ", dont le siège est situé [à compléter : adresse du siège]"
)


def dossier(modele: str, gestionnaire: str, more: str = "") -> Dossier:
    text = f"modele: {modele}\ndepartement: '{MODELES[modele]}'\nsignature: {{date: 2024-01-15}}\n{more}"
    source = parse_yaml(f"{text}gestionnaire: {{{gestionnaire}}}\n".encode(), "contrat.yaml")
    return dossier_of(source, Path("contrat.yaml"), date(2024, 1, 15))


def contract(modele: str, gestionnaire: str, more: str = "") -> str:
    tree = dossier(modele, gestionnaire, more).assembled().document
    written = write_text(tree).replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
    return written.replace(PRESENTATION, "")


def qui(civilite: str, qualite: str = "") -> str:
    said = f", qualite: {qualite}" if qualite else ""
    return f"representant: {{civilite: {civilite}, prenom: Camille, nom: EXEMPLE{said}}}"


# What is known of the gestionnaire and of who signs → the party, then as Seine-et-Marne has it, and the deliberation.
PARTIES = [
    ("raison_sociale: CCAS d'Exemple", "Mme", "présidente du CCAS d'Exemple",
     "Le CCAS d'Exemple, représenté par sa présidente,", "du conseil d'administration"),
    ("raison_sociale: CCAS d'Exemple", "M.", "président du CCAS d'Exemple",
     "Le CCAS d'Exemple, représenté par son président,", "du conseil d'administration"),
    ("raison_sociale: Hospices Exemple, forme: etablissement_public_de_sante", "Mme",
     "directrice de l'établissement public de santé Hospices Exemple",
     "L'établissement public de santé Hospices Exemple, représenté par sa directrice,", "du conseil de surveillance"),
    ("raison_sociale: Résidence Exemple, forme: etablissement_public_social", "M.", "directeur de la Résidence Exemple",
     "La Résidence Exemple, représentée par son directeur,", "du conseil d'administration"),
    ("raison_sociale: Exemple, forme: mutuelle", "M.", "président du conseil d'administration de la mutuelle Exemple",
     "La mutuelle Exemple, représentée par son président du conseil d'administration,", "du conseil d'administration"),
    ("raison_sociale: EURL Aide Exemple", "M.", "gérant de l'EURL Aide Exemple",
     "L'EURL Aide Exemple, représentée par son gérant,", ""),
    ("raison_sociale: Aide Exemple, forme: sarl", "Mme", "gérante de la SARL Aide Exemple",
     "La SARL Aide Exemple, représentée par sa gérante,", ""),
    ("raison_sociale: SAS Exemple", "Mme", "présidente de la SAS Exemple",
     "La SAS Exemple, représentée par sa présidente,", ""),
]  # fmt: skip


@pytest.mark.parametrize(("known", "civilite", "partie", "seine_et_marne", "organe"), PARTIES)
def test_the_party_is_named_alike_in_every_model(
    known: str, civilite: str, partie: str, seine_et_marne: str, organe: str
) -> None:
    gestionnaire = f"{known}, deliberation: 2023-12-04, {qui(civilite)}"
    for modele in ("saad", "sad-ille-et-vilaine", "chrs"):
        assert f"{civilite} Camille EXEMPLE, {partie}" in contract(modele, gestionnaire)
    printed = contract("saad-seine-et-marne", gestionnaire)
    assert f"- {seine_et_marne} {civilite} Camille EXEMPLE" in printed
    assert ("Vu la délibération" in printed and f"la délibération {organe}" in printed) or not organe
    assert organe or "conseil d'administration" not in printed


@pytest.mark.parametrize("modele", MODELES)
@pytest.mark.parametrize(
    "known",
    ["statut: association", "statut: fondation", "statut: etablissement_public", "statut: societe", "forme: sa"],
)
def test_where_no_text_names_who_signs_the_title_is_asked_and_not_guessed(modele: str, known: str) -> None:
    gestionnaire = f"raison_sociale: Exemple, {known}, {qui('Mme')}"
    missing = dossier(modele, gestionnaire).assembled().missing
    assert ("gestionnaire", "representant", "qualite") in missing
    printed = contract(modele, gestionnaire)
    assert not any(f"EXEMPLE, {titre}" in printed for titre in ("présidente", "directrice", "gérante"))
    given = dossier(modele, f"raison_sociale: Exemple, {known}, {qui('Mme', 'présidente')}").assembled()
    assert ("gestionnaire", "representant", "qualite") not in given.missing


@pytest.mark.parametrize("modele", ["saad", "saad-seine-et-marne", "chrs", "ehpad"])
def test_the_organ_of_a_public_body_is_asked_unless_its_form_tells(modele: str) -> None:
    more = "visas: {deliberation_du_gestionnaire: oui}\n" if modele == "ehpad" else ""
    organe = ("gestionnaire", "organe_deliberant")
    assert organe in dossier(modele, "raison_sociale: Exemple, statut: etablissement_public", more).assembled().missing
    for known in ("forme: ccas", "forme: etablissement_public_de_sante", "statut: association"):
        assert organe not in dossier(modele, f"raison_sociale: Exemple, {known}", more).assembled().missing


@pytest.mark.parametrize("modele", MODELES)
def test_who_signs_stands_under_the_title_of_the_party_with_a_quality(modele: str) -> None:
    printed = contract(modele, f"raison_sociale: Association Exemple, statut: association, {qui('Mme', 'présidente')}")
    assert "\nCamille EXEMPLE, présidente\n" in printed


@pytest.mark.parametrize("modele", MODELES)
def test_a_delegation_is_said_with_the_day_of_its_act(modele: str) -> None:
    signataire = qui("Mme", "directrice").replace("}", ", delegation: 2023-09-04}")
    printed = contract(modele, f"raison_sociale: CCAS d'Exemple, {signataire}")
    assert re.search(r"directrice[^.;]*, par délégation en date du 4 septembre 2023,", printed)
    assert "2023 du C" not in printed
    assert "\nCamille EXEMPLE, directrice, par délégation\n" in printed


def test_what_is_named_agrees_with_what_is_printed() -> None:
    centre = "raison_sociale: Centre d'aide à domicile Exemple, statut: association"
    assert "de l'association Centre d'aide à domicile Exemple, ci-après dénommée" in contract("saad", centre)
    assert "du Centre communal d'action sociale Exemple, ci-après dénommé «" in contract(
        "saad", "raison_sociale: Centre communal d'action sociale Exemple"
    )


def test_a_title_that_begins_with_a_vowel_takes_son() -> None:
    printed = contract("saad-seine-et-marne", f"raison_sociale: GIP Exemple, {qui('Mme', 'administratrice')}")
    assert "représenté par son administratrice" in printed


def test_the_committee_and_the_signature_agree_with_who_signs() -> None:
    femme = f"raison_sociale: Association Exemple, statut: association, federation: non, {qui('Mme', 'présidente')}"
    assert "- La Présidente de la structure co-signataire ;" in contract("saad-seine-et-marne", femme)
    directrice = femme.replace("présidente", "directrice générale")
    printed = contract("saad-seine-et-marne", directrice)
    assert "- Le Président de la structure co-signataire ;" in printed  # somebody else, whom nothing names
    assert "- La Directrice Générale de la structure co-signataire ;" in printed
    femme = femme.replace(", federation: non", "")
    homme = femme.replace("Mme", "M.").replace("présidente", "président")
    assert "La Représentante légale de l'organisme gestionnaire" in contract("sad-ille-et-vilaine", femme)
    assert "Le Représentant légal de l'organisme gestionnaire" in contract("sad-ille-et-vilaine", homme)


def test_a_federation_is_called_so() -> None:
    nommee = "raison_sociale: Union Exemple, statut: association, federation: oui"
    assert "- La fédération Union Exemple, représentée" in contract("saad-seine-et-marne", nommee)
    seule = "raison_sociale: Fédération Exemple, statut: association, federation: oui"
    assert "- La Fédération Exemple, représentée" in contract("saad-seine-et-marne", seule)


@pytest.mark.parametrize("adresse", ["1 rue de l'Exemple", "1 rue de l'Exemple, 35000 Rennes"])
def test_the_commune_of_the_seat_is_said_once_wherever_it_is_written(adresse: str) -> None:
    siege = f'raison_sociale: Association Exemple, siren: 111111114, adresse: "{adresse}", commune: 35000 Rennes'
    printed = contract("sad-ille-et-vilaine", siege)
    assert "dont le siège est situé 1 rue de l'Exemple, 35000 Rennes" in printed
    assert "35000 Rennes, 35000 Rennes" not in printed
