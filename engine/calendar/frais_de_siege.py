"""When an authorisation of head-office costs begins: on its day, with the year after its act, or with the contract."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from engine.libraries.regles import FraisDeSiege
from models import chemins
from models.contrat import Contrat
from models.jours import Duree


class Autorisation(NamedTuple):
    """The first day of an authorisation, what tells it, and its duration where it is given."""

    debut: date
    par: Literal["effet", "arrete", "contrat"]
    duree: Duree | None


def autorisation(contrat: Contrat, rule: FraisDeSiege) -> Autorisation | None:
    """Where no day is given, the authorisation begins with the contract, or with the year after its act if earlier."""
    start, act, length = (chemins.at(contrat, name) for name in (rule.effet, rule.arrete, rule.duree))
    duration = length if isinstance(length, Duree) else None
    if isinstance(start, date):
        return Autorisation(start, "effet", duration)
    latest = date(act.year + 1, 1, 1) if isinstance(act, date) and act.year < date.max.year else None
    if latest and (contrat.effet is None or latest < contrat.effet):
        return Autorisation(latest, "arrete", duration)
    return Autorisation(contrat.effet, "contrat", duration) if contrat.effet else None
