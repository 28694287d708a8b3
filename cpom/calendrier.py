"""The deadlines of a contract, as values."""

from __future__ import annotations

from cpom.valeurs import Echeance
from engine.calendar.echeancier import remark, working_day
from engine.dossier import Dossier


def echeances_de(dossier: Dossier) -> tuple[Echeance, ...]:
    """The calendar of a contract, by day."""
    where = dossier.droit.departement
    return tuple(
        Echeance(
            *(one.day, one.words, one.kind, one.qui, one.article, one.source),
            ouvrable=working_day(one, where),
            remarque=remark(one, where),
        )
        for one in dossier.deadlines
    )
