"""What is left to answer of a description that is begun: `cpom questionnaire --de`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.asking.questionnaire import questionnaire
from engine.cli import main
from engine.dossier import dossier_of
from engine.libraries.modele import load_model, model_names
from engine.reading.yaml_strict import parse_yaml, read_yaml
from tests.asking.test_conditions import DAY, EXAMPLES, decided
from tests.asking.test_schema_conditions import keys

BEGUN = """\
modele: saad
# le dossier de Mme Exemple
gestionnaire:
  raison_sociale: Association Exemple
  statut: association loi 1901
services:
  - nom: Service Exemple
    habilitation_aide_sociale: OUI
  - nom: Second service
dotation_complementaire: {retenu: Non}
diagnostic: {frais_annexes: néant}
"""


def rest(text: str, **options: Any) -> str:
    data = parse_yaml(text.encode(), "contrat.yaml").data
    return questionnaire(load_model(data["modele"]), valeurs=data, rest=True, **options)


def test_the_answers_given_are_there_without_their_help_and_the_rest_is_asked() -> None:
    text = rest(BEGUN)
    data = parse_yaml(text.encode(), "suite.yaml").data
    assert data["gestionnaire"]["raison_sociale"] == "Association Exemple"
    assert "Raison sociale" not in text.split("gestionnaire:")[1].split("siren:")[0].split("forme:")[0]
    assert "# Numéro SIREN de l'organisme gestionnaire\n" in text
    assert data["diagnostic"]["frais_annexes"] == "néant"


def test_what_decides_of_the_rest_comes_first() -> None:
    text = rest(BEGUN)
    first, then = text.index("Ce qui décide des autres questions"), text.index("Ce qui reste à dire")
    assert first < text.index("\nservices:") < then
    assert first < text.index("\npreambule:") < then < text.index("\nsignature:")
    second = text.split("- nom: Second service")[1]
    questions = [line.strip() for line in second.splitlines() if line.strip() and "#" not in line]
    assert questions[0] == "habilitation_aide_sociale:"


def test_what_an_answer_rules_out_is_not_asked_of_that_item_nor_of_the_contract() -> None:
    first, second = parse_yaml(rest(BEGUN).encode(), "suite.yaml").data["services"]
    assert "tarif_horaire" in first
    assert "tarif_facture" not in first
    assert {"tarif_horaire", "tarif_facture"} <= second.keys()
    assert "taux_acompte:" not in rest(BEGUN)
    assert "taux_acompte:" in rest(BEGUN.replace("{retenu: Non}", ""))


def test_a_choice_given_by_its_label_asks_what_its_value_asks() -> None:
    label = load_model("chrs").questions["moyens.mode_evolution"].choix["formule_fixe"]
    said = "modele: chrs\nmoyens: {mode_evolution: %s}\n"
    assert rest(said % f'"{label}"').count("part_indexee:") == rest(said % "formule_fixe").count("part_indexee:") == 1
    assert rest(said % "avenants_annuels").count("part_indexee:") == 0


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_no_answer_is_lost(example: Path) -> None:
    known = read_yaml(example).data
    text = questionnaire(load_model(known["modele"]), valeurs=known, rest=True)
    assert within(known, parse_yaml(text.encode(), "suite.yaml").data)


def within(known: Any, found: Any) -> bool:
    if isinstance(known, dict):
        return all(within(value, found.get(key)) for key, value in known.items())
    if isinstance(known, list):
        return len(known) == len(found) and all(map(within, known, found))
    return bool(known == found)


@pytest.mark.parametrize("name", model_names())
def test_what_a_draft_lacks_is_asked_and_what_is_ruled_out_is_not_lacking(name: str) -> None:
    model = load_model(name)
    for known in decided(model):
        source = parse_yaml(questionnaire(model, valeurs=known).encode(), "contrat.yaml")
        asked = set(keys(parse_yaml(questionnaire(model, valeurs=known, rest=True).encode(), "suite.yaml").data))
        missing = dossier_of(source, Path("contrat.yaml"), DAY).assembled().missing
        unknown = {tuple(step for step in path if isinstance(step, str) and not step.isdecimal()) for path in missing}
        assert {path for path in unknown if path not in asked} == set(), known


def test_the_command_says_how_much_is_left(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    begun, after = tmp_path / "contrat.yaml", tmp_path / "suite.yaml"
    begun.write_text(BEGUN.replace("retenu: Non", "retenu: non"), encoding="utf-8")
    assert main(["questionnaire", "--de", str(begun), "--sortie", str(after)]) == 0
    said = " ".join(capfd.readouterr().err.split())
    assert " questions restent, dont " in said
    assert " qui décident d'autres et " in said
    assert begun.read_text(encoding="utf-8").count("le dossier de Mme Exemple") == 1
    assert main(["verifier", str(after)]) == 0


def test_a_party_is_asked_what_it_alone_knows(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    begun = tmp_path / "contrat.yaml"
    begun.write_text(BEGUN, encoding="utf-8")
    assert main(["questionnaire", "--de", str(begun), "--pour", "gestionnaire"]) == 0
    out, err = capfd.readouterr()
    assert "(répond : le gestionnaire)" in " ".join(err.split())
    assert "siren:" in out
    assert "president:" not in out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["questionnaire"], 2, "il manque : MODELE, ou --de FICHIER"),
        (["questionnaire", "saad", "--de", "contrat.yaml"], 2, "n'écrivez pas MODELE"),
        (["questionnaire", "--de", "absent.yaml"], 1, "absent.yaml"),
        (["questionnaire", "--de", "faux.yaml"], 1, "duree"),
    ],
)
def test_what_cannot_be_begun_from_is_told(
    words: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("faux.yaml").write_text("modele: saad\nduree: longtemps\n", encoding="utf-8")
    try:
        found = main(words)
    except SystemExit as end:
        found = int(str(end.code))
    assert found == code
    assert said in " ".join(capfd.readouterr().err.split())
