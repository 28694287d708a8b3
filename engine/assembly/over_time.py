"""What a clause may say of the law over the life of its contract: names that follow one another, experiments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from engine.assembly.printed import Manquant, Written
from engine.errors import Finding
from engine.law.applicable import Droit
from engine.law.collectivites import authority
from engine.law.denominations import Demande, term, to_ask, version_on
from engine.law.experimentations import load_experimentations, taking_part
from models.records import dataclass


class Designation(NamedTuple):
    """What the law calls a thing on a day: its name, or the fact to ask where the territory is not enough to tell.

    Of its `findings`, those that are `told` are the contract's; the others are told among what the law changes later.
    """

    texte: str = ""
    findings: tuple[Finding, ...] = ()
    told: tuple[Finding, ...] = ()
    demande: Demande | None = None


def designated(key: str, forme: str, day: date, droit: Droit, answer: Callable[[str], str]) -> Designation:
    """What the law calls a thing on a day; `answer` is what the description says of a fact.

    Raises:
        InputError: where no such name or form is known.
    """
    demande = _asked(key, day, droit)
    said = answer(demande.fait) if demande else ""
    return _named(key, forme, day, droit, said) if said or not demande else Designation(demande=demande)


@lru_cache(maxsize=512)
def _asked(key: str, day: date, droit: Droit) -> Demande | None:
    return None if droit.tel_que_publie else to_ask(droit.bibliotheque, key, day, droit.departement)


@lru_cache(maxsize=512)
def _named(key: str, forme: str, day: date, droit: Droit, said: str) -> Designation:
    """The name of a thing, where what the description says of it is known: contracts of the same law share it."""
    law = droit.bibliotheque
    named = term(law, key, day, forme, droit.departement, as_published=droit.tel_que_publie, answer=said)
    # A name that changes after the signature is told among what the law changes then.
    later = (version_on(law, key, day).depuis or date.min) > droit.jour
    told = tuple(one for one in named.findings if not (later and one.code == "terme-remplace"))
    return Designation(named.texte, tuple(named.findings), told)


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
