"""The trials of our models cite parts of their sources that clauses or tables cite too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from engine.libraries.modele import load_model

TRIALS = [path for path in sorted(Path("clauses").glob("*/essais/*.yaml")) if "\nsource:" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", TRIALS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_trial_cites_a_part_of_the_source_that_exists(path: Path) -> None:
    model = load_model(path.parent.parent.name)
    said = str(yaml.safe_load(re.sub(r"(?ms)^(?!source:).*?\n(?=\S|\Z)", "", path.read_text("utf-8")))["source"])
    cited = re.split(r" \(| ;", said.removeprefix(f"{model.nom}, "))[0]
    known = [table.source for table in model.tableaux.values()]
    known += [clause.en_tete.source for clause in model.clauses.values()]
    known += [clause.en_tete.source for part in model.documents.values() for clause in part.clauses.values()]
    for part in re.split(r", (?=article)| et ", cited):
        number = re.sub(r"^(articles?|annexes?) ", "", part)
        assert any(re.search(rf"(?<![\w.-]){re.escape(number)}(?![\w-])", one) for one in known), part
