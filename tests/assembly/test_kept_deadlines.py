"""The calendar of a contract is worked out once for those that say the same of all that it depends on."""

from __future__ import annotations

import random
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.assembly import echeances
from engine.assembly.echeances import deadlines_of
from engine.calendar.echeancier import Deadline
from engine.errors import InputError
from engine.law.applicable import law_of
from engine.libraries.modele import load_model
from engine.reading.yaml_strict import parse_yaml
from models import chemins
from models.fiches.faults import UnreadError
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_calendar_after_others_is_the_one_of_the_contract_alone(path: Path) -> None:
    """Facts change one after the other, dates and others; what follows from each is what a first contract has."""
    data = parse_yaml(path.read_bytes(), path.name).data
    lot = random.Random(path.stem)  # noqa: S311 - the same at each run
    facts = [one for one, said in chemins.written(data) if isinstance(said, str) and one != ("modele",)]
    alone = calendar_of(data)
    for fact in lot.sample(facts, min(len(facts), 30)):
        changed = deepcopy(data)
        chemins.put(changed, fact, lot.choice(("30 avril N+1", "2027-03-05", "4 ans", "tous les deux ans")))
        found = calendar_of(changed)
        echeances._lately(load_model(data["modele"])).clear()
        assert found == calendar_of(changed), fact
    assert calendar_of(data) == alone


def test_the_calendar_of_a_contract_is_that_of_another_of_the_same_dates() -> None:
    data = parse_yaml(EXAMPLES[0].read_bytes(), EXAMPLES[0].name).data
    other = deepcopy(data)
    chemins.put(other, ("gestionnaire", "raison_sociale"), "Association Autre")

    assert calendar_of(other) is calendar_of(data)


def calendar_of(data: dict[str, Any]) -> tuple[Deadline, ...]:
    """The calendar of a description; none where a change has made it one that cannot be read."""
    model = load_model(data["modele"])
    try:
        contrat = read_as(model.description, data)
        return deadlines_of(model, contrat, law_of(contrat, date(2026, 1, 15), OURS))
    except (UnreadError, InputError):
        return ()
