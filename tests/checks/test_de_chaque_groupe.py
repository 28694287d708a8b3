"""What only one check looks at is found in a description of which the one before said all the rest."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine import dossier
from engine.errors import InputError
from engine.reading.yaml_strict import parse_yaml
from models import chemins
from tests.assembly.test_reuse import CHRS, DAY, EHPAD, SAAD
from tests.bibliotheques import OURS

WRONG = ("à compléter", "oui", "0001-01-01", "750000001", "Le schéma régional 2001-2005", "présidente")


def found(data: dict[str, Any], *, anew: bool = False) -> list[str]:
    """All that is told of a description, as it is opened beside the one before or `anew`."""
    if anew:
        dossier._LAST.clear()
    source = parse_yaml(yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode(), "c.yaml")
    try:
        return [str(one) for one in dossier.dossier_of(source, Path("c.yaml"), DAY, OURS).findings]
    except InputError as error:
        return [str(one) for one in error.findings]


def changes(example: Path, many: int = 12) -> list[tuple[chemins.Chemin, dict[str, Any]]]:
    """An example with a fact that is wrong, each time another: those of no group, and some of the others."""
    base = dict(parse_yaml(example.read_bytes(), example.name).data)
    paths = [path for path, value in chemins.written(base) if isinstance(value, str) and path != ("modele",)]
    of_no_group = [path for path in paths if len(path) == 1]
    made: list[tuple[chemins.Chemin, dict[str, Any]]] = [((), base)]
    for at, path in enumerate([*of_no_group, *paths[:: max(1, len(paths) // many)]]):
        changed = deepcopy(base)
        chemins.put(changed, path, WRONG[at % len(WRONG)])
        made.append((path, changed))
    return made


def one_after_the_other(several: Sequence[dict[str, Any]]) -> list[list[str]]:
    """What is told of descriptions, each opened anew, in a process that reads them in this order."""
    return [found(data, anew=True) for data in several]


def wrong_in_many_places(example: Path) -> dict[str, Any]:
    """An example with all those facts wrong at once, but those that stop it from being read whole."""
    (_, whole), *changed = changes(example, 60)
    for path, data in changed:
        if not any("erreur" in one for one in found(data, anew=True)):
            whole = deepcopy(whole)
            chemins.put(whole, path, chemins.at(data, path))
    return whole


@pytest.mark.parametrize("example", [EHPAD, SAAD, CHRS], ids=lambda path: path.stem)
def test_a_fact_is_looked_at_beside_those_that_were_seen(example: Path) -> None:
    (_, base), *changed = changes(example)
    for path, data in changed:
        found(base, anew=True)
        beside, back = found(data), found(base)
        assert (beside, back) == (found(data, anew=True), found(base, anew=True)), path


@pytest.mark.parametrize("example", [EHPAD, SAAD, CHRS], ids=lambda path: path.stem)
def test_nothing_is_kept_of_a_description_by_its_places_alone(example: Path) -> None:
    """What a process would keep so is that of the first that it reads: one that begins by the other differs."""
    right, wrong = changes(example)[0][1], wrong_in_many_places(example)
    told = []
    for order in ((right, wrong), (wrong, right)):
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as apart:
            told.append(apart.submit(one_after_the_other, order).result())
    assert told[0] == told[1][::-1]
    assert len(told[0][1]) > len(told[0][0]) + 3
