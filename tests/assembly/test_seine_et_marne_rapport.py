"""The rapport de juste compensation, and what is said of figures that do not hold together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.assembly.assemble import Assembled
from engine.checks.controles_des_tableaux import table_findings
from engine.dossier import open_dossier
from engine.errors import Severity
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests.seine_et_marne import DAY, DEARER_BY_A_CENT, FACTS, MODEL, assembled, computed, described

COMPLETE = Path("data/exemples/saad-seine-et-marne-association.yaml")


def plain(contract: Assembled) -> str:
    """The words, with ordinary spaces and apostrophes."""
    return write_text(contract.document).translate(str.maketrans("\u00a0\u202f’", "  '"))


def report(changed: Mapping[str, object] | None = None) -> str:
    return plain(assembled(described(changed), "juste-compensation"))


# What is said of figures that do not hold together.


@pytest.mark.parametrize(
    ("changed", "code", "gravity"),
    [
        ({"grille.heures_payees": "999"}, "grille-heures", Severity.WARNING),
        ({"grille.groupe_1.osp_deplacements": "2201"}, "grille-osp-groupe-1", Severity.ERROR),
        ({"grille.groupe_2.osp_majorations": "16301"}, "grille-osp-groupe-2", Severity.ERROR),
        ({"grille.recettes.subventions": "17401"}, "grille-recettes", Severity.WARNING),
        ({"moyens.tarif_plafond": "17.99"}, "grille-plafond", Severity.ERROR),
        ({"moyens.tarif_plafond": "19.79"}, "grille-differentiel", Severity.ERROR),
        # Ct = 20 010: 20,01 / h
        ({"grille.groupe_1.achats": "3110"}, "grille-cout-de-revient", Severity.ERROR),
        ({"grille.heures_apa": "1001"}, "versements-heures-apa", Severity.ERROR),
        ({"bilan.heures_payees": "899"}, "bilan-heures", Severity.WARNING),
        ({"bilan.groupe_1.osp_deplacements": "1901"}, "bilan-osp-groupe-1", Severity.ERROR),
        ({"bilan.groupe_2.osp_majorations": "14001"}, "bilan-osp-groupe-2", Severity.ERROR),
        ({"bilan.heures_facturees": "901"}, "juste-compensation-heures-facturees", Severity.WARNING),
        ({"bilan.masse_salariale_intervenants": "17201"}, "juste-compensation-masses-salariales", Severity.ERROR),
        (DEARER_BY_A_CENT | {"bilan.renonciation": "oui"}, "juste-compensation-renonciation", Severity.WARNING),
        ({"bilan.versement_par_dotation": "1408.01"}, "juste-compensation-versement-par-dotation", Severity.WARNING),
        # 15 820 - 2 620 + 4 801 = 18 001, and 900 h x 20 = 18 000
        (
            {"bilan.groupe_2.osp_majorations": "4651", "bilan.groupe_2.remunerations": "18401"},
            "juste-compensation-plafond",
            Severity.WARNING,
        ),
    ],
)  # fmt: skip
def test_a_control_is_told_with_its_fact_and_its_source(
    changed: dict[str, object], code: str, gravity: Severity
) -> None:
    told = {finding.code: finding for finding in table_findings(computed(changed))}
    assert code in told
    assert told[code].severity is gravity
    assert told[code].path
    assert told[code].source.startswith("modèle saad-seine-et-marne, ")


def test_at_its_limits_every_control_holds() -> None:
    at_the_limit = {"grille.heures_payees": "1000", "grille.groupe_1.achats": "1200", "bilan.heures_facturees": "900"}
    grilles = computed({**at_the_limit, "bilan.versement_par_dotation": "1520"})  # 80 % of 500 + 2,00 x 700
    assert not list(table_findings(grilles))


def test_the_year_of_the_bilan_is_one_of_the_contract(tmp_path: Path) -> None:
    file = tmp_path / "contrat.yaml"
    file.write_text(COMPLETE.read_text(encoding="utf-8").replace("annee: 2020", "annee: 2023"), encoding="utf-8")
    told = [str(finding.path) for finding in open_dossier(file, DAY).findings if finding.code == "annees-hors-contrat"]
    assert told == ["('bilan', 'annee')"]


# The report.


def test_the_report_of_the_complete_example_lacks_nothing() -> None:
    dossier = open_dossier(COMPLETE, DAY)
    contract = dossier.assembled("juste-compensation")
    assert not contract.missing
    # The model says nothing of some mentions of article L. 313-11-1, whose version of 2023 was not read.
    assert {one.code for one in dossier.findings} == {"mentions-du-contrat", "visa-a-verifier"}
    # 0,64 / 22,96 x 1 120 000 = 31 219,512…; 1 273 450 - 31 219,51 + 61 200 - 1 000 - 1 174 983 - 124 032
    assert "| 3 415,49 €" in plain(contract)


def test_the_report_says_why_the_rates_do_not_count() -> None:
    said = report(DEARER_BY_A_CENT)
    assert "la réfaction s'applique exclusivement sur le dépassement du coût de revient (article 9.3.1)." in said
    waived = report({"bilan.renonciation": "oui"})
    assert "le Département n'applique pas de réfaction sur les indicateurs de bonne gestion dégradés" in waived
    assert "exclusivement" not in waived
    plain = report()
    assert "exclusivement" not in plain
    assert "n'applique pas" not in plain


def test_the_report_follows_the_steps_of_the_article() -> None:
    said = report()
    steps = [
        "1 Vérification du montant total décaissé (net des OSP)",
        "Montant décaissé (C = D-R) | 17 400,00 € | 15 820,00 €",
        "2 Vérification du nombre d'heures réalisées",
        "Prix de revient (BP prévisionnel) ; coût de revient (CA proposé) | 19,80 €/h | 19,80 €/h",
        "Taux d'heures improductives | 20,00 % | 25,00 %",
        "Taux administratif | 2 000,00 | 1 800,00",
        "3 Calcul des réfactions éventuelles",
        "| 25,00 % | % dépassement du seuil x masse salariale des intervenants | 10 000,00 € | 2 500,00 €",
        "4 Ajout des compensations pour Obligations de Service Public spécifiques",
        "Compensation des OSP | 400,00 €",
        "5 Compensation définitive",
        "Compensation définitive | 13 600,00 €",
        "6 Écart entre la compensation définitive et les versements réalisés",
        "Solde (compensation définitive – pénalités – versements réalisés) | 192,00 €",
        "Le Département émet un mandat de solde à hauteur de cet écart (article 9.3.3).",
    ]
    places = [said.index(step) for step in steps]
    assert places == sorted(places)


def test_too_much_paid_is_said_and_no_mandat_is_issued() -> None:
    said = report({"bilan.versements_mensuels": "13000"})
    assert "Les versements réalisés dépassent la compensation définitive." in said
    assert "mandat de solde" not in said


def test_the_report_asks_for_the_year_and_the_contract_does_not() -> None:
    contrat = read_as(MODEL.description, {**FACTS, "bilan": {}})
    asked = assembled(contrat, "juste-compensation").missing
    assert {("bilan", "annee"), ("bilan", "heures_facturees"), ("bilan", "recettes", "tva")} <= asked.keys()
    assert ("bilan", "renonciation") not in asked
    assert not [path for path in assembled(contrat).missing if path[0] == "bilan"]


def test_a_report_whose_services_are_not_named_asks_for_their_name() -> None:
    assert "- Service : [à compléter : nom du service]" in report()
