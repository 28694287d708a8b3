"""What another program gets: the tree as its schema describes it, with the clause of blocks and the facts of words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from engine.assembly.blank import blank
from engine.cli import main
from engine.definitif import DRAFT, Final
from engine.document import Document, Note, Paragraph, Text
from engine.dossier import open_dossier
from engine.law.applicable import Droit
from engine.libraries.modele import load_model, model_names
from engine.redaction import redaction_of
from engine.writing import written
from engine.writing.json.schema import FORMAT, schema
from engine.writing.layout.plain import write_text
from tests.bibliotheques import OURS
from tests.charts import gallery
from tests.pages import row_by_row
from tests.test_examples import letters

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
DAY = date(2026, 1, 1)
VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)

Contract = Callable[..., Document]


def tree(document: Document) -> Any:
    return json.loads(written(document, "json", None)[0])


def of_example(path: Path, final: Final = DRAFT) -> Any:
    return json.loads(redaction_of(open_dossier(path, DAY), final).file("json")[0])


def faults(data: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(data)]


def blocks(data: Any) -> Iterator[dict[str, Any]]:
    """Every block, those of items and of cells included."""
    if isinstance(data, list):
        for one in data:
            yield from blocks(one)
    elif isinstance(data, dict):
        if "ancre" in data:
            yield data
        for value in data.values():
            yield from blocks(value)


def texts(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for one in data:
            yield from texts(one)
    elif isinstance(data, dict):
        if data.get("type") == "texte":
            yield data
        for value in data.values():
            yield from texts(value)


def words(data: Any) -> str:
    """The words that are printed, in their order."""
    if isinstance(data, list):
        return "".join(map(words, data))
    if not isinstance(data, dict) or data.get("type") == "note":
        return ""
    if data.get("type") == "ligne":
        return "\n"
    if data.get("type") == "titre":
        return "".join((data["numero"] or {}).values()) + words(data["mots"]) + "\n"
    said = "".join(data.get(key, "") for key in ("legende", "texte"))
    inner = "".join(words(value) for key, value in data.items() if key not in ("description", "numero"))
    return said + inner + "\n" * ("ancre" in data)


def test_the_schema_is_one_and_describes_every_part_of_a_tree(sample: Document) -> None:
    Draft202012Validator.check_schema(schema())
    assert faults(tree(sample)) == []
    assert faults(tree(gallery())) == []
    assert faults({**tree(sample), "format": FORMAT + 1}) != []
    broken = tree(sample)
    broken["sections"][0]["blocs"][0]["couleur"] = "rouge"
    assert faults(broken) != []


def test_the_words_are_those_of_the_plain_text(sample: Document) -> None:
    document = row_by_row(sample)
    assert letters(words(tree(document)["sections"])) == letters(write_text(document))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_follows_the_schema_and_says_the_words_of_the_contract(path: Path) -> None:
    data = of_example(path)
    assert faults(data) == []
    contract = open_dossier(path, DAY).assembled().document
    assert letters(words(data["sections"])) == letters(words(tree(contract)["sections"]))
    anchors = Counter(one["ancre"] for one in blocks(data))
    assert [anchor for anchor, count in anchors.items() if count > 1] == []


@pytest.mark.parametrize("name", model_names())
def test_a_blank_follows_the_schema(name: str) -> None:
    form = blank(load_model(name), Droit(DAY, tel_que_publie=True, bibliotheque=OURS)).document
    data = tree(form)
    assert faults(data) == []
    anchors = Counter(one["ancre"] for one in blocks(data))
    assert [anchor for anchor, count in anchors.items() if count > 1] == []


@pytest.fixture(scope="module")
def mixte() -> Any:
    return of_example(Path("data/exemples/saad-mixte.yaml"))


def test_each_block_tells_its_clause_but_the_title_and_the_visas(mixte: Any) -> None:
    body = mixte["sections"][0]["blocs"]
    assert "clause" not in body[0]
    (article,) = (one for one in body if one["ancre"] == "objet")
    assert article["clause"] == "objet"
    assert article["numero"] == {"prefixe": "Article ", "valeur": "1er", "suffixe": " : "}
    visas = [one for one in body if one.get("style") == "visa"]
    assert visas
    assert not any("clause" in one for one in visas)
    known = set(load_model("saad").clauses)
    assert {one["clause"] for one in body if "clause" in one} <= known


def test_words_tell_the_facts_that_they_are_and_the_cases_that_they_stand_in(mixte: Any) -> None:
    found = list(texts(mixte["sections"]))
    named = [one["texte"] for one in found if one.get("faits") == ["services[1].nom"]]
    assert set(named) == {"Service Exemple Bresse"}
    assert any(["habilitation"] in one.get("cas", []) for one in found)


def test_figures_of_a_computed_table_tell_the_facts_that_they_are_made_of() -> None:
    data = of_example(Path("data/exemples/ehpad-complet.yaml"))
    tables = [one for one in blocks(data) if one["type"] == "tableau"]
    facts = [one["faits"] for one in texts(tables) if "faits" in one]
    assert any(len(some) == 1 for some in facts)
    assert any(len(some) > 1 for some in facts), "a total tells its parts"


def test_annexes_and_an_arrete_follow_the_schema_too(tmp_path: Path) -> None:
    asked = ["--format", "json", "--sortie", str(tmp_path)]
    assert main(["annexes", "data/exemples/ehpad-complet.yaml", *asked]) == 0
    assert main(["programmation", "arrete", "data/exemples/programmation-ehpad/programmation.yaml", *asked]) == 0
    made = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in tmp_path.glob("*.json")}
    assert sorted(made) == ["ehpad-complet-annexes", "programmation-arrete"]
    for data in made.values():
        assert faults(data) == []
        assert any("faits" in one for one in texts(data))


def test_what_is_missing_tells_its_place_in_the_description() -> None:
    data = of_example(Path("data/exemples/saad-premier-jet.yaml"))
    text = json.dumps(data, ensure_ascii=False)
    assert '"type": "manque", "fait": "' in text


def test_a_definitive_contract_keeps_its_clauses_and_has_no_note() -> None:
    data = of_example(Path("data/exemples/saad-mixte.yaml"), Final(asked=True, with_reserves=True))
    assert '"type": "note"' not in json.dumps(data)
    assert any(one.get("clause") == "objet" for one in blocks(data))


def test_the_same_contract_gives_the_same_bytes_and_says_nothing_of_the_machine(sample: Document) -> None:
    there = replace(sample, letterhead=replace(sample.letterhead, authority_logo="/chez/moi/logo.png"))
    assert written(sample, "json", None)[0] == written(there, "json", None)[0]


def test_any_character_is_kept(contract: Contract, hostile: str) -> None:
    data = tree(contract(Paragraph((Text(f"{hostile} \x07"), Note("Une note.", from_model=False)))))
    (text, note) = data["sections"][0]["blocs"][0]["mots"]
    assert text["texte"] == f"{hostile} \x07"
    assert note == {"type": "note", "texte": "Une note.", "du_modele": False}


def test_the_command_writes_the_schema(tmp_path: Path) -> None:
    file = tmp_path / "document.schema.json"
    assert main(["schema", "--document", "--sortie", str(file)]) == 0
    assert json.loads(file.read_text(encoding="utf-8")) == schema()
