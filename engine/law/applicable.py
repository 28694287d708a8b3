"""Which law a contract must say: that of the day of signature, or the model's as it was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.contrat import Contrat


@dataclass(frozen=True, slots=True)
class Droit:
    """The law at `jour`. `tel_que_publie` prints the model as published; `departement` is its code, where known.

    `suppose` says that the description gives no date of signature, so that `jour` was taken for it.
    """

    jour: date
    tel_que_publie: bool = False
    departement: str | None = None
    suppose: bool = False


def law_of(contrat: Contrat, today: date) -> Droit:
    """The law of a contract: that of its day of signature, or else of its date of effect, or else of today."""
    known = contrat.signature.date or contrat.effet
    return Droit(known or today, contrat.droit == "tel_que_publie", contrat.departement, contrat.signature.date is None)
