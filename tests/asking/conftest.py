from collections.abc import Callable

import pytest

from engine.libraries.modele import Clause, EnTete, Modele
from engine.libraries.plan import Plan
from engine.libraries.questions import Question
from models.fiches.groupe import read_as
from tests.aide_a_domicile import QUESTIONS as QUESTIONS_DU_TRONC
from tests.aide_a_domicile import TRAITS
from tests.bibliotheques import OURS

QUESTIONS = {
    "moyens.tarif_horaire": Question(
        type="montant",
        libelle="tarif horaire de l'année N",
        unite="€/h",
        qui="departement",
        exemple="24,58",
        source="CASF, article R. 314-40",
    ),
    "moyens.option": Question(
        type="choix",
        libelle="option tarifaire",
        qui="departement",
        choix={"individualise": "tarif fixé chaque année", "forfait": "forfait global"},
    ),
    "moyens.part": Question(type="pourcentage", libelle="part reversée"),
    "moyens.dotation": Question(
        type="lignes",
        libelle="dotation globale",
        facultatif="rien à en dire",
        colonnes={
            "annee": Question(type="entier", libelle="année"),
            "montant": Question(type="montant", libelle="montant de l'année"),
        },
    ),
    "services[].zone_nuit": Question(type="oui_non", libelle="interventions de nuit"),
    "diagnostic": Question(type="texte_long", libelle="diagnostic partagé"),
    "pieces": Question(type="liste", libelle="pièces jointes", exemple="comptes administratifs"),
}


def clause(identifier: str, body: str = "", **header: object) -> Clause:
    en_tete = read_as(EnTete, {"source": "essai, article 1er", **header})
    return Clause(identifier, "essai", en_tete, body, f"clauses/essai/{identifier}.md")


def model_of(*clauses: Clause, **plan: object) -> Modele:
    """A model whose articles are `clauses`, after those that `plan` names elsewhere."""
    elsewhere = {*plan.get("parties", []), *plan.get("annexes", [])}  # type: ignore[misc]
    articles = [one.id for one in clauses if one.id not in elsewhere]
    trade = {"questions": QUESTIONS_DU_TRONC, "traits": TRAITS}
    plan_ = read_as(Plan, {"intitule": "Contrat d'essai", "articles": articles, **trade, **plan})
    questions = dict(plan_.questions)
    questions |= {path: asked for one in clauses for path, asked in one.en_tete.questions.items()}
    return Modele("essai", plan_, {one.id: one for one in clauses}, questions, OURS)


@pytest.fixture(scope="session")
def build_model() -> Callable[..., Modele]:
    return model_of


@pytest.fixture(scope="session")
def build_clause() -> Callable[..., Clause]:
    return clause


@pytest.fixture(scope="session")
def modele() -> Modele:
    """A small model that asks one question of every kind."""
    return model_of(
        clause("parties", "{{ autorite.le }}, {{ gestionnaire.raison_sociale }}"),
        clause("objet", "{% for service in services %}{{ service.nom }}{% endfor %}"),
        clause("moyens", questions=QUESTIONS),
        clause("duree", "{{ effet | jour }}, {{ duree }}, {{ signature.lieu }}"),
        parties=["parties"],
        preambule={"au_choix": {"domicile": "objet", "libre": "objet"}, "defaut": "domicile"},
    )
