"""The computed tables of a model for a few facts, as their reader sees them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from engine.assembly.assemble import assemble, grilles_of, traits_of
from engine.assembly.tableaux import shown_as, written
from engine.checks.controles_des_tableaux import table_findings
from engine.formulas.cells import Figure
from engine.law.applicable import law_of
from engine.libraries.modele import load_model
from engine.tables.grilles import Grilles
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS


def tables(model: str, **facts: Any) -> Grilles:
    """The tables of a model for these facts, in the law of their signature."""
    loaded = load_model(model)
    contrat = read_as(loaded.description, {"modele": model, **facts})
    return grilles_of(loaded, contrat, traits_of(loaded, contrat, law_of(contrat, date(2026, 1, 1), OURS)))


def printed(model: str, **facts: Any) -> str:
    """The text of the contract for these facts, with plain spaces and apostrophes."""
    loaded = load_model(model)
    contrat = read_as(loaded.description, {"modele": model, **facts})
    text = write_text(assemble(loaded, contrat, law_of(contrat, date(2026, 1, 1), OURS), None).document)
    return plain(text).replace("’", "'")


def plain(text: str) -> str:
    """A text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def row(found: Grilles, table: str, rubrique: str) -> list[Figure | str]:
    """The figures of a rubrique in every series, that of the totals last."""
    grille = found[table]
    return [grille.case(rubrique, at).value for at in range(len(grille.series))]


def shown(found: Grilles, table: str, rubrique: str, at: int) -> str:
    """A figure as it is printed, with plain spaces."""
    grille = found[table]
    line, case = grille.named(rubrique), grille.case(rubrique, at)
    assert line is not None
    assert isinstance(case.value, Decimal)
    shape = shown_as(line, grille.series[at], grille)
    return plain(written(case.value, shape, computed=case.formula is not None))


def codes(found: Grilles) -> list[str]:
    """The controls that do not hold."""
    return [one.code for one in table_findings(found)]
