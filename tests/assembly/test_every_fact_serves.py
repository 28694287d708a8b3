"""Whatever fact of a complete example is changed, its contract changes, or its tables, or somebody is told.

One fact is tried for each of its kind: the first of the items of a list stands for the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.errors import InputError
from engine.reading.yaml_strict import read_yaml
from engine.writing.layout.plain import write_text
from tests.descriptions import dossier

EXAMPLES = (
    "saad-habilite",
    "ehpad-complet",
    "chrs-complet",
    "sad-ille-et-vilaine-association",
    "saad-seine-et-marne-association",
)
ELSEWHERE = {
    "modele": "the library that the contract is made from",
    "departement": "its region, or its collectivité, is printed",
    "gestionnaire.siren": "tells the gestionnaire from the others of a programmation",
    "gestionnaire.finess": "tells the gestionnaire from the others of a programmation",
    "objectifs[].mentions[]": "the sheet of conformity and the check of the mentions say which objective is about each",
    "gestionnaire.adresse": "the letters go there, where the contract says the establishments alone",
    "frais_de_siege.effet": "the calendar and the check of the five years begin there",
}

Step = str | int


def leaves(data: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from leaves(value, (*path, at))
    else:
        yield path


def shape(path: tuple[Step, ...]) -> str:
    """« services[].nom »."""
    return re.sub(r"\.\d+(?=\.|$)", "[]", ".".join(map(str, path)))


def changed(value: str) -> str:
    """Another value of the same kind."""
    if value in ("oui", "non"):
        return "non" if value == "oui" else "oui"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return (date.fromisoformat(value) + timedelta(days=1)).isoformat()
    if re.fullmatch(r"-?\d[\d \u202f]*", value):
        return str(int(re.sub(r"\s", "", value)) + 1)
    if re.fullmatch(r"-?\d[\d ]*[.,]\d+", value):
        return value[:-1] + str((int(value[-1]) + 1) % 10)
    if found := re.fullmatch(r"(\d+) (ans?|mois)", value):
        return f"{int(found[1]) + 1} {found[2]}"
    return value + " autre"


def result(data: dict[str, Any]) -> tuple[str, ...]:
    """What a description gives: its text, its tables, its findings."""
    described = dossier(data, date(2026, 1, 15))
    grilles = described.grilles
    cells = [grille.case(line.nom, at) for grille in grilles.values() for line in grille.rubriques if line.nom
             for at in range(len(grille.series))]  # fmt: skip
    names = [serie.label for grille in grilles.values() for serie in grille.series]
    found = described.assembled()
    told = [one.message for one in found.findings]
    return write_text(found.document), str([case.value for case in cells] + names), str(told)


def with_another(data: dict[str, Any], path: tuple[Step, ...], value: Callable[[str], str]) -> dict[str, Any]:
    held = other = deepcopy(data)
    for step in path[:-1]:
        held = held[step]  # type: ignore[index]
    held[path[-1]] = value(held[path[-1]])  # type: ignore[index]
    return other


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_fact_that_changes_changes_something(name: str) -> None:
    data = read_yaml(Path(f"data/exemples/{name}.yaml")).data
    before = result(data)
    kinds = {shape(path): path for path in reversed(list(leaves(data)))}
    useless = []
    for kind, path in kinds.items():
        try:
            if kind not in ELSEWHERE and result(with_another(data, path, changed)) == before:
                useless.append(kind)
        except InputError:
            continue  # a choice: see test_choices
    assert useless == []
