"""As a lawyer would: the changes of « Comment faire » made from the page alone in a copy of every model."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.assembly.assemble import assemble
from engine.assembly.soundness import check_syntax, open_model
from engine.law.applicable import Droit
from engine.libraries.modele import load_model, model_names
from engine.soundness.rendered import render_mistakes
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS, alone
from tests.marques import plain
from tests.test_ecrire_une_clause import PAGE, Example, examples, said_of

CHANGES = ("Changer un accord", "Ajouter des mots facultatifs", "Ajouter un cas et sa question",
           "Ajouter une pièce à une liste", "S'écarter de la source")  # fmt: skip


@cache
def of_the_page(change: str) -> Example:
    """The example of a section of the page."""
    first = PAGE.count("\n", 0, PAGE.index(f"### {change}\n"))
    return next(example for example in examples() if example.line > first)


@pytest.fixture(params=[name for name in model_names() if "services" in load_model(name).plan.traits])
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """A model of home care, and a copy of the library whose plan names a clause for each change of the page."""
    shutil.copytree("clauses", tmp_path, dirs_exist_ok=True)
    plan = tmp_path / request.param / "modele.yaml"
    text = plan.read_text(encoding="utf-8")
    named = "".join(f"  - essai-{number}\n" for number in range(len(CHANGES)))
    assert "\narticles:\n" in text
    plan.write_text(text.replace("\narticles:\n", f"\narticles:\n{named}"), encoding="utf-8")
    for number, change in enumerate(CHANGES):
        (plan.parent / f"essai-{number}.md").write_text(of_the_page(change).clause, encoding="utf-8")
    return request.param, tmp_path


def test_every_change_prints_in_every_model_what_the_page_says(copy: tuple[str, Path]) -> None:
    name, library = copy
    model = open_model(name, alone(library))
    check_syntax(model)
    assert [str(one) for one in render_mistakes(model)] == []

    def text(facts: Mapping[str, Any] | None) -> list[str]:
        said = {"modele": name, "departement": "35", **(facts or {})}
        law = Droit(date(2024, 1, 1), tel_que_publie=facts is None, bibliotheque=OURS)
        contrat = read_as(model.description, said)
        return plain(write_text(assemble(model, contrat, law, None, blank=facts is None).document)).splitlines()

    for change in CHANGES:
        for row in of_the_page(change).rows:
            facts = None if row["state"] == "modèle vierge" else yaml.safe_load(row["facts"] or "{}")
            printed = [" ".join(line.split()) for line in text(facts)]
            assert [line for line in said_of(row["printed"]) if line not in printed] == [], (change, row["state"])


def test_a_mistake_is_told_at_its_line_in_every_model(copy: tuple[str, Path]) -> None:
    name, library = copy
    file = library / name / "essai-1.md"
    clause = file.read_text(encoding="utf-8")
    file.write_text(clause.replace("?}", ""), encoding="utf-8")

    with pytest.raises(Exception, match="ne sont pas fermés") as told:
        open_model(name, alone(library))

    line = clause[: clause.index("{?")].count("\n") + 1
    assert f"clauses/{name}/essai-1.md:{line}:1" in str(told.value)
