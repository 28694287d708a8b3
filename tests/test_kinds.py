"""Each kind of fact is told in one place, and one more is one file and one line."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from openpyxl import load_workbook

from engine import french
from engine.annexes.classeur import workbook
from engine.asking.questionnaire import questionnaire
from engine.asking.schema import schema
from engine.asking.schema_of_libraries import library_schema
from engine.assembly.assemble import Assembled
from engine.errors import InputError
from engine.libraries.modele import Modele, load_model
from engine.reading import lectures
from engine.reading.description import validate
from engine.reading.yaml_strict import Source, parse_yaml
from engine.writing.layout.plain import write_text
from engine.writing.xlsx.writer import write_xlsx
from models.fiches.groupe import as_data
from models.fiches.reading import reader_of
from models.kind import Kind
from models.kinds import KINDS, annee
from tests.bibliotheques import OURS, alone
from tests.note_sur_vingt import KIND as NOTE
from tests.tableaux import contract

QUESTION = {"type": "note", "libelle": "note de l'évaluation", "exemple": "15/20"}
TABLE = {
    "annexe": "budget",
    "questions": {"evaluation.note": QUESTION},
    "rubriques": [{"nom": "note", "libelle": "Note", "fait": "evaluation.note"}],
}
CLAUSES = {"activite": "La note obtenue est {{ evaluation.note }}."}
EVERY = [one for one in (*KINDS.values(), annee.KIND) if one.example]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.name)
def test_the_example_of_a_kind_is_read_offered_to_editors_and_printed(kind: Kind) -> None:
    value = reader_of(kind.type)(kind.example)
    assert type(value) is kind.python or kind.answers
    assert Draft202012Validator(dict(kind.schema)).is_valid(kind.example)
    assert kind.prints(value, french)
    assert kind.words


def test_kinds_are_called_as_their_files_are() -> None:
    files = {file.stem for file in Path("models/kinds").glob("*.py")} - {"__init__"}
    assert files == {*KINDS, annee.KIND.name}


@pytest.fixture
def with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library may ask a « note » for the time of a test."""
    monkeypatch.setitem(KINDS, NOTE.name, NOTE)


@pytest.fixture
def drawn(with_a_note: None, tmp_path: Path) -> tuple[Modele, Assembled]:
    """A model that asks one, and its contract."""
    made = contract(tmp_path, {"notes": TABLE}, CLAUSES, evaluation={"note": "12/20"})
    return load_model("essai", alone(tmp_path)), made


def _description(note: str) -> Source:
    return parse_yaml(f"modele: essai\nevaluation:\n  note: {note}\n".encode(), "essai.yaml")


def test_one_more_kind_is_read_and_told(drawn: tuple[Modele, Assembled]) -> None:
    model, _ = drawn
    read = validate(_description("12"), model.description)
    assert as_data(read)["evaluation"] == {"note": Decimal(12)}
    assert [str(one.message) for one in lectures.told(_description("12"), read)] == [
        "evaluation.note : « 12 », lu : 12 sur 20."
    ]
    assert not list(lectures.told(_description("12/20"), read))
    with pytest.raises(InputError) as refused:
        validate(_description("25/20"), model.description)
    (finding,) = refused.value.findings
    assert finding.message == "evaluation.note : une note est attendue, de 0 à 20."
    assert finding.hint == "Vous avez écrit « 25/20 ». Exemple : 15/20."
    assert str(finding.place) == "essai.yaml:3:9"


def test_one_more_kind_is_asked(drawn: tuple[Modele, Assembled]) -> None:
    model, _ = drawn
    assert "  # Note de l'évaluation\n  # Note sur vingt · exemple : 15/20" in questionnaire(model)
    asked = schema(model)["properties"]["evaluation"]["properties"]["note"]
    assert asked["pattern"] == NOTE.schema["pattern"]
    offered = library_schema("clause", [model], OURS)["definitions"]["Question"]["properties"]["type"]
    assert offered["enum"] == list(KINDS)


def test_one_more_kind_is_printed(drawn: tuple[Modele, Assembled]) -> None:
    _, made = drawn
    assert "La note obtenue est 12 sur 20." in write_text(made.document)


def test_one_more_kind_is_typed_in_a_workbook(drawn: tuple[Modele, Assembled]) -> None:
    _, made = drawn
    book = load_workbook(io.BytesIO(write_xlsx(workbook(made))))
    rules = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
    assert [(rule.type, rule.formula1, rule.formula2) for rule in rules] == [("whole", "0", "20")]
    assert rules[0].error == "Un nombre entier est attendu, de 0 à 20."


def test_a_kind_that_nobody_wrote_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        contract(tmp_path, {"notes": TABLE})
    (finding,) = refused.value.findings
    assert "« note » n'est pas une valeur admise" in finding.message
    assert "texte, texte_long, montant, nombre, entier" in finding.hint
