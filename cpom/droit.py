"""The law of a library at a date, and what changes in it between two dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from engine.law.amounts import amount, load_amounts
from engine.law.changes import Change
from engine.law.denominations import load_denominations, term
from engine.law.experimentations import load_experimentations
from engine.law.register import RANKS, load_register
from engine.libraries.bibliotheque import Bibliotheque
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Texte:
    """Un texte de droit un jour donné : comment il se cite, s'il est en vigueur, et `remplace_par`, s'il l'a été.

    `etat` le dit en mots : « en vigueur », « remplacée par loi-2021-1754 ».
    """

    cle: str
    citation: str
    nature: str
    en_vigueur: bool
    depuis: date | None
    remplace_par: str
    etat: str
    statut: str
    source: str


@dataclass(frozen=True, slots=True)
class Nom:
    """Comment une institution ou une chose s'appelle un jour donné."""

    cle: str
    texte: str
    statut: str


@dataclass(frozen=True, slots=True)
class Montant:
    """Un montant annuel, dans son unité ; None s'il n'est pas connu."""

    cle: str
    libelle: str
    annee: int
    montant: Decimal | None
    unite: str
    statut: str


@dataclass(frozen=True, slots=True)
class Experimentation:
    """Une expérimentation : ses premier et dernier jours, les départements qui y prennent part, par leur code."""

    cle: str
    libelle: str
    du: date
    jusquau: date
    territoires: tuple[str, ...]
    statut: str

    def en_cours(self, jour: date) -> bool:
        """Si elle s'applique ce jour-là."""
        return self.du <= jour <= self.jusquau


@dataclass(frozen=True, slots=True)
class Changement:
    """Ce qui change un jour : la clé de ce qui change, ce qui lui arrive, et où (aucun département : partout)."""

    jour: date
    cle: str
    phrase: str
    territoires: tuple[str, ...] = ()

    def la_bas(self, departements: Iterable[str | None]) -> bool:
        """Si cela change dans l'un de ces départements, par leur code."""
        return not self.territoires or not set(self.territoires).isdisjoint(departements)


def changement_de(one: Change) -> Changement:
    """A change, as the interface gives it."""
    return Changement(one.day, one.key, one.words, one.territoires)


def textes(library: Bibliotheque, jour: date) -> Iterator[Texte]:
    """The texts of the register, in the hierarchy of norms."""
    register = load_register(library)
    for key in sorted(register.textes, key=lambda one: RANKS.index(register.textes[one].nature)):
        known, at = register.textes[key], register.text_at(key, jour)
        replaced = at.key if at.key != key else ""
        etat = "en vigueur" if at.en_vigueur else "n'est pas en vigueur"
        if replaced:
            etat = f"{register.agreed(key, 'remplacé')} par {replaced}"
        statut = "à vérifier" if known.doubt(jour) else known.statut
        standing = at.en_vigueur and not replaced
        yield Texte(key, register.cite(key), known.nature, standing, known.depuis, replaced, etat, statut, known.source)


def noms(library: Bibliotheque, jour: date) -> Iterator[Nom]:
    """The names of things."""
    for key in load_denominations(library):
        named = term(library, key, jour)
        yield Nom(key, named.texte, named.statut)


def montants(library: Bibliotheque, annee: int) -> Iterator[Montant]:
    """The yearly amounts."""
    for key, series in load_amounts(library).items():
        known = amount(library, key, annee)
        statut = known.statut if known else "à compléter"
        yield Montant(key, series.libelle, annee, known.montant if known else None, series.unite, statut)


def experimentations(library: Bibliotheque) -> Iterator[Experimentation]:
    """The experiments, whatever the day."""
    for key, one in load_experimentations(library).items():
        yield Experimentation(key, one.libelle, one.du, one.jusquau, tuple(one.territoires), one.statut)
