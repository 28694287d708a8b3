"""Experiments of the law: in some territories, between two days. Each is a trait of the contract, oui or non."""

from __future__ import annotations

import datetime
from functools import cache

from pydantic import RootModel

from engine.law.applicable import Droit
from engine.law.fait import Fait
from engine.law.referentiel import read
from models.traits import Trait


class Experimentation(Fait):
    """An experiment: the départements that take part, by code, its first and last days, its texts."""

    libelle: str
    territoires: list[str]
    du: datetime.date
    jusquau: datetime.date
    textes: list[str] = []


class Experimentations(RootModel[dict[str, Experimentation]]):
    """The whole file: name of the trait to the experiment."""


@cache
def load_experimentations() -> dict[str, Experimentation]:
    """Read data/droit/experimentations.yaml, once.

    Raises:
        InputError: where the file breaks its own rules.
    """
    return read("droit/experimentations.yaml", Experimentations).root


def experiment_traits(droit: Droit, blank: bool = False) -> dict[str, Trait]:
    """Whether each experiment applies to a contract; unknown while its département is, on the days it runs.

    The law « tel que publié » knows of none.
    """
    traits = {}
    for name, one in load_experimentations().items():
        runs = one.du <= droit.jour <= one.jusquau and not droit.tel_que_publie
        if (blank and not droit.tel_que_publie) or (runs and droit.departement is None):
            values = frozenset(("oui", "non"))
        else:
            values = frozenset(["oui" if runs and droit.departement in one.territoires else "non"])
        traits[name] = Trait(name, values, (("departement",), ("signature", "date")))
    return traits
