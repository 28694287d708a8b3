"""Which law a contract must say: that of its signature, that of its life, or the model's as it was published."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from engine.calendar.calendrier import echeance, months_after
from engine.calendar.prorogations import duree_prorogee
from engine.libraries.bibliotheque import Bibliotheque
from models.contrat import Contrat
from models.records import dataclass

SOON = 12
"""Months after the day of effect in which a change of law is told as a warning: whoever signs must still know of it."""


@dataclass(frozen=True, slots=True)
class Droit:
    """The law at `jour`, that of the signature, and over the life of the contract, from `debut` to `fin`.

    `tel_que_publie` prints the model as published; `departement` is its code, where known, and `autres` are those of
    the other départements that sign. `suppose` says that the description gives no date of signature, so that `jour` was
    taken for it. `fin` is None while the term is unknown. Its texts, names and amounts are those of `bibliotheque`.
    """

    jour: date
    tel_que_publie: bool = False
    departement: str | None = None
    suppose: bool = False
    debut: date | None = None
    fin: date | None = None
    autres: tuple[str | None, ...] = ()
    bibliotheque: Bibliotheque = field(kw_only=True, repr=False)

    @property
    def departements(self) -> tuple[str | None, ...]:
        """Every département whose collectivité signs, the first at the head; None for one that is not known."""
        return (self.departement, *self.autres)

    @property
    def execution(self) -> date:
        """The first day on which the contract, signed, is carried out."""
        return max(self.jour, self.debut) if self.debut else self.jour

    @property
    def horizon(self) -> date:
        """The last day of what is soon after the day of effect."""
        return months_after(self.execution, SOON)

    def overlaps(self, first: date, last: date) -> bool | None:
        """Whether the contract runs on a day from `first` to `last`; None where its unknown term decides."""
        start = self.debut or self.jour
        if start > last or (self.fin is not None and self.fin < first):
            return False
        return True if start >= first or self.fin is not None else None


def law_of(contrat: Contrat, today: date, library: Bibliotheque) -> Droit:
    """The law of a contract, as a library knows it: of its day of signature, or else of its effect, or else of today.

    While its date of effect is not given, it is taken to be that of the signature. An avenant that brings it up to date
    makes it say the law of its own day; one that prorogates it makes it run until a later day.
    """
    start, duree = contrat.effet or contrat.signature.date, duree_prorogee(contrat)
    up_to_date = [one.date or today for one in contrat.avenants if one.actualise]
    return Droit(
        jour=max(up_to_date) if up_to_date else contrat.signature.date or contrat.effet or today,
        tel_que_publie=contrat.droit == "tel_que_publie",
        departement=contrat.departement,
        suppose=contrat.signature.date is None,
        debut=contrat.effet,
        fin=echeance(start, duree) if start and duree else None,
        autres=tuple(row.departement for row in getattr(contrat, "autres_departements", ())),
        bibliotheque=library,
    )
