"""Dates in their order, durations within the law: both sides of each threshold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from engine.checks import run_checks
from engine.errors import Finding, Severity, dotted
from engine.libraries.plan import Regles
from engine.libraries.questions import Question, compose
from models.contrat import Contrat
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

Controle = Callable[[str], list[Finding]]

ERREUR, AVERTISSEMENT, INFORMATION = Severity.ERROR, Severity.WARNING, Severity.INFORMATION

FAUTES = [
    (
        "avenants-ordre",
        ERREUR,
        "{signature: {date: 2024-01-15}, avenants: [{numero: 1, date: 2023-03-02}]}",
        "avenants[1].date",
        "avant la signature du contrat (15 janvier 2024)",
    ),
    (
        "avenants-ordre",
        ERREUR,
        "avenants: [{numero: 1, date: 2026-03-02}, {numero: 2, date: 2025-03-03}]",
        "avenants[2].date",
        "avant l'avenant qui le précède (2 mars 2026)",
    ),
    ("avenants-ordre", ERREUR, "avenants: [{numero: 0}]", "avenants[1].numero", "le numéro 0 n'est pas celui"),
    (
        "avenants-ordre",
        ERREUR,
        "avenants: [{numero: 2}, {}, {numero: 1}]",
        "avenants[3].numero",
        "le numéro 1 vient après l'avenant n° 2",
    ),
    (
        "dates-ordre",
        ERREUR,
        "{collectivite: {decision: 2024-01-16}, signature: {date: 2024-01-15}}",
        "collectivite.decision",
        "(16 janvier 2024) vient après la signature du contrat (15 janvier 2024)",
    ),
    (
        "dates-ordre",
        ERREUR,
        "{collectivite: {deliberation: 2024-01-16}, signature: {date: 2024-01-15}}",
        "collectivite.deliberation",
        "la délibération de l'assemblée",
    ),
    (
        "dates-ordre",
        ERREUR,
        "{gestionnaire: {deliberation: 2024-01-16}, signature: {date: 2024-01-15}}",
        "gestionnaire.deliberation",
        "la délibération de l'organisme gestionnaire",
    ),
    (
        "dates-ordre",
        ERREUR,
        "{services: [{autorisation: 2024-01-15}, {autorisation: 2024-02-01}], signature: {date: 2024-01-15}}",
        "services[2].autorisation",
        "la date de l'arrêté d'autorisation (1er février 2024)",
    ),
    (
        "dates-ordre",
        ERREUR,
        "{modele: chrs, visas: {programmation: {date: 2025-11-20, modificatifs: [{date: 2023-12-18}]}}}",
        "visas.programmation.date",
        "(20 novembre 2025) vient après la date de l'arrêté modificatif (18 décembre 2023)",
    ),
    (
        "dates-ordre",
        ERREUR,
        "{modele: ehpad, visas: {programmation: 2025-11-20}, programmation: {modificatifs: [{date: 2023-12-18}]}}",
        "visas.programmation",
        "vient après la date de l'arrêté modificatif (18 décembre 2023)",
    ),
    (
        "dates-ordre",
        ERREUR,
        "dotation_complementaire: {appel: 2023-07-01, resultats: 2023-06-30}",
        "dotation_complementaire.appel",
        "la date de l'appel à candidatures (1er juillet 2023) vient après la date de publication des résultats",
    ),
    (
        "dates-ordre",
        ERREUR,
        "{dotation_complementaire: {retenu: oui, resultats: 2024-01-16}, signature: {date: 2024-01-15}}",
        "dotation_complementaire.resultats",
        "date de publication des résultats (16 janvier 2024) vient après la signature",
    ),
    (
        "dates-ordre",
        ERREUR,
        "{visas: {tarifs_de_reference: 2024-01-16}, signature: {date: 2024-01-15}}",
        "visas.tarifs_de_reference",
        "date de l'arrêté fixant les tarifs de référence (16 janvier 2024) vient après la signature",
    ),
    ("dates-vraisemblables", ERREUR, "signature: {date: 0204-01-15}", "signature.date", "l'année 0204"),
    ("dates-vraisemblables", ERREUR, "services: [{autorisation: 1899-12-31}]", "services[1].autorisation", "1899"),
    ("dates-vraisemblables", ERREUR, "{effet: 9999-12-31, duree: 5 ans}", "effet", "l'année 9999"),
    (
        "retroactivite",
        AVERTISSEMENT,
        "{signature: {date: 2024-01-15}, effet: 2024-01-01}",
        "effet",
        "prend effet le 1er janvier 2024, avant sa signature, le 15 janvier 2024",
    ),
    ("duree-max", ERREUR, "duree: 73 mois", "duree", "soixante-treize mois, dépasse le maximum de cinq ans"),
    ("duree-max", ERREUR, "duree: 61 mois", "duree", "soixante et un mois, dépasse le maximum de cinq ans"),
    ("duree-totale", AVERTISSEMENT, "duree: 6 ans", "duree", "il ne pourra pas être prorogé"),
    (
        "duree-totale",
        AVERTISSEMENT,
        "{effet: 2024-02-01, duree: 61 mois}",
        "duree",
        "il ne restera que onze mois de prorogation, soit jusqu'au 31 janvier 2030",
    ),
    (
        "prorogation-coherente",
        ERREUR,
        "{duree: 2 ans, prorogation: {preavis: 24 mois}}",
        "prorogation.preavis",
        "le préavis de prorogation, deux ans, doit être plus court que le contrat, deux ans",
    ),
    # The notice of the model is of twelve months: too long for a contract of a year.
    ("prorogation-coherente", ERREUR, "duree: 12 mois", "duree", "douze mois, doit être plus court que le contrat"),
    (
        "prorogation-coherente",
        ERREUR,
        "prorogation: {preavis: 6 mois, reponse: 6 mois}",
        "prorogation.reponse",
        "le délai de réponse, six mois, doit être plus court que le préavis de prorogation, six mois",
    ),
    (
        "prorogation-coherente",
        ERREUR,
        "prorogation: {preavis: 2 mois}",
        "prorogation.preavis",
        "le délai de réponse, deux mois",
    ),
    (
        "preavis-modele",
        INFORMATION,
        "prorogation: {preavis: 6 mois, reponse: 1 mois}",
        "prorogation",
        "(préavis de six mois, réponse sous un mois) ne sont pas ceux du modèle (préavis de douze mois,",
    ),
    (
        "preavis-modele",
        INFORMATION,
        "prorogation: {reponse: 1 mois}",
        "prorogation",
        "préavis de douze mois, réponse sous un",
    ),
    (
        "preavis-modele",
        INFORMATION,
        "prorogation: {preavis: 1 mois}",
        "prorogation",
        "préavis d’un mois, réponse sous deux",
    ),
    (
        "annees-hors-contrat",
        AVERTISSEMENT,
        "{effet: 2024-02-01, duree: 5 ans, objectifs: [{operationnels: [{indicateurs: [{annees: {2030: 95 %}}]}]}]}",
        "objectifs[1].operationnels[1].indicateurs[1].annees.2030",
        "l'année 2030 n'est pas une année du contrat (2024 à 2029)",
    ),
    (
        "annees-hors-contrat",
        AVERTISSEMENT,
        "{effet: 2024-01-01, duree: 5 ans, objectifs: [{operationnels: [{indicateurs: [{annees: {2023: 82 %}}]}]}]}",
        "objectifs[1].operationnels[1].indicateurs[1].annees.2023",
        "(2024 à 2028) : cette valeur ne sera pas imprimée",
    ),
    ("exemplaires-parties", INFORMATION, "exemplaires: 1", "exemplaires", "inférieur à celui des parties (2)"),
    ("exemplaires-parties", ERREUR, "exemplaires: 0", "exemplaires", "n'a pas 0 exemplaires originaux"),
    ("exemplaires-parties", ERREUR, "exemplaires: 99999999999", "exemplaires", "n'a pas 99999999999 exemplaires"),
]


@pytest.mark.parametrize(("code", "gravite", "description", "chemin", "mots"), FAUTES)
def test_a_wrong_date_or_duration_is_told(
    controler: Controle, code: str, gravite: Severity, description: str, chemin: str, mots: str
) -> None:
    trouves = [finding for finding in controler(description) if finding.code == code]
    assert [(finding.severity, dotted(finding.path)) for finding in trouves] == [(gravite, chemin)]
    assert mots in trouves[0].message.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "description",
    [
        # Everything on the same day is in order.
        """
        collectivite: {decision: 2024-01-15, deliberation: 2024-01-15}
        gestionnaire: {deliberation: 2024-01-15}
        services: [{autorisation: 2024-01-15}]
        visas: {tarifs_de_reference: 2024-01-15}
        dotation_complementaire: {retenu: oui, appel: 2024-01-15, resultats: 2024-01-15}
        signature: {date: 2024-01-15}
        effet: 2024-01-15
        """,
        # Whoever was not retained may sign before the results.
        "{dotation_complementaire: {retenu: non, resultats: 2024-06-30}, signature: {date: 2024-01-15}}",
        # A company has no deliberation among its visas.
        "{gestionnaire: {statut: societe, deliberation: 2024-06-30}, signature: {date: 2024-01-15}}",
        "signature: {date: 1900-01-01}",
        "effet: 2100-12-31",
        "{effet: 2024-02-01, duree: 5 ans}",
        "duree: 13 mois",
        "prorogation: {preavis: 12 mois, reponse: 2 mois}",
        "{effet: 2024-02-01, duree: 5 ans, objectifs: [{operationnels: [{indicateurs: [{annees: {2029: 95 %}}]}]}]}",
        "{effet: 2024-02-01, objectifs: [{operationnels: [{indicateurs: [{annees: {2035: 95 %}}]}]}]}",
        "exemplaires: 2",
    ],
)
def test_what_is_in_order_is_left_alone(controler: Controle, description: str) -> None:
    assert controler(description) == []


def test_the_value_of_the_year_before_is_the_initial_situation(controler: Controle) -> None:
    description = "{{effet: 2024-01-01, duree: 5 ans, objectifs: [{{operationnels: [{{indicateurs: [{}]}}]}}]}}"
    (avant,) = controler(description.format("{annees: {2023: 82 %}}"))
    (bien_avant,) = controler(description.format("{annees: {2022: 80 %}}"))
    assert "« initiale »" in avant.hint
    assert "« initiale »" not in bien_avant.hint


@pytest.mark.parametrize("regles", [Regles(), read_as(Regles, {"prorogation": {"preavis": "6 mois"}})])
def test_a_model_without_limits_allows_any_duration(regles: Regles) -> None:
    contrat = read_as(Contrat, {"modele": "essai", "duree": "15 ans"})
    assert run_checks(contrat, regles, jour=date(2024, 1, 15), bibliotheque=OURS) == []


@pytest.mark.parametrize(("preavis", "duree"), [("59 mois", "5 ans"), ("12 mois", "13 mois")])
def test_a_notice_shorter_than_the_contract_is_coherent(controler: Controle, preavis: str, duree: str) -> None:
    codes = {finding.code for finding in controler(f"{{duree: {duree}, prorogation: {{preavis: {preavis}}}}}")}
    assert "prorogation-coherente" not in codes


@pytest.mark.parametrize(
    ("described", "told"),
    [
        # What an avenant brings comes before the avenant, and after the contract.
        ("services: [{autorisation: 2026-03-02}]", []),
        ("services: [{autorisation: 2026-03-03}]", ["services[1].autorisation"]),
        ("visas: {tarifs_de_reference: 2025-12-15}", []),
        # What allows the contract to be signed comes before the contract.
        ("collectivite: {decision: 2026-02-16}", ["collectivite.decision"]),
        ("gestionnaire: {representant: {delegation: 2026-02-16}}", ["gestionnaire.representant.delegation"]),
    ],
)
def test_the_dates_that_an_avenant_brings_are_compared_with_its_own(
    controler: Controle, described: str, told: list[str]
) -> None:
    signed = f"signature: {{date: 2024-01-15}}\navenants: [{{numero: 1, date: 2026-03-02}}]\n{described}\n"
    found = [one for one in controler(signed) if one.code == "dates-ordre"]
    assert [dotted(one.path) for one in found] == told


def test_what_allows_an_avenant_comes_before_it(controler: Controle) -> None:
    avenant = "{numero: 1, date: 2026-03-02, deliberation: 2026-03-09}"
    (found,) = controler(f"{{signature: {{date: 2024-01-15}}, avenants: [{avenant}]}}")
    assert (found.code, found.path) == ("dates-ordre", ("avenants", 0, "deliberation"))
    assert "(9\u00a0mars 2026) vient après l'avenant n° 1 (2\u00a0mars 2026)" in found.message


def test_the_date_of_an_act_that_a_clause_asks_for_precedes_the_signature() -> None:
    """`avant_signature: oui` on a question is all that it takes."""
    asked = read_as(
        Question,
        {"type": "jour", "libelle": "date de l'arrêté du plan", "qui": "departement", "avant_signature": "oui"},
    )
    description = compose("essai", {"plan.date": asked})
    late = {"modele": "essai", "plan": {"date": "2024-02-01"}, "signature": {"date": "2024-01-15"}}
    (found,) = run_checks(read_as(description, late), Regles(), jour=date(2024, 1, 15), bibliotheque=OURS)
    assert (found.code, found.path) == ("dates-ordre", ("plan", "date"))
    assert "date de l'arrêté du plan (1er\u00a0février 2024) vient après la signature" in found.message
