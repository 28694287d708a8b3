"""The clauses give their sources back: a departure that is not quoted in `ecarts` changes what comes back."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from engine.assembly.blank import blank_clauses
from engine.assembly.printable import prints, read
from engine.law.applicable import Droit
from engine.libraries.modele import act_names, load_model, model_names
from engine.sources.compare import absent_quotations, compare
from engine.sources.quotations import Printed, trimmed
from engine.sources.rebuild import rebuilt
from engine.writing.layout.plain import blank_words
from tests.bibliotheques import OURS
from tests.empreintes import accepted, of_the_library

AS_PUBLISHED = Droit(date(2026, 1, 1), tel_que_publie=True, bibliotheque=OURS)
SOURCES = os.environ.get("CPOM_SOURCES", "")
FLOORS = {
    "chrs": (0.994, 0.990),
    "ehpad": (0.997, 0.990),
    "saad": (0.994, 0.997),
    "saad-seine-et-marne": (0.985, 0.980),
    "sad-ille-et-vilaine": (0.950, 0.951),
}
"""Of each source, the share that comes back, and of what comes back the share that is the source's: never lowered.

What is left is what `remarques` say, tables that the extraction of a PDF broke, and the order of the annexes.
"""
LINES = {"ehpad": (76, 277)}
"""Where the model stands in a source that holds more."""


@pytest.mark.parametrize("name", [*model_names(), *act_names()])
def test_every_departure_can_be_put_back(name: str) -> None:
    assert [str(one) for part in rebuilt(load_model(name), AS_PUBLISHED) for one in part.findings] == []


@pytest.mark.parametrize("name", model_names())
def test_a_clause_gives_back_the_source_that_was_compared(name: str) -> None:
    """Where it changed: quote the departure in the `ecarts` of the clause; or see tests/empreintes.py."""
    known = {clause: said for clause, said in accepted().items() if clause.rpartition(" ")[0] == name}
    assert of_the_library(name) == known


@pytest.mark.skipif(not SOURCES, reason="CPOM_SOURCES names the folder of the sources, which are not in the repository")
@pytest.mark.parametrize("name", model_names())
def test_what_comes_back_is_the_source(name: str) -> None:
    model = load_model(name)
    text = (Path(SOURCES) / model.plan.source.fichier).read_text(encoding="utf-8")
    first, last = LINES.get(name, (1, text.count("\n") + 1))
    text = "\n".join(text.splitlines()[first - 1 : last])
    parts = rebuilt(model, AS_PUBLISHED)
    assert [str(finding) for finding in absent_quotations(name, text, parts)] == []
    found = compare(text, parts)
    assert (round(found.recall, 3), round(found.precision, 3)) >= FLOORS[name]
    assert round(found.precision, 3) >= FLOORS[name][1]


@pytest.mark.parametrize("name", model_names())
def test_a_remark_that_could_quote_is_a_departure(name: str) -> None:
    """What the blank form prints of the source, and the clause prints in its place, is quoted in `ecarts`."""
    for printing in blank_clauses(load_model(name), AS_PUBLISHED):
        if printing.clause:
            form, said = Printed(blank_words(printing.blocks)), printing.clause.en_tete
            clause = read(f"{said.titre}\n{printing.clause.corps}")
            quoting = [one for one in said.remarques if any(form.find(trimmed(one.au_modele)))]
            quoting = [one for one in quoting if all(prints(clause, part) for part in one.ici.split("(…)"))]
            assert quoting == [], printing.clause.fichier
