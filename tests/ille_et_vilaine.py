"""The computed tables of a contract of Ille-et-Vilaine, for the tests that work its figures out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from engine.assembly.assemble import grilles_of, traits_of
from engine.checks.controles_des_tableaux import table_findings
from engine.errors import Finding
from engine.formulas.cells import Absence, Figure
from engine.law.applicable import law_of
from engine.libraries.modele import load_model
from engine.tables.grilles import Grilles
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

MODEL = load_model("sad-ille-et-vilaine")
EMPTY, NO_BASE = Absence.A_RENSEIGNER, Absence.SANS_BASE


def tables(**facts: Any) -> Grilles:
    """The tables of a contract of five years from 2024."""
    dates = {"effet": "2024-01-01", "duree": "5 ans", "departement": "35"}
    contrat = read_as(MODEL.description, {"modele": MODEL.nom, **dates, **facts})
    return grilles_of(MODEL, contrat, traits_of(MODEL, contrat, law_of(contrat, date(2024, 1, 1), OURS)))


def row(found: Grilles, table: str, rubrique: str) -> list[Figure | str]:
    """A rubrique in every series of a table, that of the totals last."""
    return [found[table].case(rubrique, at).value for at in range(len(found[table].series))]


def figures(*written: str) -> list[Figure]:
    """« 1 234,50 » as a figure, « — » and the empty cell as they are."""
    known: dict[str, Figure] = {"": EMPTY, "—": NO_BASE}
    return [known[one] if one in known else Decimal(one.replace(" ", "").replace(",", ".")) for one in written]


def said(found: Grilles, code: str) -> list[Finding]:
    """What the control of this code says."""
    return [one for one in table_findings(found) if one.code == code]
