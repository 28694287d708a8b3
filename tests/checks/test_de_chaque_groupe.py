"""What only one check looks at is found in a description of which the one before said all the rest."""

from __future__ import annotations

from copy import deepcopy
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
        dossier._LATELY.clear()
    source = parse_yaml(yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode(), "c.yaml")
    try:
        return [str(one) for one in dossier.dossier_of(source, Path("c.yaml"), DAY, OURS).findings]
    except InputError as error:
        return [str(one) for one in error.findings]


@pytest.mark.parametrize("example", [EHPAD, SAAD, CHRS], ids=lambda path: path.stem)
def test_a_fact_is_looked_at_beside_those_that_were_seen(example: Path) -> None:
    base = dict(parse_yaml(example.read_bytes(), example.name).data)
    paths = [path for path, value in chemins.written(base) if isinstance(value, str) and path != ("modele",)]
    of_no_group = [path for path in paths if len(path) == 1]
    for at, path in enumerate([*of_no_group, *paths[:: len(paths) // 12]]):
        changed = deepcopy(base)
        chemins.put(changed, path, WRONG[at % len(WRONG)])
        found(base, anew=True)
        beside, back = found(changed), found(base)
        assert (beside, back) == (found(changed, anew=True), found(base, anew=True)), path
