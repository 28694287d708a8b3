"""CHRS contracts say the law of their day: who signs for the State, before which court, under which housing plan.

Each test is a description, as a legal officer writes it, and the words that the contract must then hold.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.assembly.assemble import Assembled, assemble
from engine.law.applicable import Droit, law_of
from engine.law.collectivites import authority
from engine.reading.description import validate
from engine.reading.library import load_model
from engine.reading.yaml_strict import parse_yaml
from engine.writing.text import write_text

TODAY = date(2026, 1, 15)

MARCH_2020 = """
modele: chrs
departement: "33"
signature: {lieu: Bordeaux, date: 2020-03-10}
effet: 2020-04-01
duree: 5 ans
prefet: {civilite: Mme}
service_etat: {directeur: {civilite: M., prenom: Jean, nom: EXEMPLE}}
"""

JUNE_2022 = """
modele: chrs
departement: "93"
signature: {lieu: Paris, date: 2022-06-15}
effet: 2022-07-01
duree: 5 ans
prefet: {civilite: M.}
service_etat: {directeur: {civilite: Mme, prenom: Jeanne, nom: EXEMPLE}}
"""

JANUARY_2025 = """
modele: chrs
departement: "67"
signature: {lieu: Strasbourg, date: 2025-01-20}
effet: 2025-02-01
duree: 5 ans
prefet: {civilite: Mme}
service_etat: {directeur: {civilite: M., prenom: Jean, nom: EXEMPLE}}
"""

AUTORISE = "etablissements: [{nom: CHRS Exemple, subventionne: non}]\n"
SUBVENTIONNE = """
etablissements:
  - {nom: CHRS Exemple, subventionne: non}
  - {nom: Accueil de jour Exemple, subventionne: oui}
prefets_departement: [{departement: du Haut-Rhin, civilite: M., prenom: Luc, nom: EXEMPLE}]
"""
AUTRE_AUTORITE = """
etablissements:
  - {nom: CHRS Exemple, subventionne: non}
  - {nom: Foyer Exemple, subventionne: non, autorite: Collectivité européenne d'Alsace}
autres_autorites:
  - {civilite: M., prenom: Marc, nom: EXEMPLE, qualite: président de la Collectivité européenne d'Alsace}
"""


def contract(description: str) -> Assembled:
    model = load_model("chrs")
    contrat = validate(parse_yaml(description.encode(), "contrat.yaml"), model.description)
    droit = law_of(contrat, TODAY)
    return assemble(model, contrat, droit, authority(droit.departement, droit.jour) if droit.departement else None)


def text(description: str) -> str:
    """The words of the contract, its typographic spaces and apostrophes made plain."""
    written = write_text(contract(description).document)
    return written.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def blank() -> str:
    model = load_model("chrs")
    contrat = model.description.model_validate({"modele": "chrs"})
    form = assemble(model, contrat, Droit(date(2019, 11, 9), tel_que_publie=True), None, blank=True)
    return write_text(form.document).replace("\u00a0", " ").replace("’", "'")


# --- Signatory, court and plan at three dates -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("description", "signatory"),
    [
        (
            MARCH_2020.replace("service_etat: {", "service_etat: {direction: DRDJSCS, "),
            "D'une part, Mme la préfète de la région Nouvelle-Aquitaine, représentée par M. le directeur régional et "
            "départemental de la jeunesse, des sports et de la cohésion sociale (DRDJSCS), dénommée « l'autorité de "
            "tarification » ;",
        ),
        (
            MARCH_2020,
            "D'une part, Mme la préfète de la région Nouvelle-Aquitaine, représentée par M. le [à compléter : "
            "direction qui représente le préfet (DRDJSCS ou DRJSCS)], dénommée « l'autorité de tarification » ;",
        ),
        (
            MARCH_2020.replace('"33"', '"973"'),
            "D'une part, Mme la préfète de Guyane, représentée par M. le directeur général des populations, dénommée "
            "« l'autorité de tarification » ;",
        ),
        (
            MARCH_2020.replace('"33"', '"2A"').replace("service_etat: {", "service_etat: {direction: DRJSCS, "),
            "D'une part, Mme la préfète de Corse, représentée par M. le directeur régional de la jeunesse, des sports "
            "et de la cohésion sociale (DRJSCS), dénommée « l'autorité de tarification » ;",
        ),
        (
            JUNE_2022,
            "D'une part, M. le préfet de la région Île-de-France, représenté par Mme la directrice régionale et "
            "interdépartementale de l'hébergement et du logement (DRIHL), dénommé « l'autorité de tarification » ;",
        ),
        (
            JANUARY_2025,
            "D'une part, Mme la préfète de la région Grand Est, représentée par M. le directeur régional de "
            "l'économie, de l'emploi, du travail et des solidarités (DREETS), dénommée « l'autorité de "
            "tarification » ;",
        ),
    ],
    ids=[
        "mars 2020, Gironde",
        "mars 2020, direction non dite",
        "mars 2020, Guyane",
        "mars 2020, Corse",
        "juin 2022, Seine-Saint-Denis",
        "janvier 2025, Bas-Rhin",
    ],
)
def test_the_prefect_signs_through_the_service_of_the_day_and_of_the_region(description: str, signatory: str) -> None:
    assert signatory in text(description)


@pytest.mark.parametrize(
    ("description", "court"),
    [
        (MARCH_2020, "devant le tribunal interrégional de la tarification sanitaire et sociale compétent"),
        (JUNE_2022, "devant le tribunal interrégional de la tarification sanitaire et sociale compétent"),
        (JANUARY_2025, "devant le tribunal administratif de Nancy, compétent"),
    ],
)
def test_the_court_is_that_of_the_day(description: str, court: str) -> None:
    assert f"{court} pour les questions relatives au financement des établissements et services" in text(description)


@pytest.mark.parametrize(
    ("description", "plan"),
    [
        (MARCH_2020, "le plan quinquennal pour le Logement d'abord et la lutte contre le sans-abrisme 2018-2022"),
        (JUNE_2022, "le plan quinquennal pour le Logement d'abord et la lutte contre le sans-abrisme 2018-2022"),
        (JANUARY_2025, "le deuxième plan quinquennal pour le Logement d'abord 2023-2027"),
    ],
)
def test_the_plan_is_that_of_the_day(description: str, plan: str) -> None:
    assert f"\nVu {plan} ;\n" in text(description)


def test_overseas_the_service_is_the_deets() -> None:
    written = text(JANUARY_2025.replace('"67"', '"974"'))
    assert "M. le directeur de l'économie, de l'emploi, du travail et des solidarités (DEETS)" in written


def test_the_form_names_the_services_and_the_court_of_2019() -> None:
    form = blank()
    assert "de la jeunesse, des sports et de la cohésion sociale (DRDJSCS) ou M. le directeur/Mme la directrice" in form
    assert "tribunal interrégional de la tarification sanitaire et sociale" in form
    assert "Vu l'arrêté du XX/XX/XXXX fixant le contenu du cahier des charges" in form


# --- Who co-signs -----------------------------------------------------------------------------------------------------


def test_authorised_establishments_alone_make_no_cosignatory() -> None:
    written = text(JANUARY_2025 + AUTORISE)
    assert "co-signataire" not in written
    assert "en concertation étroite avec l'autorité signataire du contrat" in written
    assert "Les subventions perçues" not in written


def test_a_subsidised_activity_makes_the_prefect_of_the_departement_a_cosignatory() -> None:
    written = text(JANUARY_2025 + SUBVENTIONNE)
    assert "M. le préfet du Haut-Rhin, co-signataire du contrat pour les dispositifs subventionnés ;" in written
    assert "\nLe préfet du Haut-Rhin\n\nLuc EXEMPLE\n" in written
    assert "d) Les subventions perçues" in written


def test_an_establishment_of_another_authority_makes_it_a_cosignatory() -> None:
    written = text(JANUARY_2025 + AUTRE_AUTORITE)
    assert (
        "M. Marc EXEMPLE, président de la Collectivité européenne d'Alsace, co-signataire du contrat pour les "
        "établissements et les services qui relèvent de sa compétence ;"
    ) in written
    assert "\nLe président de la Collectivité européenne d'Alsace\n\nMarc EXEMPLE\n" in written
    assert "en concertation étroite avec les autorités signataires du contrat" in written


# --- What the parties chose -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("taux_actualisation", "en l'application directe à l'établissement ou au service du taux d'actualisation"),
        ("formule_fixe", "en l'application d'une formule fixe d'actualisation ou de revalorisation."),
        ("avenants_annuels", "en la conclusion d'avenants annuels d'actualisation ou de revalorisation."),
        ("equation_tarifaire", "en l'application d'une équation tarifaire. [à compléter : paramètres"),
        ("tarif_plafond", "en l'application d'un tarif plafond. [à compléter : paramètres du mode d'évolution]"),
        ("algorithme", "en l'application d'un algorithme. [à compléter : paramètres du mode d'évolution]"),
    ],
)
def test_the_way_of_revaluation_that_was_chosen_stands_alone(mode: str, words: str) -> None:
    written = text(JANUARY_2025 + f"moyens: {{dotation: dotation_globalisee, mode_evolution: {mode}}}\n")
    assert f"conformément à l'article R. 314-40 du code de l'action sociale et des familles, {words}" in written
    assert "soit en" not in written


FORMULA = (
    "moyens: {annee_base: 2025, dotation: dotation_globalisee, mode_evolution: formule_fixe, formule_fixe: {%s}}\n"
)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("taux: 1, indexation: non", "(2025), la dotation de l'année précédente varie de 1 %."),
        ("indexation: non", "la dotation de l'année précédente varie de [à compléter : taux annuel fixe"),
        ("taux: 1", "la dotation de l'année précédente varie de 1 % [à compléter : formule qui suit un indice"),
        (
            "taux: 0.3 %, indexation: oui, part_indexee: 70, indice: des prix (INSEE), indice_base: '116,2'",
            "varie de 0,3 % et de 70 % de la variation de l'indice des prix (INSEE), qui est de 116,2 l'année",
        ),
        ("indexation: oui", "varie de 100 % de la variation de l'indice [à compléter : nom de l'indice"),
        ("indexation: oui", "qui est de [à compléter : indice de l'année de la base budgétaire] l'année de la base"),
    ],
)
def test_a_fixed_formula_is_in_the_contract_and_what_it_lacks_is_asked(formula: str, words: str) -> None:
    assert words in text(JANUARY_2025 + FORMULA % formula)


def test_the_table_of_a_fixed_rate_follows_its_formula() -> None:
    one = "etablissements: [{nom: CHRS Exemple, subventionne: non, base_budgetaire: 100 000}]\n"
    written = text(JANUARY_2025 + FORMULA % "taux: 1, indexation: non" + one)
    assert "\n2026 | 100 000,00 € | 1 % | 1 000,00 € |  | 101 000,00 € | 1,00 %" in written


def test_the_rates_of_each_year_are_printed_with_the_mode() -> None:
    written = text(
        JANUARY_2025 + "moyens: {mode_evolution: taux_actualisation, evolution: [{annee: 2026, taux: '1,1'}]}\n"
    )
    assert "| Taux d'actualisation |" in written
    assert "| 1,1 % |" in written


def test_results_that_the_authority_affects_leave_no_choice_to_the_manager() -> None:
    written = text(JANUARY_2025 + "moyens: {affectation_resultats: autorite}\n")
    assert "l'autorité de tarification affecte les résultats conformément aux dispositions" in written
    assert "pourra décider notamment d'affecter un excédent" not in written


def test_crossed_affectation_is_for_private_managers_only() -> None:
    crossed = "moyens: {affectation_resultats: libre, affectation_croisee: oui, perimetres_croises: [les deux CHRS]}\n"
    private = text(JANUARY_2025 + crossed + "gestionnaire: {statut: association}\n")
    public = text(JANUARY_2025 + crossed + "gestionnaire: {statut: etablissement_public}\n")
    assert "Ces affectations croisées peuvent s'effectuer sur le périmètre suivant : les deux CHRS." in private
    assert "affectations croisées" not in public
    assert "comptable public" in public
    assert "comptable public" not in private


def test_annexes_are_those_of_the_contract() -> None:
    written = text(
        JANUARY_2025
        + "investissement: {plan: non}\n"
        + "frais_de_siege: {revision: oui, decision: 2024-11-15}\n"
        + "formation: {annexe: non}\n"
    )
    assert "Annexe 3 : Autorisation de frais de siège" in written
    assert "Annexe 4" not in written
    assert "La décision d'autorisation est annexée au contrat (annexe 3)." in written


def test_notice_of_prorogation_is_twelve_months_and_the_answer_two() -> None:
    written = text(JANUARY_2025)
    assert "Au plus tard douze mois avant l'échéance" in written
    assert "soit le 31 janvier 2029" in written
    assert "Celles-ci ont deux mois pour signaler leur accord ou leur désaccord" in written


@pytest.mark.parametrize(
    "instruction",
    ["Nota", "Cette section", "Etablir la liste", "préciser le", "Le contrat doit", "peuvent être incluses", "et/ou"],
)
def test_the_instructions_of_the_form_are_in_the_form_alone(instruction: str) -> None:
    assert instruction not in text(Path("data/exemples/chrs-complet.yaml").read_text(encoding="utf-8"))
    assert instruction in blank()


@pytest.mark.parametrize(("code", "told"), [("974", True), ("35", False)])
def test_whoever_is_overseas_has_a_month_more_to_appeal(code: str, told: bool) -> None:
    document = repr(contract(JANUARY_2025.replace('"67"', f'"{code}"')).document)
    assert ("augmenté d’un mois pour qui demeure outre-mer" in document) is told


@pytest.mark.parametrize(("answer", "printed"), [("non", False), ("oui", True)])
def test_the_caps_of_the_tariffs_are_told_only_where_they_apply(answer: str, printed: bool) -> None:
    written = text(JANUARY_2025 + f"moyens: {{tarifs_plafonds: {answer}}}\n")
    assert ("dans la limite des tarifs plafonds" in written) is printed


@pytest.mark.parametrize(
    ("gestionnaire", "printed"),
    [
        ("raison_sociale: Association Exemple", False),
        ("raison_sociale: Exemple, statut: association", False),
        ("raison_sociale: Centre Exemple", True),
        ("raison_sociale: Exemple", True),
    ],
)
def test_what_is_for_public_establishments_is_not_told_of_a_name_that_is_none(gestionnaire: str, printed: bool) -> None:
    made = text(f"modele: chrs\ngestionnaire: {{{gestionnaire}}}\n")
    assert ("Dans le cas des établissements publics" in made) is printed
