from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.asking.order import unused
from engine.asking.questionnaire import questionnaire
from engine.libraries.modele import Clause, Modele, load_model, model_names
from engine.reading.yaml_strict import parse_yaml
from models.adaptations import NEGOCIES
from models.avenants import SUIVI
from models.champs import Repondant
from models.fiches.groupe import fields_of
from tests.questionnaires import facts, read

EXAMPLES = sorted(Path(__file__).parents[2].joinpath("data", "exemples").glob("*.yaml"))
EN_TETE = "# yaml-language-server: $schema="


def test_as_it_stands_it_is_a_description_in_which_everything_is_missing(modele: Modele) -> None:
    assert facts(read(questionnaire(modele), modele)) == {".modele": "essai"}


@pytest.mark.parametrize("name", model_names())
def test_every_model_of_the_library_has_its_questionnaire(name: str) -> None:
    modele = load_model(name)
    text = questionnaire(modele)

    assert facts(read(text, modele)) == {".modele": name}
    assert max(map(len, text.split("\n"))) <= 100


def test_a_group_made_by_questions_takes_the_title_of_its_clause(
    build_model: Callable[..., Modele], build_clause: Callable[..., Clause]
) -> None:
    questions = {
        "suivi.date": {"type": "jour", "libelle": "date"},
        "suivi.apa.taux": {"type": "nombre", "libelle": "taux"},
    }
    article = build_clause("suivi", titre="Suivi{{ variantes('statut', {}) }} du contrat", questions=questions)

    text = questionnaire(build_model(article))

    assert "\n# ── Suivi du contrat ──" in text
    assert (
        """
  apa:

    # Taux
"""
        in text
    )


def test_each_question_stands_under_its_help(modele: Modele) -> None:
    text = questionnaire(modele)

    assert (
        """
  # Tarif horaire de l'année N
  # Montant en €/h · exemple : 24,58 · répond : le Département · source : CASF, article R. 314-40
  tarif_horaire:
"""
        in text
    )
    assert (
        """
  # Option tarifaire
  #   individualise : tarif fixé chaque année
  #   forfait : forfait global
  # Au choix · répond : le Département
  option:
"""
        in text
    )
    assert "\n# Diagnostic partagé\n# Texte long · répond : le gestionnaire\ndiagnostic:\n" in text
    assert "  # Part reversée\n  # Pourcentage · répond : le gestionnaire\n  part:\n" in text
    assert "    # Interventions de nuit\n    # Oui ou non · répond : le gestionnaire\n    zone_nuit:\n" in text


def test_the_choices_of_the_preambule_are_those_of_the_model(modele: Modele) -> None:
    said = questionnaire(modele)
    assert "#   domicile : choix par défaut ; essai, article 1er\n#   libre : essai, article 1er\n" in said


def test_a_list_shows_one_item_to_fill_in(modele: Modele) -> None:
    text = questionnaire(modele)

    assert (
        """
  # Dotation globale
  # Un bloc par élément : pour en ajouter un, recopiez celui-ci à partir de son tiret.
  # Facultatif (vide : rien à en dire)
  dotation:

    # Année
    # Nombre entier · répond : le gestionnaire
    - annee:

      # Montant de l'année
      # Montant en € · répond : le gestionnaire
      montant:
"""
        in text
    )
    assert (
        """
# Pièces jointes
# Un texte par ligne, après un tiret · exemple : comptes administratifs · répond : le gestionnaire
pieces:
  -
"""
        in text
    )


def test_it_asks_in_the_order_of_the_contract(modele: Modele) -> None:
    keys = list(parse_yaml(questionnaire(modele).encode(), "q.yaml").data)

    assert keys[0] == "modele"
    assert keys.index("gestionnaire") < keys.index("services") < keys.index("moyens") < keys.index("signature")
    assert set(keys) == set(fields_of(modele.description)) - unused(modele) - {*NEGOCIES, *SUIVI}


def test_it_does_not_ask_what_the_model_does_not_need(modele: Modele) -> None:
    assert unused(modele) == {"dotation_complementaire", "exemplaires", "objectifs", "prorogation"}
    assert "objectifs:" not in questionnaire(modele)
    assert "objectifs:" in questionnaire(modele, valeurs={"objectifs": [{"intitule": "Continuité"}]})


def test_an_editor_finds_the_schema_from_the_first_line(modele: Modele) -> None:
    assert questionnaire(modele).startswith(f"{EN_TETE}essai.schema.json\n# ")
    assert "cpom schema essai --sortie essai.schema.json" in questionnaire(modele)
    assert questionnaire(modele, schema_name="autre.json").startswith(f"{EN_TETE}autre.json\n")


def test_comments_are_short_lines(modele: Modele) -> None:
    lines = questionnaire(modele).split("\n")

    assert max(map(len, lines)) <= 100
    assert not [line for line in lines if line != line.rstrip()]


def test_each_party_may_have_a_file_of_its_own(modele: Modele) -> None:
    departement, gestionnaire = questionnaire(modele, "departement"), questionnaire(modele, "gestionnaire")

    assert "tarif_horaire:" in departement
    assert "tarif_horaire:" not in gestionnaire
    assert "raison_sociale:" in gestionnaire
    assert "raison_sociale:" not in departement
    assert "collectivite:" not in gestionnaire
    assert "Questions auxquelles répond le gestionnaire." in gestionnaire
    assert "répond :" not in gestionnaire
    assert "modele: essai" in departement
    assert "modele: essai" in gestionnaire
    assert facts(read(gestionnaire, modele)) == facts(read(departement, modele)) == {".modele": "essai"}


def test_both_parties_name_the_items_of_a_list(modele: Modele) -> None:
    text = questionnaire(modele, "departement")

    assert (
        """services:

  # Nom du service — Pour mémoire, tel que le gestionnaire l'écrit
  # Texte
  - nom:

    # Date de l'arrêté d'autorisation
"""
        in text
    )


def test_the_answers_of_both_files_are_all_the_questions(modele: Modele) -> None:
    def paths(value: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
        if isinstance(value, dict):
            return {found for key, item in value.items() for found in paths(item, (*path, key))}
        if isinstance(value, list):
            return {found for item in value for found in paths(item, path)}
        return {path}

    def keys(pour: Repondant | None) -> set[tuple[str, ...]]:
        return paths(parse_yaml(questionnaire(modele, pour).encode(), "questionnaire.yaml").data)

    assert keys(None) == keys("departement") | keys("gestionnaire")


FILLED = """\
modele: essai
droit: tel_que_publie
gestionnaire:
  raison_sociale: "Exemple : & <fils>"
  representant: {civilite: Mme, nom: EXEMPLE}
services:
  - nom: Service nord
    finess: "010001234"
    communes: [Rennes, "Saint-Malo # nord"]
  - nom: Service sud
    zone_nuit: oui
moyens:
  tarif_horaire: 24,58
  dotation:
    - {annee: 2024, montant: 12 000}
    - {annee: 2025, montant: 13 000}
objectifs:
  - intitule: Continuité
    operationnels:
      - indicateurs:
          - intitule: Taux
            annees: {2024: 85 %, 2025: 90 %}
diagnostic: |
  Première ligne.

  Seconde ligne : suite.
effet: 2024-02-01
"""


def test_known_answers_are_written_in_place(modele: Modele) -> None:
    known = parse_yaml(FILLED.encode(), "contrat.yaml").data
    text = questionnaire(modele, valeurs=known)

    assert facts(read(text, modele)) == facts(read(FILLED, modele))
    assert "  tarif_horaire: 24,58\n" in text
    assert "diagnostic: |\n  Première ligne.\n\n  Seconde ligne : suite.\n" in text
    assert text.count("# Nom du service") == 1
