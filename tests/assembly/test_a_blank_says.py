"""What a blank means is declared: « facultatif » says it, and no formula takes an unknown amount for none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from engine.reading.formules import Call, Formula, Name, Number
from engine.reading.library import load_model
from engine.reading.questions import Question, walk
from engine.reading.tableaux import Rubrique, Tableau
from models.reponses import nom_simple

MODELES = ("saad", "ehpad", "chrs", "sad-ille-et-vilaine", "saad-seine-et-marne")


def test_a_question_cannot_be_optional_without_a_reason() -> None:
    with pytest.raises(ValidationError, match="ce que veut dire une réponse vide"):
        Question(type="texte", libelle="fait", facultatif="oui")


@pytest.mark.parametrize("name", MODELES)
def test_every_optional_fact_says_what_a_blank_means(name: str) -> None:
    for path, info in walk(load_model(name).description):
        said: Any = info.json_schema_extra
        reason = said.get("facultatif", "") if isinstance(said, dict) else ""
        assert isinstance(reason, str), path
        assert nom_simple(reason) not in ("oui", "non", "facultatif", "le_cas_echeant"), path
        assert "si rien n'est dit" not in (info.description or ""), path  # what a blank means is said in one place


@pytest.mark.parametrize("name", MODELES)
def test_a_formula_counts_as_none_only_a_blank_that_says_so(name: str) -> None:
    model = load_model(name)
    blanks = {path: _reason(info) for path, info in walk(model.description)}
    counted = {
        (nom, line.nom): blanks.get(path, "")
        for nom, table in model.tableaux.items()
        for line, path in _taken_for_none(table)
    }
    assert not {where: said for where, said in counted.items() if not said.startswith(("0, ", "non, "))}


def _reason(info: Any) -> str:
    return str(info.json_schema_extra.get("facultatif", "")) if isinstance(info.json_schema_extra, dict) else ""


def _taken_for_none(table: Tableau) -> Iterator[tuple[Rubrique, tuple[str, ...]]]:
    """The facts of a table that a total or a formula takes for nothing while they are not given."""
    lines = {line.nom: line for line in (*table.parametres, *table.rubriques) if not line.formule and line.nom}
    names = {name for line in table.rubriques if line.formula for name in _replaced_by_nought(line.formula)}
    for line in lines.values():
        if line.total == "somme_des_donnes" or line.nom in names:
            path = (line.fait or line.nom).replace("[]", "").split(".")
            under = [] if line in table.parametres or line.fait.count(".") else table.series.pour.split(".")
            yield line, tuple(filter(None, (*under, *path)))


def _replaced_by_nought(formula: Formula) -> Iterator[str]:
    if isinstance(formula, Call):
        if formula.function == "sinon" and isinstance(formula.arguments[1], Number):
            first = formula.arguments[0]
            if isinstance(first, Name) and not first.table:
                yield first.rubrique
        for argument in formula.arguments:
            yield from _replaced_by_nought(argument)
