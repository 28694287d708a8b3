"""A choice made is a choice printed: each answer to each question of choice makes a contract of its own words.

An answer that a contract has no use for is told (« fait-non-imprime »).
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from engine.assembly.assemble import assemble
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.libraries.modele import load_model
from engine.reading.yaml_strict import read_yaml
from engine.writing.layout.plain import write_text
from models import chemins
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

EXAMPLES = {
    "saad": "saad-habilite",
    "ehpad": "ehpad-complet",
    "chrs": "chrs-complet",
    "sad-ille-et-vilaine": "sad-ille-et-vilaine-association",
    "saad-seine-et-marne": "saad-seine-et-marne-association",
}
SETTINGS: dict[tuple[str, str], dict[str, Any]] = {
    ("ehpad", "autres_departements.civilite"): {"autres_departements": [{"departement": "85"}]},
    ("ehpad", "metropole.president.civilite"): {"metropole": {"competente": "oui", "nom": "Nantes Métropole"}},
    ("chrs", "autres_autorites.civilite"): {
        "etablissements": [{"nom": "CHRS Exemple", "autorite": "autre", "subventionne": "non"}],
        "autres_autorites": [{"nom": "EXEMPLE"}],
    },
    ("chrs", "service_etat.direction"): {"signature": {"date": "2020-01-20"}, "departement": "35"},
}
"""The facts without which a question is none of the complete example's."""
SAME = {
    "gestionnaire.statut": [("association", "fondation"), ("association", "mutuelle"), ("fondation", "mutuelle")],
}
"""Answers of the same words: who presides an association, a fondation or a mutuelle is its président."""


def choices() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every question of choice of every model, with its answers."""
    for model in EXAMPLES:
        for path, info in chemins.walk(load_model(model).description):
            for kind in (info.annotation, *get_args(info.annotation)):
                if get_origin(kind) is Literal and path != ("gestionnaire", "forme"):  # only ever deduces other words
                    yield model, ".".join(path), get_args(kind)


def answered(data: Any, path: list[str], answer: str) -> None:
    """Write an answer at a path, in every item of the lists on its way."""
    if isinstance(data, list):
        for item in data:
            answered(item, path, answer)
    elif len(path) == 1:
        data[path[0]] = answer
    else:
        answered(data.setdefault(path[0], {}), path[1:], answer)


def contract(model: str, path: str, answer: str) -> str:
    """The text of the complete example of a model, with another answer."""
    data = deepcopy(read_yaml(Path(f"data/exemples/{EXAMPLES[model]}.yaml")).data)
    data |= deepcopy(SETTINGS.get((model, path), {}))
    answered(data, path.split("."), answer)
    library = load_model(model)
    contrat = read_as(library.description, data)
    droit = law_of(contrat, date(2026, 1, 15), OURS)
    assembled = assemble(library, contrat, droit, authority(OURS, contrat.departement or "", droit.jour))
    useless = [one for one in assembled.findings if one.code == "fait-non-imprime" and path in one.message]
    return f"told: {answer}" if useless else write_text(assembled.document)


@pytest.mark.parametrize(("model", "path", "answers"), list(choices()))
def test_each_answer_has_words_of_its_own(model: str, path: str, answers: tuple[str, ...]) -> None:
    texts = {answer: contract(model, path, answer) for answer in answers}
    same = [pair for pair in combinations(sorted(answers), 2) if texts[pair[0]] == texts[pair[1]]]
    assert [pair for pair in same if pair not in SAME.get(path, ())] == []


@pytest.mark.parametrize(
    ("model", "path"), [("saad", "moyens.mode_evolution"), ("chrs", "moyens.mode_evolution")], ids=["saad", "chrs"]
)
@pytest.mark.parametrize("answer", ["equation_tarifaire", "tarif_plafond", "algorithme"])
def test_the_last_mode_of_r314_40_is_one_of_its_three(model: str, path: str, answer: str) -> None:
    words = {"equation_tarifaire": "équation tarifaire", "tarif_plafond": "tarif plafond", "algorithme": "algorithme"}
    written = contract(model, path, answer).replace("\u00a0", " ").replace("\u202f", " ")
    end = " ;" if model == "saad" else "."
    assert f"application d’un{'e' if answer == 'equation_tarifaire' else ''} {words[answer]}{end}" in written
    assert "ou d’un algorithme" not in written
