"""What a clause may say of the law over the life of its contract: names that follow one another, experiments."""

from __future__ import annotations

from datetime import date

from engine.assembly.printed import Manquant, Written
from engine.law.applicable import Droit
from engine.law.collectivites import authority
from engine.law.experimentations import load_experimentations, taking_part
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Succession:
    """The name of a thing from a day on, until another (None: to the end); `certain` unless the territory decides.

    It is not `designe` where no text had designated yet, on the day of signature, that of the territory.
    """

    nom: Written | Manquant
    depuis: date
    jusquau: date | None
    certain: bool
    designe: bool = True

    @property
    def administratif(self) -> bool:
        """Whether it is a named administrative court, not one that was for these questions alone."""
        return isinstance(self.nom, Written) and self.nom.startswith("tribunal administratif")


@dataclass(frozen=True, slots=True)
class Periode:
    """From a first day to a last, in those of the contract's territories (« la Mayenne ») that take part.

    `partout` says that no other of its territories is known.
    """

    debut: date
    fin: date
    territoires: tuple[Written, ...]
    partout: bool


def periode(name: str, droit: Droit) -> Periode:
    """When an experiment runs, and which of the contract's territories take part.

    Raises:
        KeyError: where there is no such experiment.
    """
    one, codes = load_experimentations(droit.bibliotheque)[name], taking_part(name, droit)
    names = tuple(Written(authority(droit.bibliotheque, code, droit.jour).territoire) for code in codes)
    return Periode(one.du, one.jusquau, names, len(codes) == len(droit.departements) or not codes)
