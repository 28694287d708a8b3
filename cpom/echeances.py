"""The deadlines of a contract, as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpom.valeurs import Delai, Echeance
from engine.dossier import Dossier

if TYPE_CHECKING:
    from engine.calendar.echeancier import Deadline


def echeances_de(dossier: Dossier) -> tuple[Echeance, ...]:
    """The calendar of a contract, by day."""
    return tuple(echeance_de(one, dossier.droit.departement) for one in dossier.deadlines)


def delais_de(dossier: Dossier) -> tuple[Delai, ...]:
    """Its periods that run from something which has no day yet."""
    return tuple(
        Delai(one.words, one.length, one.since, one.qui, one.article, one.doubted_source, str(one))
        for one in dossier.periods
    )


def echeance_de(one: Deadline, departement: str | None) -> Echeance:
    """A deadline, with the day to act by where holidays are those of this département."""
    from engine.calendar.echeancier import remark, working_day

    return Echeance(
        *(one.day, one.words, one.kind, one.qui, one.article, one.doubted_source),
        ouvrable=working_day(one, departement),
        remarque=remark(one, departement),
    )
