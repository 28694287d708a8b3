"""One rule for every computed cell of which a fact is still to be filled in, in the tables of every model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.assembly.tableaux import Tables
from engine.document import Missing, Paragraph
from engine.formulas.cells import Absence, Case
from engine.libraries.modele import load_model, model_names
from engine.nodes import nodes_of
from engine.tables.grilles import Grille
from engine.writing.layout.words import plain
from tests import descriptions
from tests.assembly.test_coverage import assembled, pairs

PARTS = 12
"""Of the descriptions of a model in which any two answers meet, with half of their facts, how many are looked at."""


def drafts(nom: str) -> Iterator[Tables]:
    """The tables of drafts of a model: of an empty description, then of some of which a part is known."""
    model = load_model(nom)
    yield assembled(model, {"modele": nom}).tables
    for combination in pairs(model)[:PARTS]:
        yield assembled(model, descriptions.partial(model, combination)).tables


def cells(tables: Tables, grille: Grille) -> Iterator[tuple[Case, list[Missing], str]]:
    """Each cell of a table: what it holds, the marks in it and its words."""
    for line in (one for one in grille.rubriques if one.nom):
        for at in range(len(grille.series)):
            printed = tables.cell(grille, line, at)
            words = [inline for block in nodes_of(printed, Paragraph) for inline in block.content]
            yield grille.case(line.nom, at), [*nodes_of(printed, Missing)], plain(words)


@pytest.mark.parametrize("nom", model_names())
def test_a_fact_is_asked_where_it_stands_and_what_is_computed_of_it_is_said_to_be(nom: str) -> None:
    seen: set[str] = set()
    for tables in drafts(nom):
        for grille in tables.grilles.values():
            for case, marks, words in cells(tables, grille):
                if case.formula is None:
                    assert not any(one.computed for one in marks), (grille.nom, words)
                elif case.value is Absence.A_RENSEIGNER:
                    assert words in ("", "[calculé]"), (grille.nom, words)
                    seen.add(words)
                else:
                    assert not marks, (grille.nom, words)
    assert not seen or "[calculé]" in seen


@pytest.mark.parametrize("nom", model_names())
def test_the_total_of_figures_to_fill_in_is_said_to_be_computed(nom: str) -> None:
    for tables in drafts(nom):
        for grille in (one for one in tables.grilles.values() if one.total is not None):
            for line in (one for one in grille.rubriques if one.total == "somme" and not one.formule):
                asked = [[*nodes_of(tables.cell(grille, line, at), Missing)] for at in range(len(grille.series))]
                assert any(asked[:-1]) == any(one.computed for one in asked[-1]), (grille.nom, line.nom)
