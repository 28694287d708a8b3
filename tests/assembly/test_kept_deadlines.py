"""The calendar of a contract is worked out once for those that say the same of all that it depends on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.assembly import echeances
from engine.assembly.assemble import traits_of
from engine.assembly.echeances import deadlines_of
from engine.calendar.echeancier import Deadline
from engine.errors import InputError
from engine.law.applicable import law_of
from engine.libraries.modele import load_model
from engine.reading.yaml_strict import parse_yaml
from models import chemins
from models.fiches.faults import UnreadError
from models.fiches.groupe import altered, read_as
from models.kind import kind_of_field
from tests.bibliotheques import OURS

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
DAY = date(2026, 1, 15)
OF_ANY: tuple[chemins.Chemin, ...] = (("effet",), ("duree",))
"""The facts that give the days of any contract, whatever its calendar would leave out."""
MONTHS = ("mars", "avril", "mai", "juin", "septembre", "octobre", "décembre")
VALUES = {
    "jour": ("2027-03-05", "2025-11-30", "2026-06-15"),
    "duree": ("4 ans", "30 mois", "6 ans"),
    "texte": ("avant le 14 avril 2027", "14 avril de l’année suivante", "15 mars de chaque année"),
}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_calendar_after_others_is_the_one_of_the_contract_alone(path: Path) -> None:
    """Facts that give its dates change one after the other; what follows from each is what a first contract has."""
    data = parse_yaml(path.read_bytes(), path.name).data
    lot = random.Random(path.stem)  # noqa: S311 - the same at each run
    alone = calendar_of(data)
    found = []
    for fact, value in lot.sample(every := [*changes(data)], min(len(every), 20)):
        changed = deepcopy(data)
        chemins.put(changed, fact, value)
        calendar_of(data)  # what would be taken for this one
        found.append(calendar_of(changed))
        work_out_anew()
        assert found[-1] == calendar_of(changed), fact
    assert sum(one not in ((), alone) for one in found) > len(found) / 2
    assert calendar_of(data) == alone


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_key_that_changes_alone_changes_the_calendar(path: Path) -> None:
    """The other keys are the very same, as those of a contract that says them alike."""
    data = parse_yaml(path.read_bytes(), path.name).data
    lot = random.Random(path.stem)  # noqa: S311 - the same at each run
    model = load_model(data["modele"])
    contrat = read_as(model.description, data)
    alone = deadlines_of(model, contrat, law_of(contrat, DAY, OURS))
    others = 0
    for fact, value in lot.sample(every := [*changes(data)], min(len(every), 20)):
        changed = deepcopy(data)
        chemins.put(changed, fact, value)
        with suppress(UnreadError, InputError):
            said = vars(read_as(model.description, changed))[str(fact[0])]
            other = altered(contrat, {str(fact[0]): said})
            deadlines_of(model, contrat, law_of(contrat, DAY, OURS))  # what would be taken for this one
            found = deadlines_of(model, other, law_of(other, DAY, OURS))
            work_out_anew()
            assert found == deadlines_of(model, other, law_of(other, DAY, OURS)), fact
            others += found != alone
    assert others


def work_out_anew() -> None:
    """Have the next calendar worked out anew."""
    echeances._OF_THE_SAME_KEYS.clear()
    echeances._DEADLINES.clear()


def changes(data: dict[str, Any]) -> Iterator[tuple[chemins.Chemin, str]]:
    """The facts that give days to the calendar of a description, each with other values of its kind."""
    model = load_model(data["modele"])
    contrat = read_as(model.description, data)
    traits = tuple(traits_of(model, contrat, law_of(contrat, DAY, OURS)).values())
    for place in dict.fromkeys((*OF_ANY, *echeances._looked_at(model, traits).places)):
        if field := chemins.field_at(model.description, place):
            for here, value in chemins.every(contrat, place):
                for fact, said, info in chemins.given_under(value, here, field, None):
                    kind = kind_of_field(info)
                    if kind and (kind.name != "texte" or any(month in said for month in MONTHS)):
                        yield from ((fact, other) for other in VALUES.get(kind.name, ()))


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
        return deadlines_of(model, contrat, law_of(contrat, DAY, OURS))
    except (UnreadError, InputError):
        return ()
