"""The schema of what a library says: an editor underlines what the engine refuses, and nothing that it reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator, Draft202012Validator  # type: ignore[import-untyped]

from engine.asking.schema_of_libraries import Part, library_schema
from engine.cli import main
from engine.libraries.modele import act_names, load_model, model_names
from tests.asking.test_schema import as_an_editor
from tests.bibliotheques import OURS

CLAUSES = Path("clauses")


@cache
def schema_of(part: Part, *models: str) -> dict[str, Any]:
    return library_schema(part, [load_model(name) for name in models], OURS)


def errors(kind: Part, text: str, *models: str) -> list[str]:
    return [error.message for error in Draft7Validator(schema_of(kind, *models)).iter_errors(as_an_editor(text))]


def headers() -> Iterator[tuple[str, str]]:
    """Every clause of the library, with a model that its schema may be asked of."""
    for model in (*model_names(), *act_names()):
        for part in (load_model(model), *load_model(model).documents.values()):
            for clause in part.clauses.values():
                yield clause.fichier, model


@pytest.mark.parametrize("kind", get_args(Part))
def test_it_is_a_json_schema_of_both_drafts(kind: Part) -> None:
    Draft7Validator.check_schema(schema_of(kind, "saad"))
    Draft202012Validator.check_schema(schema_of(kind, "saad"))


@pytest.mark.parametrize("model", [*model_names(), *act_names()])
def test_no_file_of_the_library_is_underlined(model: str) -> None:
    told = []
    for file in {file for file, of in headers() if of == model}:
        header = Path(file).read_text(encoding="utf-8").split("---\n", 2)[1]
        told += [(file, error) for error in errors("clause", header, model)]
    plan = CLAUSES / model / "modele.yaml"
    told += [(plan.name, error) for error in errors("plan", plan.read_text(encoding="utf-8"), model)]
    for table in (CLAUSES / model / "tableaux").glob("*.yaml"):
        told += [(table.name, error) for error in errors("tableau", table.read_text(encoding="utf-8"), model)]
    assert told == []


def test_the_schema_of_every_model_together_underlines_no_clause() -> None:
    told = []
    for file in {file for file, model in headers() if model in model_names()}:
        header = Path(file).read_text(encoding="utf-8").split("---\n", 2)[1]
        told += [(file, error) for error in errors("clause", header, *model_names())]
    assert told == []


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("titre: Suivi", "'source' is a required property"),
        ("sources: saad, article 4", "'sources' was unexpected"),
        ("source: saad\nsi: {abilitation: [mixte]}", "'abilitation' was unexpected"),
        ("source: saad\nsi: {habilitation: [habilité]}", "'habilité' is not one of"),
        ("source: saad\nsi: {habilitation: mixte}", "'mixte' is not of type 'array'"),
        ("source: saad\nfondements: [casf/zzz]", "'casf/zzz' is not one of"),
        ("source: saad\norientation: payasage", "'payasage' is not one of"),
        ("source: saad\nquestions: {moyens.tarif: {type: prix, libelle: tarif}}", "'prix' is not one of"),
        ("source: saad\nquestions: {moyens.tarif: {type: montant}}", "'libelle' is a required property"),
        ("source: saad\nquestions: {moyens.tarif: {type: jour, libelle: a, exemples: b}}", "'exemples' was unexpected"),
        (
            "source: saad\nquestions: {a.b: {type: lignes, libelle: l, colonnes: {c: {type: x, libelle: y}}}}",
            "'x' is not",
        ),
        ("source: saad\necarts: [{source: A défaut, texte: À défaut}]", "'motif' is a required property"),
        ("source: saad\necheances: [{nom: a, sens: après}]", "'après' is not one of"),
    ],
)
def test_a_mistake_is_underlined(header: str, said: str) -> None:
    assert any(said in error for error in errors("clause", header, "saad"))


def test_an_editor_says_what_each_key_is() -> None:
    schema = schema_of("clause", "saad")
    groups = {"en-tête": schema, **schema["definitions"]}

    untold = [
        f"{group}.{key}" for group, of in groups.items() for key, said in of["properties"].items()
        if not said.get("description")
    ]  # fmt: skip

    assert untold == []
    assert schema["properties"]["si"]["properties"]["habilitation"]["items"]["enum"] == [
        "habilite",
        "non_habilite",
        "mixte",
    ]
    assert "montant" in schema["definitions"]["Question"]["properties"]["type"]["enum"]
    assert "casf/l313-11" in schema["properties"]["fondements"]["items"]["enum"]


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "clause.schema.json"

    assert main(["schema", "saad", "--clause", "--sortie", str(file)]) == 0
    assert main(["schema", "--clause"]) == 0
    assert main(["schema", "ehpad", "--plan"]) == 0
    assert main(["schema", "ehpad", "--tableau"]) == 0

    assert json.loads(file.read_text(encoding="utf-8")) == schema_of("clause", "saad")
    assert '"title": "En-tête d\'une clause"' in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["schema"])
    assert "il manque : MODELE (facultatif avec --clause" in capsys.readouterr().err
