"""What the law asks of a contract beyond its dates and durations: both sides of each rule, silence where unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.errors import Finding, Severity, dotted
from engine.libraries.modele import load_model, model_names

Controle = Callable[[str], list[Finding]]

EHPAD = "modele: ehpad, etablissements: [{nom: EHPAD Exemple du Bourg, nature: ehpad}]"
LIBRE = "moyens: {affectation_resultats: libre, mode_evolution: "
PRIX = (
    "signature: {date: 2025-03-15}, services: [{habilitation_aide_sociale: non, tarif_precedent: '25', tarif_facture: "
)
SIEGE = "modele: ehpad, siege: {frais: oui, "
COMPTES = "modele: chrs, moyens: {documents_budgetaires: [{document: Comptes administratifs, delai: "

FAUTES = [
    # R. 314-42 and R. 314-43
    ("choix-incompatibles", "{modele: saad, " + LIBRE + "equation_tarifaire}}", "moyens.affectation_resultats"),
    ("choix-incompatibles", "{modele: chrs, " + LIBRE + "avenants_annuels}}", "moyens.affectation_resultats"),
    # R. 314-49
    (
        "date-limite",
        "{services: [{habilitation_aide_sociale: oui}], suivi: {documents_avant: 15 juin}}",
        "suivi.documents_avant",
    ),
    ("date-limite", "{" + COMPTES + "30 mai de l'année suivante}]}}", "moyens.documents_budgetaires[1].delai"),
    # arrêté of 3 March 2017: GMP, arrêté of programmation
    (
        "date-limite",
        "{modele: ehpad, effet: 2024-03-01, etablissements: [{gmp_valide_le: 2023-07-01}]}",
        "etablissements[1].gmp_valide_le",
    ),
    (
        "date-limite",
        "{modele: ehpad, signature: {date: 2024-06-01}, visas: {programmation: 2023-12-31}}",
        "visas.programmation",
    ),
    # arrêté of 3 March 2017: who signs a contract has signed the arrêté that programmes it
    (
        "departements-signataires",
        "{modele: ehpad, departement: '35', programmation: {signataires: [{departement: '22'}, {departement: '56'}]}}",
        "programmation.signataires",
    ),
    (
        "departements-signataires",
        "{modele: ehpad, departement: '35', autres_departements: [{departement: '22'}], "
        "programmation: {signataires: [{departement: '35'}]}}",
        "autres_departements[1].departement",
    ),
    (
        "departements-signataires",
        "{modele: ehpad, departement: '35', autres_departements: [{departement: ''}]}",
        "autres_departements[1].departement",
    ),
    # CGCT, L. 3611-1: the Métropole de Lyon is a collectivité, which its own code names
    (
        "metropole-de-lyon",
        "{modele: ehpad, departement: '69', metropole: {competente: oui, nom: la Métropole de Lyon}}",
        "metropole.competente",
    ),
    (
        "metropole-de-lyon",
        "{modele: ehpad, departement: '69M', metropole: {competente: oui}}",
        "metropole.competente",
    ),
    (
        "metropole-de-lyon",
        "{modele: ehpad, departement: '42', autres_departements: [{departement: '69', metropole: la Métropole}]}",
        "autres_departements[1].metropole",
    ),
    # arrêté of 3 March 2017: a year of prolongation
    (
        "validite-depassee",
        "{modele: ehpad, effet: 2024-01-01, conventions_tripartites: {liste: [{fin: 2022-12-30}]}}",
        "conventions_tripartites.liste[1].fin",
    ),
    # L. 312-8, L. 313-1
    (
        "validite-depassee",
        "{modele: ehpad, signature: {date: 2024-01-15}, etablissements: [{derniere_evaluation: 2018-12-01}]}",
        "etablissements[1].derniere_evaluation",
    ),
    (
        "validite-depassee",
        "{effet: 2024-02-01, duree: 5 ans, services: [{autorisation: 2014-01-30}]}",
        "services[1].autorisation",
    ),
    ("signature-apres-echeance", "{modele: chrs, signature: {date: 2025-01-01}}", "signature.date"),
    # R. 314-87
    ("frais-de-siege", "{" + SIEGE + "duree: 6 ans}}", "siege.duree"),
    ("frais-de-siege", "{" + SIEGE + "duree: 4 ans}, effet: 2024-01-01, duree: 5 ans}", "siege.duree"),
    # Without a day of effect, it begins at the latest with the year that follows its act.
    ("frais-de-siege", "{" + SIEGE + "arrete: 2022-11-20}, effet: 2024-01-01, duree: 5 ans}", "siege.arrete"),
    (
        "frais-de-siege",
        "{" + SIEGE + "arrete: 2022-11-20, duree: 5 ans}, effet: 2024-01-01, duree: 5 ans}",
        "siege.arrete",
    ),
    (
        "frais-de-siege",
        "{modele: chrs, frais_de_siege: {revision: oui, decision: 2022-11-20}, effet: 2024-01-01, duree: 5 ans}",
        "frais_de_siege.decision",
    ),
    (
        "frais-de-siege",
        "{modele: chrs, frais_de_siege: {revision: oui, effet: 2024-01-01}, effet: 2024-02-01, duree: 5 ans}",
        "frais_de_siege.effet",
    ),
    # L. 347-1
    *(
        ("plafond-des-prix", "{modele: " + name + ", " + PRIX + "'25,97'}]}", "services[1].tarif_facture")
        for name in ("saad", "sad-ille-et-vilaine", "saad-seine-et-marne")
    ),
    ("choix-incompatibles", "{modele: sad-ille-et-vilaine, services: [{soins: oui}]}", "services[1].soins"),
    ("choix-incompatibles", "{modele: saad-seine-et-marne, services: [{soins: oui}]}", "services[1].soins"),
    (
        "etablissement-inconnu",
        "{" + EHPAD + ", autres_dotations: [{etablissement: SSIAD Exemple}]}",
        "autres_dotations[1].etablissement",
    ),
    (
        "etablissement-inconnu",
        "{" + EHPAD + ", financements_complementaires: {soins: [{etablissement: EHPAD Exemple du Port}]}}",
        "financements_complementaires.soins[1].etablissement",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "description", "where"), FAUTES)
def test_what_breaks_the_law_is_told_at_its_fact(controler: Controle, code: str, description: str, where: str) -> None:
    found = [one for one in controler(description) if one.code == code]
    assert [dotted(one.path) for one in found] == [where]
    assert found[0].source


EN_REGLE = [
    "{modele: ehpad, departement: '35', programmation: {signataires: [{departement: '22'}, {departement: '35'}]}}",
    "{modele: saad, " + LIBRE + "formule_fixe}}",
    "{modele: saad, " + LIBRE + "objectif_de_depenses}}",
    "{modele: chrs, " + LIBRE + "taux_actualisation}}",
    "moyens: {affectation_resultats: libre}",  # the mode is not chosen yet
    "{modele: chrs, moyens: {affectation_resultats: autorite, mode_evolution: avenants_annuels}}",
    "{services: [{habilitation_aide_sociale: oui}], suivi: {documents_avant: 30 avril}}",
    "{services: [{habilitation_aide_sociale: non}], suivi: {documents_avant: 15 juin}}",
    "{" + COMPTES + "30 avril}]}}",
    "{modele: chrs, moyens: {documents_budgetaires: [{document: compte rendu financier, delai: 30 juin}]}}",
    "{modele: ehpad, effet: 2024-03-01, etablissements: [{pmp_valide_le: 2023-06-30, gmp_valide_le: 2023-06-30}]}",
    "{modele: ehpad, etablissements: [{pmp_valide_le: 2023-07-30}]}",
    "{modele: ehpad, signature: {date: 2024-06-01}, visas: {programmation: 2023-12-30}}",
    "{modele: ehpad, effet: 2024-01-01, conventions_tripartites: {liste: [{fin: 2022-12-31}]}}",
    "{modele: ehpad, conventions_tripartites: {liste: [{fin: 2012-12-31}]}}",
    # The rule of five years is that of the evaluations of 2023 and after.
    "{modele: ehpad, signature: {date: 2022-12-15}, etablissements: [{derniere_evaluation: 2015-12-01}]}",
    "{modele: ehpad, signature: {date: 2024-01-15}, etablissements: [{derniere_evaluation: 2019-01-15}]}",
    "{effet: 2024-02-01, duree: 5 ans, services: [{autorisation: 2014-01-31}]}",
    "{modele: chrs, signature: {date: 2022-12-31}}",
    "{" + SIEGE + "duree: 5 ans}, effet: 2024-01-01, duree: 5 ans}",
    "{" + SIEGE + "arrete: 2023-12-20}, effet: 2024-01-01, duree: 5 ans}",
    "{" + SIEGE + "arrete: 2018-01-01}}",
    "{" + SIEGE + "arrete: 2018-01-01, effet: 2024-01-01}, effet: 2024-01-01, duree: 5 ans}",
    "{modele: ehpad, siege: {frais: non, effet: 2001-01-01}, effet: 2024-01-01, duree: 5 ans}",
    "{" + PRIX + "'25,96'}]}",
    # A higher rate of the département, a price under its tarif.
    "{" + PRIX + "'26,00'}], moyens: {hausse_des_prix: 4 %}}",
    "{" + PRIX + "'27'}], moyens: {tarif_reference_apa: '24,58', tarif_reference_pch: '27'}}",
    "{services: [{habilitation_aide_sociale: non, tarif_precedent: '25', tarif_facture: '50'}]}",
    "{services: [{nom: Service Exemple, soins: non}, {nom: Service Exemple des Prés}]}",
    "{" + EHPAD + ", autres_dotations: [{etablissement: ehpad  exemple-du bourg}]}",
    "{modele: ehpad, autres_dotations: [{etablissement: SSIAD Exemple}]}",
    # A draft, without objectives or without a day.
    "signature: {date: 2024-01-15}",
    "objectifs: [{intitule: Améliorer la continuité}]",
]  # fmt: skip


@pytest.mark.parametrize("description", EN_REGLE)
def test_what_follows_the_law_and_what_is_unknown_are_left_alone(controler: Controle, description: str) -> None:
    told = {code for code, _, _ in FAUTES} | {"mentions-du-contrat"}
    assert [one for one in controler(description) if one.code in told] == []


def test_a_rate_that_nobody_knows_is_told_as_such(controler: Controle) -> None:
    (found,) = controler("{" + PRIX.replace("2025", "2031") + "'26'}]}")
    assert (found.code, found.severity, found.reserve) == ("plafond-des-prix", Severity.INFORMATION, True)


def test_what_rests_on_memory_says_that_it_is_to_be_verified(controler: Controle) -> None:
    (found,) = controler("{effet: 2024-02-01, duree: 5 ans, services: [{autorisation: 2014-01-30}]}")
    assert found.severity is Severity.INFORMATION
    assert "à vérifier" in found.hint
    assert "à vérifier" in found.source


def test_the_mentions_that_nothing_shows_are_named_together(controler: Controle) -> None:
    (found,) = controler(
        "{signature: {date: 2024-01-15}, services: [{communes: [Rennes]}], diagnostic: {activite: {gir1: "
        "{beneficiaires: '9'}, nuits: {plage: de 21 heures à 6 heures}}, taux_participation: '18'}, regles_de_gestion: "
        "{versement: Chaque mois.}, objectifs: [{intitule: Former, mentions: [7°, 8°]}]}"
    )
    assert "prévention de la perte d'autonomie (6°)" in found.message
    assert "coordination avec les autres organismes (9°)" in found.message
    assert "7°" not in found.message
    assert "L. 313-11-1" in found.source


def test_the_mentions_of_the_dotation_are_those_of_its_article(controler: Controle) -> None:
    found = controler("{signature: {date: 2024-01-15}, dotation_complementaire: {retenu: oui}, objectifs: [{}]}")
    (dotation,) = [one for one in found if "R. 314-136-1 (II)" in one.source]
    assert "les actions conduites" in dotation.message
    assert "les indicateurs de suivi" in dotation.message


def test_every_column_that_names_an_establishment_says_of_which_list_it_is() -> None:
    for name in model_names():
        for path, question in load_model(name).questions.items():
            for column, one in question.colonnes.items():
                if column == "etablissement":
                    assert one.designe == "etablissements", f"{name} : {path}.{column}"
