"""Ille-et-Vilaine's own contract: what it takes of the national model, and what it says otherwise."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.assembly.assemble import Assembled, assemble
from engine.document import Heading
from engine.errors import dotted
from engine.law.applicable import Droit, law_of
from engine.law.collectivites import authority
from engine.libraries.modele import load_model
from engine.reading.yaml_strict import parse_yaml
from engine.writing.layout.plain import write_text
from engine.writing.layout.words import heading_label
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

MODEL = load_model("sad-ille-et-vilaine")
PARENT = load_model("saad")
EXAMPLE = Path("data/exemples/sad-ille-et-vilaine-association.yaml")


def assembled(**changes: Any) -> Assembled:
    """The contract of the complete example, some of its facts replaced."""
    data = {**parse_yaml(EXAMPLE.read_bytes(), EXAMPLE.name).data, **changes}
    contrat = read_as(MODEL.description, data)
    return assemble(MODEL, contrat, law_of(contrat, date(2024, 1, 1), OURS), authority(OURS, "35"))


def text(contract: Assembled) -> str:
    """What its reader reads, with ordinary spaces."""
    return write_text(contract.document).replace("\u00a0", " ").replace("\u202f", " ")


def headings(contract: Assembled) -> list[str]:
    """« Article 6 », « 6.1 », « Annexe 3 »: the numbered headings in order."""
    blocks = [block for section in contract.document.sections for block in section.blocks]
    return [heading_label(one).strip(" –:\u00a0") for one in blocks if isinstance(one, Heading) and one.number]


@cache
def complete() -> str:
    return text(assembled())


@cache
def blank() -> str:
    contrat = read_as(MODEL.description, {"modele": MODEL.nom})
    return text(
        assemble(MODEL, contrat, Droit(date(2024, 1, 1), tel_que_publie=True, bibliotheque=OURS), None, blank=True)
    )


def part(written: str, beginning: str, end: str) -> str:
    """The words from one heading to the next, tables of contents left aside."""
    assert f"\n{beginning}" in written
    return written.split(f"\n{beginning}")[1].split(f"\n{end}", maxsplit=1)[0]


# --- What is inherited -----------------------------------------------------------------------------------------------


def test_an_inherited_clause_is_the_national_text() -> None:
    inherited = {name for name, clause in MODEL.clauses.items() if clause.modele == "saad"}
    assert inherited == {"preambule/libre", "resiliation"}
    assert all(MODEL.clauses[name] == PARENT.clauses[name] for name in inherited)


def test_no_clause_is_written_twice() -> None:
    """A file of the model that said what its parent says would be of no use."""
    own = {name: clause for name, clause in MODEL.clauses.items() if clause.modele == MODEL.nom}
    assert not [name for name in own if name in PARENT.clauses and own[name].corps == PARENT.clauses[name].corps]


def test_title_annexes_and_durations_are_inherited_and_the_notice_is_not() -> None:
    assert MODEL.plan.intitule == PARENT.plan.intitule
    assert MODEL.plan.numerotation_annexes == PARENT.plan.numerotation_annexes
    assert MODEL.regles.duree_max == PARENT.regles.duree_max
    assert (MODEL.regles.preavis.mois, MODEL.regles.reponse.mois) == (6, 2)
    assert (PARENT.regles.preavis.mois, PARENT.regles.reponse.mois) == (12, 2)


# --- Numbers and references ------------------------------------------------------------------------------------------


def test_articles_go_on_counting_from_one_titre_to_the_next() -> None:
    assert [one for one in headings(assembled()) if not one.startswith("Annexe")] == [
        "Titre 1",
        *(f"Article {n}" for n in range(1, 7)),
        "6.1",
        "6.2",
        "6.3",
        "Article 7",
        "Article 8",
        "Titre 2",
        "Article 9",
        "9.1",
        "9.2",
        *(f"Article {n}" for n in range(10, 16)),
        "Titre 3",
    ]


def test_the_ten_annexes_are_listed_under_their_numbers() -> None:
    assert [one for one in headings(assembled()) if one.startswith("Annexe")] == [f"Annexe {n}" for n in range(1, 11)]
    listed = part(complete(), "Titre 3", "Fait à")
    assert [line.split(" :")[0] for line in listed.splitlines() if line.startswith("- ")] == [
        f"- Annexe {n}" for n in range(1, 11)
    ]


def test_references_lead_to_the_right_article() -> None:
    """Those of the model do not: no article 7, nor 4-2, nor 10.2."""
    written = complete()
    assert "engagements définis à l’article 4 et" in written
    assert "éléments demandés par le Département à l’article 9." in written
    assert "(cf. article 6 : Si la situation financière" in written
    assert "la fourchette définie à l’article 6.1 du présent CPOM" in written
    assert "les indicateurs prévus à l’article 5." in written
    assert "est prévisionnel (article 6.3)." in written
    assert "l’annexe budgétaire (annexe 9)" in written
    assert "La synthèse de suivi des fiches objectifs du CPOM (annexe 7)" in written


# --- One pair of delays, one calendar --------------------------------------------------------------------------------


def test_both_articles_on_prorogation_give_the_same_delays() -> None:
    written = complete()
    revision = part(written, "Article 11", "Article 12")
    term = part(written, "Article 15", "Titre 3")
    assert "Au plus tard six mois avant l’échéance prévue au CPOM, soit le 30 juin 2028," in revision
    assert "le 31 décembre 2028, soit au plus tard le 30 juin 2028," in term
    for article in (revision, term):
        assert "a deux mois pour signaler son accord" in article
        assert "à l’issue de la période de deux mois," in article


def test_the_dialogues_de_gestion_are_held_in_years_of_the_contract() -> None:
    assert "au cours du CPOM (année 2026) et à la fin du CPOM (année 2028), ont pour objectifs" in complete()
    short = text(assembled(duree="3 ans"))
    assert "b) Le dialogue de gestion, à la fin du CPOM (année 2026), a pour objectifs" in short


# --- Alternatives ----------------------------------------------------------------------------------------------------


def test_a_gestionnaire_that_was_not_retained_is_promised_no_dotation() -> None:
    written = text(assembled(dotation_complementaire={"retenu": "non"}, objectifs=[]))
    assert "6.3" not in written
    assert "s’engage à verser au gestionnaire une dotation complémentaire" not in written
    assert "Au titre de la dotation complémentaire, le gestionnaire s’engage" not in written
    assert "Dotation complémentaire *" not in written
    assert "Annexe 10 :" in written


def test_pch_hours_are_paid_one_way() -> None:
    direct = complete()
    invoices = text(assembled(pch={"paiement": "factures"}))
    assert "facture au Département les heures" in direct
    assert "s’appuie sur les termes de la convention" in direct
    assert "Les heures PCH font l’objet d’un paiement à l’activité" not in direct
    assert "Les heures PCH font l’objet d’un paiement à l’activité" in invoices
    assert "facture au Département les heures" not in invoices
    assert "s’appuie sur les termes de la convention" not in invoices


def test_while_the_payment_of_pch_is_not_chosen_both_ways_are_shown() -> None:
    open_choice = text(assembled(pch={}))
    assert "a) Pour les SAD en paiement direct" in open_choice
    assert "b) Pour les autres SAD" in open_choice


def test_only_a_renewed_contract_refers_to_the_one_before() -> None:
    none = {"autres_contrats": "L’association n’a conclu aucun contrat pluriannuel."}
    first = text(assembled(contrat_precedent={"conclu": "non"}, cooperations=none))
    renewed = complete()
    assert "Vu le CPOM 2019-2023 conclu entre le gestionnaire et le Département en date du 18 février 2019" in renewed
    assert "dans le cadre du renouvellement de CPOM 2024-2028" in renewed
    assert "CPOM 2019-2023" not in first
    assert "dans le cadre du CPOM 2024-2028" in first


# --- The law ---------------------------------------------------------------------------------------------------------


def test_the_decree_on_sad_has_its_official_title() -> None:
    for written in (complete(), blank()):
        assert "décret n° 2023-608 du 13 juillet 2023 relatif aux services autonomie à domicile mentionnés" in written
        assert "relatif au cahier des charges national" not in written


@pytest.mark.parametrize(
    ("signed", "text_on_the_tarif"),
    [("2023-12-18", "l’arrêté du 30 décembre 2022 relatif"), ("2024-02-01", "le décret n° 2024-2 du 2 janvier 2024")],
)
def test_the_tarif_minimal_is_that_of_the_day_of_signature(signed: str, text_on_the_tarif: str) -> None:
    written = text(assembled(signature={"lieu": "Rennes", "date": signed}))
    assert f"Vu {text_on_the_tarif}" in written


def test_the_president_is_a_fact_of_the_contract() -> None:
    assert "représenté par le Président du Conseil départemental, […], dûment habilité" in blank()
    woman = text(assembled(collectivite={"president": {"civilite": "Mme", "prenom": "Anne", "nom": "EXEMPLE"}}))
    assert "la Présidente du Conseil départemental, Mme Anne EXEMPLE, dûment habilitée" in woman
    assert "autorisant la Présidente du Conseil départemental à le signer" in woman


# --- The annexes -----------------------------------------------------------------------------------------------------


def test_each_objective_of_the_dotation_has_its_sheet_and_its_ceiling() -> None:
    sheets = part(complete(), "Annexe 6", "Annexe 7")
    for number, ceiling in {
        1: "bonification d’au plus 1,50 €/heure",
        2: "bonification d’au plus 2 €/heure",
        3: "revalorisation de 0,04 €/km, financement forfaitaire.",
        5: "ne peuvent dépasser 50 % du montant alloué par la CNSA au Département.",
    }.items():
        sheet = part(sheets, f"CPOM SAD 2024-2028, objectif n° {number}", "CPOM SAD 2024-2028")
        assert ceiling in sheet
        assert f"Objectif opérationnel n° {number} |" in sheet


@pytest.mark.parametrize(
    ("effet", "duree", "targets"),
    [
        ("2024-01-01", "5 ans", "Cible 2025 | Cible fin CPOM (2028)"),
        ("2027-07-01", "5 ans", "Cible 2028 | Cible fin CPOM (2032)"),
        ("2027-07-01", "18 mois", "Valeur d’entrée de CPOM | Cible fin CPOM (2028)"),  # one year, not two columns of it
    ],
)
def test_the_targets_of_a_sheet_name_years_of_the_contract(effet: str, duree: str, targets: str) -> None:
    written = text(assembled(effet=effet, duree=duree))
    assert targets in part(written, "Annexe 6", "Annexe 7")
    assert "N+2" not in written  # no article says which year is N


def test_totals_follow_from_the_amounts() -> None:
    financing = part(complete(), "Annexe 9", "Annexe 10")
    assert "Total 1 Forfait global | 898 350,00 € | 902 841,75 € |" in financing
    assert financing.rstrip().split("Financement global | ")[1].startswith("1 036 290,00 € | 1 040 781,75 € |")
    assert "Vérification" + 5 * " | 0,00 €" in complete().split("Annexe 10 :")[-1]


def exercises(*years: int, **without: None) -> dict[str, Any]:
    """The exercices of the complete example for these years, some facts left out."""
    rows = parse_yaml(EXAMPLE.read_bytes(), EXAMPLE.name).data["pilotage"]["exercices"]
    return {"exercices": [{**row, **without} for row in rows if int(row["annee"]) in years]}


def test_the_years_to_come_are_left_empty_and_a_contract_is_complete_without_them() -> None:
    contract = assembled(pilotage=exercises(2022))
    assert not contract.missing
    written = part(text(contract), "Annexe 8 :", "Annexe 9")
    assert "Résultat d’exploitation | 8 900,00 € |  |  |  |  |" in written
    assert "Taux de variation du volume d’heures APA (en référence à N-1) | — |  |  |  |  |" in written


def test_a_computed_figure_asks_the_facts_that_it_is_made_of() -> None:
    contract = assembled(pilotage=exercises(2022, capitaux_permanents=None, actif_stable=None))
    assert [dotted(path) for path in contract.missing] == [
        "pilotage.exercices[1].capitaux_permanents",
        "pilotage.exercices[1].actif_stable",
    ]
    written = text(contract)
    assert "Fonds de roulement = Capitaux permanents - actif stable | [calculé]" in written
    assert "Trésorerie = Fonds de roulement - Besoin en Fonds de roulement | [calculé] |" in written


def test_only_the_epci_that_are_covered_are_named() -> None:
    covered = part(complete(), "Annexe 3", "Annexe 4")
    assert "Communauté d’Agglomération Fougères Agglomération" in covered
    assert "- Communauté de Communes Couesnon Marches de Bretagne : Maen Roch et Val-Couesnon" in covered
    assert "Rennes Métropole" not in covered
    assert part(blank(), "Annexe 3", "Annexe 4").count("☐") == 18


def test_instructions_are_printed_in_the_form_alone() -> None:
    for instruction in (
        "[Cochez le ou les EPCI dans lesquels votre service intervient]",
        "[si différente du responsable]",
        "[définir la plage horaire]",
    ):
        assert instruction in blank()
        assert instruction.strip("[]") not in complete()


def test_the_epci_come_in_the_order_of_the_form() -> None:
    said = text(assembled(territoire={"epci": [{"nom": "fougeres"}, {}, {"nom": "rennes_metropole"}]}))
    named = said[said.index("Rennes Métropole") :]
    assert named.index("Fougères Agglomération") < named.index("[à compléter : EPCI]")
