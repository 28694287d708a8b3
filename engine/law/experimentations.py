"""Experiments of the law: in some territories, between two days. Each is a trait of the contract, oui or non."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache

from pydantic import RootModel, model_validator

from engine import french
from engine.errors import Finding, Severity
from engine.law.applicable import Droit
from engine.law.collectivites import load_collectivites
from engine.law.fait import Fait
from engine.law.referentiel import read
from engine.law.register import load_register
from models.traits import Trait


class Experimentation(Fait):
    """An experiment: the départements that take part, by code, its first and last days, its texts.

    `fixe_par` is the text that fixes its days and its territories: no contract signed before it can say them.
    """

    libelle: str
    territoires: list[str]
    du: datetime.date
    jusquau: datetime.date
    fixe_par: str
    textes: list[str] = []


class Experimentations(RootModel[dict[str, Experimentation]]):
    """The whole file: name of the trait to the experiment."""

    @model_validator(mode="after")
    def _known(self) -> Experimentations:
        """Refuse a text that the register has not, a territory that is none, a last day before the first."""
        texts, territories = load_register().textes, load_collectivites().territoires
        for name, one in self.root.items():
            if unknown := [key for key in (one.fixe_par, *one.textes) if key not in texts]:
                raise ValueError(f"{name} : « {unknown[0]} » n'est pas au registre des textes")
            if unknown := [code for code in one.territoires if code not in territories]:
                raise ValueError(f"{name} : « {unknown[0]} » n'est pas un territoire de data/collectivites.yaml")
            if one.jusquau < one.du:
                raise ValueError(f"{name} : le dernier jour vient avant le premier")
        return self


@cache
def load_experimentations() -> dict[str, Experimentation]:
    """Read data/droit/experimentations.yaml, once.

    Raises:
        InputError: where the file breaks its own rules.
    """
    return read("droit/experimentations.yaml", Experimentations).root


VALUES = ("oui", "ensuite", "en_partie", "non")
"""What an experiment is to a contract: on from its first day, only later in its life, in some of its territories alone,
or never."""

_DECIDE = (("departement",), ("signature", "date"), ("effet",), ("duree",))


def experiment_traits(droit: Droit, blank: bool = False) -> dict[str, Trait]:
    """What each experiment is to a contract; unknown while its département is, or the term that decides.

    A contract signed before the text that fixes its days cannot know of it, nor does the law « tel que publié ».
    """
    decide = (*_DECIDE, *(("autres_departements", at, "departement") for at in range(len(droit.autres))))
    return {name: Trait(name, _values(one, droit, blank), decide) for name, one in load_experimentations().items()}


def taking_part(name: str, droit: Droit) -> tuple[str, ...]:
    """The départements of a contract that take part in an experiment, by their codes.

    Raises:
        KeyError: where there is no such experiment.
    """
    territories = load_experimentations()[name].territoires
    return tuple(code for code in droit.departements if code in territories)


def _values(one: Experimentation, droit: Droit, blank: bool) -> frozenset[str]:
    inside = [None if code is None else code in one.territoires for code in droit.departements]
    if droit.tel_que_publie or not any(part is not False for part in inside):
        return frozenset(["non"])
    if blank:
        return frozenset(VALUES)
    meets = droit.overlaps(one.du, one.jusquau) if droit.jour >= _known_from(one) else False
    if meets is False:
        return frozenset(["non"])
    whole = "oui" if (droit.debut or droit.jour) >= one.du else "ensuite"
    some, not_all = (any(part is not unlike for part in inside) for unlike in (False, True))
    found = {
        whole: False not in inside,
        "en_partie": len(inside) > 1 and some and not_all,
        "non": True not in inside or meets is None,
    }
    return frozenset(value for value, possible in found.items() if possible)


def _known_from(one: Experimentation) -> date:
    """The day of the text that fixes the days and the territories of an experiment."""
    return load_register().texte(one.fixe_par).date or date.min


def experiment_findings(droit: Droit, kept: Collection[str]) -> Iterator[Finding]:
    """What is to be verified of the experiments, among those `kept`, that end before the contract does.

    A contract that takes effect after the end, where its territory took part, is told of it too.
    """
    for name, one in load_experimentations().items():
        if name not in kept or droit.tel_que_publie or not taking_part(name, droit):
            continue
        start, ends = droit.debut or droit.jour, f"finit le {french.date_in_french(one.jusquau)}"
        if start > one.jusquau and start.year > one.jusquau.year + 1:
            continue
        if droit.jour < _known_from(one):
            if droit.overlaps(one.du, one.jusquau) is not False:
                yield _unknown_yet(one)
            continue
        if start > one.jusquau:
            message = f"l'expérimentation « {one.libelle} » {ends}, avant la prise d'effet : le contrat n'en dit rien."
        elif _values(one, droit, False) != {"non"} and (droit.fin is None or droit.fin > one.jusquau):
            message = f"l'expérimentation « {one.libelle} » {ends}, avant l'échéance du contrat, qui le dit."
        else:
            continue
        hint = french.typography(french.capitalise(one.doute or one.note))
        yield Finding(
            "experimentation-qui-finit", french.typography(message), Severity.WARNING, hint, one.source, reserve=True
        )


def _unknown_yet(one: Experimentation) -> Finding:
    """A contract that an experiment meets, signed before the law that creates it."""
    message = (
        f"{one.libelle} : elle court dans ce territoire du {french.date_in_french(one.du)} au "
        f"{french.date_in_french(one.jusquau)}, pendant la vie du contrat, qui n'en dit rien : sa loi, du "
        f"{french.date_in_french(_known_from(one))}, vient après la signature."
    )
    hint = "Un avenant peut en tirer les conséquences."
    return Finding(
        "experimentation-posterieure", french.typography(message), Severity.WARNING, hint, french.typography(one.source)
    )
