"""The calendar of a contract that a test describes."""

from __future__ import annotations

from datetime import date

from engine.assembly.echeances import deadlines_of
from engine.calendar.echeancier import Deadline
from engine.law.applicable import law_of
from engine.libraries.modele import load_model
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS


def calendar(modele: str, **facts: object) -> dict[str, Deadline]:
    """The deadlines of a contract by kind."""
    model = load_model(modele)
    contrat = read_as(model.description, {"modele": modele, **facts})
    return {one.kind: one for one in deadlines_of(model, contrat, law_of(contrat, date(2026, 1, 1), OURS))}
