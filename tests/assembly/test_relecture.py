"""What a lawyer sent back, in the words of the contract: alternatives, signatures, dates of acts, terms of a list."""

from __future__ import annotations

import re
from datetime import date

import pytest

from engine.assembly.assemble import Assembled, assemble
from engine.assembly.echeances import deadlines_of
from engine.assembly.mots import words_of
from engine.document import Paragraph
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.libraries.modele import load_model
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS
from tests.ehpad import assembled as ehpad
from tests.ehpad import contract as ehpad_contract
from tests.ehpad import plain

TODAY = date(2025, 3, 1)


def saad(**facts: object) -> Assembled:
    model = load_model("saad")
    contrat = read_as(model.description, {"modele": "saad", "departement": "35", **facts})
    droit = law_of(contrat, TODAY, OURS)
    return assemble(model, contrat, droit, authority(OURS, "35", droit.jour))


def words(contract: Assembled) -> str:
    spaces = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})
    return write_text(contract.document).translate(spaces)


# --- A passage that an answer to come keeps or leaves out is marked in every format ---

MARK = "[à compléter : le passage qui suit est gardé ou retiré selon la réponse à « {} »]"


def test_open_alternatives_are_marked_and_the_fact_that_decides_is_listed() -> None:
    draft = ehpad(autres_cpom={"solution": None})
    assert (
        plain(draft.document)
        .replace("’", "'")
        .count(MARK.format("solution retenue pour les autres CPOM du gestionnaire"))
        == 3
    )
    assert ("autres_cpom", "solution") in draft.missing


def test_the_alternative_that_is_chosen_is_not_marked() -> None:
    assert "le passage qui suit" not in ehpad_contract(autres_cpom={"solution": "aucun"})


def test_alternatives_with_a_title_are_marked_too() -> None:
    written = words(saad(services=[{"nom": "Service Exemple"}]))
    assert written.count(MARK.format("habilitation à l'aide sociale")) >= 2
    dotation = "« gestionnaire retenu à l'appel à candidatures de la dotation complémentaire »"
    assert f"selon la réponse à {dotation} et à « habilitation à l'aide sociale »]" in written


@pytest.mark.parametrize(
    ("visa", "question"),
    [
        ("le IV de l'article L. 5217-2", "compétence exercée par une métropole à la place du Département"),
        (
            "[à compléter : date de la délibération du gestionnaire]",
            "délibération du gestionnaire autorisant la signature",
        ),
    ],
)
def test_a_visa_that_an_answer_decides_is_marked_too(visa: str, question: str) -> None:
    draft = plain(ehpad(metropole={"competente": None}, visas={"deliberation_du_gestionnaire": None}).document)
    mark = f"[à compléter : ce visa est gardé ou retiré selon la réponse à « {question} »]"
    assert f"{visa} {mark} ;" in draft.replace("’", "'")
    assert "ce visa est gardé" not in ehpad_contract(metropole={"competente": "oui"})


def test_the_mark_of_an_alternative_stays_on_the_page_of_the_passage() -> None:
    blocks = [one for section in ehpad(autres_cpom={"solution": None}).document.sections for one in section.blocks]
    marks = [one for one in blocks if isinstance(one, Paragraph) and "le passage qui suit" in words_of(one.content)]
    assert marks
    assert all(one.keep_with_next for one in marks)


# --- Who signs ---


def test_who_signs_by_delegation_is_named_as_the_other_signatories() -> None:
    written = ehpad_contract(ars={"delegation": "M. Paul EXEMPLE, directeur de la délégation"})
    before, after = written.split("Fait à")
    assert "et, par délégation, par M. Paul EXEMPLE, directeur de la délégation ;" in before.replace("’", "'")
    assert "\nPaul EXEMPLE, directeur de la délégation\n" in after


@pytest.mark.parametrize("said", ["le directeur de la délégation", "M. le directeur de la délégation"])
def test_a_title_keeps_its_civilite(said: str) -> None:
    assert f"\n{said}\n" in ehpad_contract(ars={"delegation": said}).split("Fait à")[1]


# --- Acts ---


def test_a_deliberation_that_is_cited_has_its_date() -> None:
    draft = saad()
    assert "Vu la délibération du Conseil départemental en date du [à compléter : " in words(draft)
    assert ("collectivite", "deliberation") in draft.missing
    assert "en date du 16 octobre 2023 approuvant" in words(saad(collectivite={"deliberation": "2023-10-16"}))


def test_the_contract_says_la_commission_permanente() -> None:
    assert "par décision de la commission permanente en date du" in words(saad())


def test_an_annexe_that_cpom_does_not_write_is_a_reserve() -> None:
    found = [one for one in saad(donnees_personnelles={"annexe": "annexe 4"}).findings if "joignez-la" in one.message]
    assert [one.reserve for one in found] == [True]
    assert not [one for one in saad().findings if "joignez-la" in one.message]


# --- The terms of a list end alike ---


def test_the_terms_of_article_3_1_end_with_a_semicolon_but_the_last() -> None:
    written = words(
        saad(
            services=[{"nom": "Service Exemple", "habilitation_aide_sociale": "oui"}],
            moyens={
                "mode_evolution": "formule_fixe",
                "parametres_evolution": "Le tarif est revalorisé de 1 % par an.",
                "dotation_globale": {"dispositions": "elle est versée par douzièmes."},
            },
        )
    )
    items = re.findall(r"^- .*$", written.split("3-1 Détermination")[-1].split("\n3-")[0], re.MULTILINE)
    assert [one[-1] for one in items] == [";", ";", ";", "."]
    assert "\n\nLe tarif est revalorisé de 1 % par an.\n" in written
    assert "par douzièmes ;" in written


# --- The ERRD of a public hospital ---


@pytest.mark.parametrize(
    ("gestionnaire", "told"),
    [
        ({"statut": "etablissement_public", "forme": "etablissement_public_de_sante"}, True),
        ({"statut": "etablissement_public", "forme": "ccas"}, False),
        ({"statut": "etablissement_public"}, False),  # not sure to be one: the earlier day alone
        ({"statut": "association"}, False),
    ],
)
def test_the_31_july_is_for_public_hospitals_alone(gestionnaire: dict[str, str], told: bool) -> None:
    model = load_model("ehpad")
    facts = {"modele": "ehpad", "departement": "35", "effet": "2026-01-01", "duree": "5 ans"}
    contrat = read_as(model.description, {**facts, "gestionnaire": gestionnaire})
    kinds = {one.kind for one in deadlines_of(model, contrat, law_of(contrat, TODAY, OURS))}
    assert ("errd-eps-2027" in kinds) is told
    assert "errd-2027" in kinds


@pytest.mark.parametrize(
    ("fact", "question", "said"),
    [
        ("projets", "projets de restructuration ou de transformation de l'offre", "Le projet de restructuration"),
        (
            "plans_de_reequilibrage",
            "plans de rééquilibrage des recettes et des charges",
            "un plan de rééquilibrage des",
        ),
        ("contrats_precedents", "conventions ou contrats précédents auxquels le CPOM met fin", "Il met fin, à compter"),
    ],
)
def test_what_the_answer_aucun_leaves_out_is_marked_until_there_is_one(fact: str, question: str, said: str) -> None:
    mark = f"est gardé ou retiré selon la réponse à « {question} »]"
    draft = plain(ehpad().document).replace("’", "'")
    assert mark in draft
    assert said in draft
    assert mark not in plain(ehpad(**{fact: "aucun"}).document).replace("’", "'")
