"""A schema offers a question where a questionnaire asks it, and not where an answer rules it out."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from engine.asking.conditions import Condition, conditions
from engine.asking.questionnaire import questionnaire
from engine.asking.schema import schema
from engine.libraries.modele import load_model, model_names
from engine.reading.yaml_strict import parse_yaml

Path = tuple[str, ...]


def properties(group: Any, data: Any) -> Iterator[tuple[str, Any]]:
    """What an editor proposes in a group: its properties, and those of the rules that its answers choose."""
    if not isinstance(group, dict):
        return
    yield from group.get("properties", {}).items()
    for rule in group.get("allOf", ()):
        chosen = "then" if Draft202012Validator(rule["if"]).is_valid(data) else "else"
        yield from properties(rule.get(chosen), data)


def offered(groups: list[Any], data: Any, path: Path) -> bool:
    """Whether an editor proposes a fact, knowing what it is, in a description that gives some answers."""
    under = [schema for group in groups for name, schema in properties(group, data) if name == path[0]]
    if len(path) == 1:
        return any(isinstance(one, dict) for one in under)
    value = data.get(path[0]) if isinstance(data, dict) else None
    items = [one.get("items", one) for one in under if isinstance(one, dict)]
    several = value if isinstance(value, list) and value else [value]
    return any(offered(items, item, path[1:]) for item in several)


@cache
def whole(name: str) -> list[Any]:
    """The schema of a model, as the only group to look in."""
    return [schema(load_model(name))]


@cache
def empty(name: str) -> Any:
    """The questionnaire of a model, as it is read."""
    return parse_yaml(questionnaire(load_model(name)).encode(), "q.yaml").data


@cache
def asked(name: str, path: Path, value: str) -> frozenset[Path]:
    """What a questionnaire asks that is begun with this answer."""
    text = questionnaire(load_model(name), valeurs=description(name, path, value))
    return frozenset(keys(parse_yaml(text.encode(), "q.yaml").data))


def description(name: str, path: Path, value: str) -> dict[str, Any]:
    """One that gives this answer alone, in an item where it stands in a list."""
    shape: Any = empty(name)
    said: Any = value
    steps = []
    for step in path:
        steps.append((step, isinstance(shape.get(step), list)))
        shape = shape[step][0] if isinstance(shape.get(step), list) else shape.get(step) or {}
    for step, many in reversed(steps):
        said = {step: [said] if many and isinstance(said, dict) else said}
    return dict(said)


def wrong(name: str, path: Path, condition: Condition) -> Iterator[str]:
    """The answers with which a question is not offered, or not asked, where it should be, or is where it should not."""
    if not offered(whole(name), {"modele": name}, path):
        yield "not offered before anything is answered"
    for value in condition.offered:
        kept = value in condition.kept
        if offered(whole(name), description(name, condition.path, value), path) is not kept:
            yield f"{'not offered' if kept else 'offered'} with « {value} »"
        if (path in asked(name, condition.path, value)) is not kept:
            yield f"{'not asked' if kept else 'asked'} with « {value} »"


@pytest.mark.parametrize("name", model_names())
def test_a_question_is_offered_with_the_answers_that_ask_it(name: str) -> None:
    """All the questions of a model at once: finding what they depend on takes longer than to try them."""
    several = [(path, one) for path, found in conditions(load_model(name)).items() for one in found]
    told = {f"{'.'.join(path)}, by {'.'.join(one.path)}": [*wrong(name, path, one)] for path, one in several}
    assert told
    assert {question: why for question, why in told.items() if why} == {}


def keys(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, list):
        for item in value:
            yield from keys(item, path)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield (*path, name)
            yield from keys(inner, (*path, name))


def test_a_fact_that_an_answer_rules_out_is_not_refused() -> None:
    said = {
        "modele": "saad",
        "dotation_complementaire": {"retenu": "non", "versement": "acompte_et_solde"},
        "services": [{"nom": "Service Exemple", "habilitation_aide_sociale": "oui", "tarif_facture": "27,90"}],
    }
    assert list(Draft202012Validator(schema(load_model("saad"))).iter_errors(said)) == []
