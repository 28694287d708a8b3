"""A questionnaire that is filled in: with its own examples, with those of the library, with an objective."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine import french
from engine.asking.asked import Asked, asked
from engine.asking.needed import needed
from engine.asking.questionnaire import questionnaire
from engine.assembly.assemble import assemble, domains_of
from engine.dossier import dossier_of
from engine.errors import Severity
from engine.law.applicable import Droit
from engine.law.collectivites import authority
from engine.libraries.modele import Modele, load_model, model_names
from engine.reading.description import validate
from engine.reading.yaml_strict import parse_yaml, read_yaml
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS
from tests.descriptions import complete, partial
from tests.questionnaires import facts, read

EXAMPLES = sorted(Path(__file__).parents[2].joinpath("data", "exemples").glob("*.yaml"))


LEFT_OUT = {"charte", "logo", "signataires"}
"""Facts whose example is a file that is not there, or one of a list that has to be whole."""


def examples(questions: tuple[Asked, ...], *, facultatifs: bool = True) -> dict[str, Any]:
    """What the help gives as an example, or the first choice, for every fact, or for those that are not optional."""
    found: dict[str, Any] = {}
    for one in questions:
        if one.name in LEFT_OUT or (one.facultatif and not facultatifs):
            continue
        under = examples(one.under, facultatifs=facultatifs) if one.under else None
        example = under or one.exemple or next(iter(one.choices), None)
        found[one.name] = [example] if one.many else example
    return found


@pytest.mark.parametrize("name", model_names())
def test_every_example_of_the_help_is_a_good_answer(name: str) -> None:
    modele = load_model(name)
    known = examples(asked(modele)) | {"modele": name}

    contrat = read(questionnaire(modele, valeurs=known), modele)

    assert contrat.objectifs[0].intitule == known["objectifs"][0]["intitule"]


def facultatifs(text: str) -> set[tuple[str, ...]]:
    """The keys above which a questionnaire says « facultatif », with those of their groups."""
    found, said, above = set(), "", []  # type: ignore[var-annotated]
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            said += line
        elif key := re.match(r"( *(?:- )?)(\w+):", line):
            above = [one for one in above if one[0] < len(key[1])] + [(len(key[1]), key[2])]
            if "facultatif" in said.lower():
                found.add(tuple(name for _, name in above))
            said = ""
    return found


@pytest.mark.parametrize("facultatifs", [False, True], ids=["sans les facultatifs", "tout"])
@pytest.mark.parametrize("name", model_names())
def test_the_examples_of_a_questionnaire_do_not_contradict_each_other(name: str, facultatifs: bool) -> None:
    modele = load_model(name)
    questions = needed(modele, {})
    known = examples(questions, facultatifs=facultatifs) | {"modele": name}

    filled = parse_yaml(questionnaire(modele, valeurs=known).encode(), "q.yaml")
    found = dossier_of(filled, Path("q.yaml"), date(2024, 1, 15)).findings

    assert [str(one) for one in found if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("answered", [False, True], ids=["vide", "sans les facultatifs"])
@pytest.mark.parametrize("name", model_names())
def test_what_the_contract_lacks_is_not_called_facultatif(name: str, answered: bool) -> None:
    modele = load_model(name)
    questions = needed(modele, {})
    text = questionnaire(modele, valeurs=examples(questions, facultatifs=False) if answered else {})
    options = facultatifs(text)

    dossier = dossier_of(parse_yaml(text.encode(), "q.yaml"), Path("q.yaml"), date.today())
    missing = {tuple(step for step in path if isinstance(step, str)) for path in dossier.assembled().missing}

    assert missing
    assert missing & options == set()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_questionnaire_filled_with_an_example_gives_its_contract(example: Path) -> None:
    source = read_yaml(example)
    modele = load_model(source.data["modele"])

    filled = read(questionnaire(modele, valeurs=source.data), modele)

    assert facts(filled) == facts(validate(source, modele.description))


def test_a_yaml_reader_that_is_not_ours_finds_the_same_keys(modele: Modele) -> None:
    text = questionnaire(modele)

    assert list(yaml.safe_load(text)) == list(parse_yaml(text.encode(), "q.yaml").data)


def objective_facts(questions: tuple[Asked, ...], path: str = "objectifs") -> dict[str, Asked]:
    """What is asked of an objective, by its place."""
    return {
        found: one
        for fact in questions
        for found, one in (objective_facts(fact.under, f"{path}.{fact.name}") or {f"{path}.{fact.name}": fact}).items()
    }


@pytest.mark.parametrize("name", model_names())
def test_of_an_objective_it_asks_what_the_contract_prints(name: str) -> None:
    modele, day = load_model(name), Droit(date(2024, 1, 15), bibliotheque=OURS)
    traits = {trait: values[0] for trait, values in domains_of(modele).items()}
    (objectives,) = (one for one in needed(modele, {}) if one.name == "objectifs")
    wanted = objective_facts(objectives.under)

    filled = read_as(modele.description, complete(modele, traits))
    printed = write_text(assemble(modele, filled, day, authority(OURS, "35")).document)
    for place, one in wanted.items():
        if one.format and not one.choices and one.format.words.startswith("texte"):
            answer = f"Élément de « {one.libelle} »" if one.many else f"Réponse à « {one.libelle} »"
            assert french.apostrophes(answer) in printed, place

    shape: list[dict[str, Any]] = [{"operationnels": [{"indicateurs": [{"annees": {"1999": "dix"}}]}]}]
    if "dotation_complementaire" in modele.domaines_deduits:
        shape[0]["dotation_complementaire"] = "oui"
    draft = read_as(modele.description, partial(modele, traits) | {"objectifs": shape})
    paths = [path for path in assemble(modele, draft, day, authority(OURS, "35")).missing if path[0] == "objectifs"]
    missing = {".".join(step for step in path if isinstance(step, str) and not step.isdecimal()) for path in paths}
    assert missing
    assert missing <= wanted.keys()


def test_an_answer_that_the_model_does_not_print_is_kept_where_it_is_given() -> None:
    modele = load_model("chrs")
    known = {"objectifs": [{"operationnels": [{"actions": [{"cout": "12 000"}]}]}]}

    assert "cout:" not in questionnaire(modele)
    assert "cout: 12 000\n" in questionnaire(modele, valeurs=known)
