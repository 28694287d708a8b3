"""What a contract asks and what it prints come from one place, whatever was answered already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.asking.asked import Asked
from engine.asking.conditions import Condition, _worked_out, conditioned, conditions
from engine.asking.needed import needed
from engine.asking.questionnaire import questionnaire
from engine.assembly.assemble import domains_of
from engine.dossier import Dossier, dossier_of
from engine.errors import Severity
from engine.libraries.modele import Modele, load_model, model_names
from engine.reading.yaml_strict import parse_yaml, read_yaml
from tests import descriptions
from tests.asking.test_asked_is_printed import ELSEWHERE, keys

EXAMPLES = sorted(Path(__file__).parents[2].joinpath("data", "exemples").glob("*.yaml"))
DAY = date(2024, 1, 15)
OTHERWISE: Mapping[str, str] = {
    "etablissements.forfait_unique": "printed where the experiment of its territory goes on",
    "autres_departements.organe": "printed where it is no métropole",
    **dict.fromkeys(
        (f"autres_autorites.{fact}" for fact in ("civilite", "prenom", "nom", "qualite")),
        "printed where an establishment says that it is under another authority",
    ),
    "moyens.formule_fixe.indice": "printed where the formula follows an index too",
    "moyens.evolution.places": "printed with a tarif by place, or with tarifs plafonds",
    **dict.fromkeys(("gestionnaire.statut", "gestionnaire.forme"), "the other says enough"),
    "territoire.epci.communes": "printed beside the name of its EPCI",
    "service_etat.direction": "printed before April 2021",
    "suivi.direction": "printed where the registre does not name it",
}
NOT_THERE = {"charte", "logo"}


def answered(questions: tuple[Asked, ...], known: Any) -> dict[str, Any]:
    """The example of each question, beside what is known."""
    found: dict[str, Any] = {}
    for one in questions:
        value = known.get(one.name) if isinstance(known, dict) else None
        if one.under and one.many:
            found[one.name] = [answered(one.under, item) for item in value or [{}]]
        elif one.under:
            found[one.name] = answered(one.under, value or {})
        elif value is not None:
            found[one.name] = value
        elif one.exemple and one.name not in NOT_THERE and one.name not in getattr(one, "selon", ()):
            found[one.name] = [one.exemple] if one.many else one.exemple
    return found


def asked_of(model: Modele, known: Mapping[str, Any]) -> tuple[Asked, ...]:
    return conditioned(model, needed(model, known), known)


def contract(model: Modele, known: Mapping[str, Any]) -> Dossier:
    """The contract of a questionnaire that is begun with what is known, then filled in with its own examples."""
    decided = questionnaire(model, valeurs=known)
    asked_facts = set(keys(parse_yaml(decided.encode(), "q.yaml").data))
    filled = only(answered(asked_of(model, known), known), parse_yaml(decided.encode(), "q.yaml").data)
    text = questionnaire(model, valeurs={**filled, "modele": model.nom})
    assert set(keys(parse_yaml(text.encode(), "q.yaml").data)) <= asked_facts
    return dossier_of(parse_yaml(text.encode(), "q.yaml"), Path("q.yaml"), DAY)


def only(value: Any, kept: Any) -> Any:
    """What of an answer the questionnaire asks, item by item."""
    if isinstance(value, dict) and isinstance(kept, dict):
        return {key: only(inner, kept[key]) for key, inner in value.items() if key in kept}
    if isinstance(value, list) and isinstance(kept, list):
        return [only(inner, kept[min(n, len(kept) - 1)]) for n, inner in enumerate(value)]
    return value


def useless(dossier: Dossier) -> set[str]:
    """The facts given that the contract uses in nothing."""
    lost = {".".join(step for step in path if isinstance(step, str)) for path in dossier.assembled().unprinted}
    return lost - OTHERWISE.keys() - ELSEWHERE[dossier.modele.nom].keys()


def decided(model: Modele) -> Iterator[dict[str, Any]]:
    """Descriptions begun: one answer of those that decide, then all of them at once."""
    domains = domains_of(model)
    for trait, values in domains.items():
        for value in values:
            yield descriptions.partial(model, {trait: value})
    for at in range(2):
        traits = {trait: values[min(at, len(values) - 1)] for trait, values in domains.items()}
        if descriptions.possible(traits):
            yield descriptions.partial(model, traits)


@pytest.mark.parametrize("name", model_names())
def test_a_questionnaire_that_is_begun_asks_nothing_that_its_contract_does_not_use(name: str) -> None:
    model = load_model(name)
    settled = {".".join(one.path) for several in conditions(model).values() for one in several}
    for known in decided(model):
        dossier = contract(model, known)
        undecided = {
            fact for fact, several in conditions(model).items() if not all(_is_known(each, known) for each in several)
        }
        assert useless(dossier) - {".".join(one) for one in undecided} - set(keys(known)) == set(), known
    assert settled


def _is_known(condition: Condition, known: Any) -> bool:
    """Whether a description answers what a condition is about."""
    for step in condition.path:
        known = known[0] if isinstance(known, list) and known else known
        known = known.get(step) if isinstance(known, dict) else None
    return known is not None


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_of_the_library_gives_no_fact_that_it_is_not_asked(example: Path) -> None:
    data = read_yaml(example).data
    model = load_model(data["modele"])
    deciding = {one.path[0] for several in conditions(model).values() for one in several}
    begun = {key: value for key, value in data.items() if key in deciding | {"modele", "preambule"}}
    asked_facts = set(keys(parse_yaml(questionnaire(model, valeurs=begun).encode(), "q.yaml").data))
    given = {re.sub(r"\.(?:19|20)\d\d$", "", path) for path in keys(data)}
    assert {
        path for path in given if not any(one == path or one.startswith(f"{path}.") for one in asked_facts)
    } == set()


@pytest.mark.parametrize("name", model_names())
def test_every_question_that_depends_on_an_answer_says_on_which(name: str) -> None:
    text = re.sub(r"\s+", " ", " ".join(line.strip("# ") for line in questionnaire(load_model(name)).splitlines()))
    for path, several in conditions(load_model(name)).items():
        for one in several:
            assert any(one.answers(path[:end]) in text for end in range(len(path))), (path, one)


def test_a_condition_is_said_in_the_words_of_the_file_to_fill_in() -> None:
    text = re.sub(r"\n *# ", " ", questionnaire(load_model("saad")))
    optional = "· facultatif (vide : le service est habilité à l'aide sociale)"
    assert f"{optional} · seulement si « habilitation_aide_sociale: non »\n    tarif_facture:" in text
    assert "· sauf si « statut: societe »\n  deliberation:" in text
    assert (
        " Seulement si « dotation_complementaire.retenu: oui » et « services.habilitation_aide_sociale: non »\n" in text
    )


@pytest.mark.parametrize("name", model_names())
def test_the_examples_of_a_questionnaire_are_told_nothing_wrong(name: str) -> None:
    model = load_model(name)
    dossier = contract(model, {"modele": name, "departement": model.plan.departement or "35"})
    assert [str(one) for one in dossier.told(dossier.assembled()) if one.severity is Severity.ERROR] == []


def test_a_contract_of_services_of_two_kinds_asks_each_service_what_it_prints_of_it() -> None:
    model = load_model("saad")
    known = {
        "services": [{"nom": "A", "habilitation_aide_sociale": "oui"}, {"nom": "B", "habilitation_aide_sociale": "non"}]
    }
    services = parse_yaml(questionnaire(model, valeurs=known).encode(), "q.yaml").data["services"]
    assert [("tarif_horaire" in one, "tarif_facture" in one) for one in services] == [(True, False), (False, True)]
    text = questionnaire(model, valeurs=known)
    assert text.count("# Tarif facturé par le service — Service non habilité") == 1


@pytest.mark.parametrize("name", model_names())
def test_what_an_organisation_is_is_asked_of_every_contract(name: str) -> None:
    assert not {path for path in conditions(load_model(name)) if path[-1] in ("statut", "forme")}


def test_a_contract_in_other_words_asks_by_these_words_whatever_came_before() -> None:
    """One that leaves out the clause that asks for a fact does not ask it, and the next one does again."""
    text = Path("data/exemples/saad-habilite.yaml").read_text(encoding="utf-8")
    dotation = "adaptations:\n  moyens/dotation: {supprimee: oui, motif: accord}\n"
    added = "clauses_ajoutees:\n  - {nom: ajout, apres: objet, titre: Ajout, texte: 'Au {{ effet }}.', motif: accord}\n"
    before: dict[str, Mapping[Any, Any]] = {}
    for words in ("", dotation, added, dotation, "", dotation + added, added):
        model = dossier_of(parse_yaml(f"{text}\n{words}".encode(), "c.yaml"), Path("c.yaml"), DAY).modele
        found = conditions(model)
        assert found == _worked_out(model), words
        assert before.setdefault(words, found) is found
    assert before[dotation] != before[""]
