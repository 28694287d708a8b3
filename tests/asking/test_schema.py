import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from engine.asking.questionnaire import questionnaire
from engine.asking.schema import schema
from engine.libraries.modele import Modele, load_model, model_names
from engine.reading.yaml_strict import read_yaml

EXAMPLES = sorted(Path(__file__).parents[2].joinpath("data", "exemples").glob("*.yaml"))
Check = Callable[[str], list[str]]


class Editor(yaml.SafeLoader):
    """Types a file as the editors do (YAML 1.2): numbers are numbers, dates are texts."""


Editor.yaml_implicit_resolvers = {
    first: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_an_editor(text: str) -> Any:
    return yaml.load(text, Loader=Editor)  # noqa: S506 - a safe loader


def errors(modele: Modele, data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema(modele)).iter_errors(data)]


@pytest.fixture(scope="session")
def check(modele: Modele) -> Check:
    return lambda text: errors(modele, as_an_editor(f"modele: essai\n{text}"))


def test_it_is_a_json_schema(modele: Modele) -> None:
    Draft202012Validator.check_schema(schema(modele))
    assert schema(modele)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", model_names())
def test_every_model_of_the_library_has_its_schema(name: str) -> None:
    modele = load_model(name)

    Draft202012Validator.check_schema(schema(modele))
    assert errors(modele, as_an_editor(questionnaire(modele))) == []


def test_it_is_always_written_the_same(modele: Modele) -> None:
    assert json.dumps(schema(modele)) == json.dumps(schema(modele))
    assert next(iter(schema(modele)["properties"])) == "modele"


def test_an_empty_questionnaire_is_not_underlined(modele: Modele) -> None:
    for pour in (None, "departement", "gestionnaire"):
        assert errors(modele, as_an_editor(questionnaire(modele, pour))) == []


@pytest.mark.parametrize(
    "text",
    [
        "services: [{finess: 010001234}]",
        "services: [{finess: 2A0001234}]",
        "services: [{finess: '35 000 123 4', siret: 123 456 789 00012, siren: 123456789}]",
        "moyens: {tarif_horaire: 24,58 €}",
        "moyens: {tarif_horaire: 24.58}",
        "moyens: {tarif_horaire: 1 234,50 €/h, part: 12 %}",
        "effet: 2024-02-01",
        "effet: 1/2/2024",
        "duree: 18 mois",
        "duree: 5ans",
        "departement: 35",
        "departement: 2A",
        "dotation_complementaire: {retenu: oui}",
        "gestionnaire: {statut: association, representant: {civilite: M.}}",
        "objectifs: [{operationnels: [{indicateurs: [{annees: {2024: 85 %, 2025: 90}}]}]}]",
        "gestionnaire:",
        "pieces: [comptes, 2024]",
    ],
)
def test_what_cpom_reads_is_not_underlined(check: Check, text: str) -> None:
    assert check(text.replace("24,58 €}", '"24,58 €"}').replace("1 234,50 €/h", '"1 234,50 €/h"')) == []


@pytest.mark.parametrize(
    "text",
    [
        "gestionaire: {}",
        "gestionnaire: {nom: Exemple}",
        "gestionnaire: {statut: assocation}",
        "gestionnaire: Association Exemple",
        "moyens: {option: autre}",
        "preambule: ailleurs",
        "dotation_complementaire: {retenu: peut-être}",
        "services: {nom: Exemple}",
        "services: [{finess: '12345'}]",
        "moyens: {tarif_horaire: à voir}",
        "effet: 2024",
        "effet: février",
        "duree: longtemps",
        "objectifs: [{operationnels: [{indicateurs: [{annees: {n+1: 85 %}}]}]}]",
        "pieces: comptes",
    ],
)
def test_a_mistake_is_underlined(check: Check, text: str) -> None:
    assert check(text)


def test_the_model_must_be_named(modele: Modele) -> None:
    assert errors(modele, {})
    assert errors(modele, {"modele": "ehpad"})


def test_an_editor_shows_what_is_asked(modele: Modele) -> None:
    moyens = schema(modele)["properties"]["moyens"]["properties"]

    assert moyens["tarif_horaire"]["title"] == "Tarif horaire de l'année N"
    assert moyens["tarif_horaire"]["description"] == "Répond : le Département\nSource : CASF, article R. 314-40"
    assert moyens["tarif_horaire"]["examples"] == ["24,58"]
    assert moyens["option"]["enum"] == ["individualise", "forfait", None]
    assert "individualise : tarif fixé chaque année" in moyens["option"]["description"]
    assert schema(modele)["properties"]["preambule"]["enum"] == ["domicile", "libre", None]


def test_every_key_has_a_title(modele: Modele) -> None:
    def properties(part: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(part, dict):
            yield from part.get("properties", {}).items()
            for inner in part.values():
                yield from properties(inner)

    untitled = [name for name, said in properties(schema(modele)) if not said.get("title", "")[:1].strip()]

    assert untitled == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_no_example_is_underlined(example: Path) -> None:
    source = read_yaml(example)
    modele = load_model(source.data["modele"])

    assert errors(modele, source.data) == []
    assert errors(modele, as_an_editor(source.text)) == []
