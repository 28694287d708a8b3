"""Blank is not « none »: a fact that is not given is asked for, and « aucun » is written where it was answered alone.

One fact is taken out of a complete example for each of its kind: the first item of a list stands for the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest

from engine.assembly.assemble import Assembled
from engine.assembly.fields import is_a_choice
from engine.libraries.modele import load_model
from engine.reading.yaml_strict import read_yaml
from engine.writing.layout.plain import write_text
from models.champs import Fiche
from models.fiches.champ import Champ
from models.fiches.faults import UnreadError
from models.fiches.groupe import fields_of
from tests.descriptions import dossier
from tests.ehpad import contract

EXAMPLES = (
    "chrs-complet",
    "ehpad-complet",
    "saad-habilite",
    "saad-mixte",
    "saad-non-habilite",
    "saad-seine-et-marne-association",
    "sad-ille-et-vilaine-association",
)
NONE = re.compile(r"\b(?:aucune?s?|néant|sans objet|n’a pas|n’ont pas|n’est pas prévue?)\b", re.IGNORECASE)
KNOWN_OTHERWISE = {
    "modele": "the library that the contract is made from",
    "departement": "a model of one département says it",
    "objectifs[].intitule": "an objective of the dotation is named by its priority; others are asked",
    "objectifs[].operationnels[].indicateurs": "the other objectives have theirs; without any, they are asked",
    "diagnostic.tarification[].tarif_facture": "the line of a service that has no tarif facturé is « sans objet »",
    "moyens.resultats[].annee": "printed by the annexes alone",
    "moyens.resultats[].resultat": "printed by the annexes alone",
}

Step = str | int


def facts(data: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Every fact of a description, and every list as a whole."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from facts(value, (*path, key))
        return
    yield path
    for at, value in enumerate(data if isinstance(data, list) else ()):
        if isinstance(value, dict):
            yield from facts(value, (*path, at))


def shape(path: tuple[Step, ...]) -> str:
    """« services[].nom »."""
    return re.sub(r"\.\d+(?=\.|$)", "[]", ".".join(map(str, path)))


def without(data: dict[str, Any], path: tuple[Step, ...]) -> dict[str, Any]:
    held = other = deepcopy(data)
    for step in path[:-1]:
        held = held[step]  # type: ignore[index]
    del held[path[-1]]  # type: ignore[arg-type]
    return other


def assembled(data: dict[str, Any]) -> Assembled:
    return dossier(data, date(2026, 1, 15)).assembled()


def field(kind: type[Fiche], path: tuple[Step, ...]) -> Champ | None:
    info = None
    for step in path:
        if isinstance(step, int):
            continue
        info = fields_of(kind).get(step)
        if info is None:
            return None
        inner = get_args(info.annotation)[0] if get_origin(info.annotation) is list else info.annotation
        kind = inner if isinstance(inner, type) and issubclass(inner, Fiche) else Fiche
    return info


def optional(info: Champ | None) -> bool:
    return info is None or bool(info.said.get("facultatif"))


def lines(contract: Assembled) -> set[str]:
    return set(write_text(contract.document).splitlines())


def nones(text: set[str]) -> Counter[str]:
    """The words of a text that say that there is none, however many times each."""
    return Counter(found.lower() for line in text for found in NONE.findall(line))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_fact_taken_out_is_asked_for_and_none_is_said_in_its_place(name: str) -> None:
    data = read_yaml(Path(f"data/exemples/{name}.yaml")).data
    kind = load_model(data["modele"]).description
    whole = assembled(data)
    before, silent, said = lines(whole), [], []
    for taken, path in {shape(path): path for path in reversed(list(facts(data)))}.items():
        if taken in KNOWN_OTHERWISE:
            continue
        info = field(kind, path)
        blank = assembled(without(data, path))
        text = lines(blank)
        if len(blank.missing) == len(whole.missing) and not optional(info) and text != before:
            silent.append(taken)
        choice = info is not None and is_a_choice(info.annotation) and path in blank.missing  # every variant is shown
        said += [(taken, words) for words in nones(text) - nones(before) if not choice]
    assert not silent
    assert not said


@pytest.mark.parametrize(
    ("facts", "asked", "none"),
    [
        ("projets", "- [à compléter : établissement ou service concerné]", "Aucun projet de restructuration"),
        ("contrats_precedents", "Il met fin, à compter de son entrée en vigueur, [à compléter :", ""),
        ("plans_de_reequilibrage", "- [à compléter : établissement en difficulté]", ""),
        ("comite.partenaires", "- pour les autres partenaires : [à compléter :", ""),
    ],
)
@pytest.mark.parametrize("answer", ["aucun", "Aucune", "Néant", "sans objet", "non", ["aucun"]])
def test_a_list_is_asked_for_until_aucun_is_answered(facts: str, asked: str, none: str, answer: Any) -> None:
    *group, key = facts.split(".")
    given: dict[str, Any] = {key: answer}
    for step in group:
        given = {step: given}
    assert asked in contract()
    assert asked not in contract(**given)
    assert none in contract(**given)


def test_aucun_is_no_answer_to_a_list_that_must_have_items() -> None:
    with pytest.raises(UnreadError):
        contract(objectifs="aucun")


def test_a_visa_is_dated_and_a_decision_is_asked_for() -> None:
    for name, taken, printed in (
        ("saad-habilite", ("collectivite", "deliberation"), "en date du [à compléter : date de la délibération]"),
        ("chrs-complet", ("visas", "programmation", "date"), "n° 2024-999 du [à compléter : date de l’arrêté"),
        (
            "ehpad-complet",
            ("collectivite", "decision"),
            "par décision de la commission permanente en date du [à compléter",
        ),
    ):
        data = read_yaml(Path(f"data/exemples/{name}.yaml")).data
        text = write_text(assembled(without(data, taken)).document).replace("\u00a0", " ").replace("\u202f", " ")
        assert printed in text
