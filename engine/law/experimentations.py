"""Experiments of the law: in some territories, between two days. Each is a trait of the contract, oui or non."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache

from engine import french
from engine.errors import Finding, Path, Severity
from engine.law.applicable import Droit
from engine.law.collectivites import load_collectivites
from engine.law.fait import Fait
from engine.law.referentiel import Donnees, read
from engine.law.register import load_register
from engine.libraries.bibliotheque import Bibliotheque, kept
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


class Experimentations(Donnees):
    """The whole file: name of the trait to the experiment."""

    root: dict[str, Experimentation]

    def mistakes(self, library: Bibliotheque) -> Iterator[tuple[Path, str]]:
        """The texts that the register does not hold, the territories that are none, a last day before the first."""
        texts, territories = load_register(library).textes, load_collectivites(library).territoires
        for name, one in self.root.items():
            named = [("fixe_par", one.fixe_par), *(("textes", key) for key in one.textes)]
            for said, key in named:
                if key not in texts:
                    yield (name, said), f"« {key} » n'est pas au registre des textes"
            for code in (code for code in one.territoires if code not in territories):
                yield (
                    (name, "territoires"),
                    f"« {code} » n'est pas un territoire de {library.a_ecrire('collectivites.yaml')}",
                )
            if one.jusquau < one.du:
                yield (name, "jusquau"), "le dernier jour vient avant le premier"


@kept
def load_experimentations(library: Bibliotheque) -> dict[str, Experimentation]:
    """Read droit/experimentations.yaml, once for each library.

    Raises:
        InputError: where the file breaks its own rules.
    """
    return read(library, "droit/experimentations.yaml", Experimentations).root


VALUES = ("oui", "ensuite", "en_partie", "non")
"""What an experiment is to a contract: on from its first day, only later in its life, in some of its territories alone,
or never."""

_DECIDE = (("departement",), ("signature", "date"), ("effet",), ("duree",))


@lru_cache(maxsize=64)
def experiment_traits(droit: Droit, blank: bool = False) -> dict[str, Trait]:
    """What each experiment is to a contract; unknown while its département is, or the term that decides.

    A contract signed before the text that fixes its days cannot know of it, nor does the law « tel que publié ».
    """
    decide = (*_DECIDE, *(("autres_departements", at, "departement") for at in range(len(droit.autres))))
    known = load_experimentations(droit.bibliotheque)
    return {name: Trait(name, _values(one, droit, blank), decide) for name, one in known.items()}


def taking_part(name: str, droit: Droit) -> tuple[str, ...]:
    """The départements of a contract that take part in an experiment, by their codes.

    Raises:
        KeyError: where there is no such experiment.
    """
    territories = load_experimentations(droit.bibliotheque)[name].territoires
    return tuple(code for code in droit.departements if code in territories)


def _values(one: Experimentation, droit: Droit, blank: bool) -> frozenset[str]:
    inside = [None if code is None else code in one.territoires for code in droit.departements]
    if droit.tel_que_publie or not any(part is not False for part in inside):
        return frozenset(["non"])
    if blank:
        return frozenset(VALUES)
    meets = droit.overlaps(one.du, one.jusquau) if droit.jour >= _known_from(one, droit.bibliotheque) else False
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


def _known_from(one: Experimentation, library: Bibliotheque) -> date:
    """The day of the text that fixes the days and the territories of an experiment."""
    return load_register(library).texte(one.fixe_par).date or date.min


def experiment_findings(droit: Droit, kept: Collection[str]) -> Iterator[Finding]:
    """What is to be verified of the experiments, among those `kept`, that end before the contract does.

    A contract that takes effect after the end, where its territory took part, is told of it too.
    """
    for name, one in load_experimentations(droit.bibliotheque).items():
        if name not in kept or droit.tel_que_publie or not taking_part(name, droit):
            continue
        start, ends = droit.debut or droit.jour, f"finit le {french.date_in_french(one.jusquau)}"
        if start > one.jusquau and start.year > one.jusquau.year + 1:
            continue
        if droit.jour < (known := _known_from(one, droit.bibliotheque)):
            if droit.overlaps(one.du, one.jusquau) is not False:
                yield _unknown_yet(one, known)
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


def _unknown_yet(one: Experimentation, known: date) -> Finding:
    """A contract that an experiment meets, signed before the law that creates it, which is of the day `known`."""
    message = (
        f"{one.libelle} : elle court dans ce territoire du {french.date_in_french(one.du)} au "
        f"{french.date_in_french(one.jusquau)}, pendant la vie du contrat, qui n'en dit rien : sa loi, du "
        f"{french.date_in_french(known)}, vient après la signature."
    )
    hint = "Un avenant peut en tirer les conséquences."
    return Finding(
        "experimentation-posterieure", french.typography(message), Severity.WARNING, hint, french.typography(one.source)
    )
