"""The amounts that the law fixes each year (data/droit/montants.yaml)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from engine.errors import Finding, InputError
from engine.law.fait import Fait
from engine.law.referentiel import Fichier, read
from engine.libraries.bibliotheque import Bibliotheque, kept
from models.champs import Fiche
from models.fiches.marks import Bornes


class Montant(Fait):
    """The amount of a year, in the unit of its series; None where it was not found.

    `instrument` is the act that fixes it, in words; `texte` its key in the register of texts.
    """

    montant: Annotated[Decimal, Bornes(above=0)] | None = None
    instrument: str = ""
    texte: str = ""


class Serie(Fiche):
    """An amount year by year; `texte` is the article of law that provides for it."""

    libelle: str
    unite: str
    texte: str
    annees: dict[int, Montant]


class Montants(Fichier):
    """The whole file."""

    root: dict[str, Serie]


@kept
def load_amounts(library: Bibliotheque) -> dict[str, Serie]:
    """Read droit/montants.yaml, once for each library.

    Raises:
        InputError: where the file breaks its own rules.

    """
    return read(library, "droit/montants.yaml", Montants).root


def instrument(library: Bibliotheque, key: str, year: int) -> str:
    """The key of the text that fixes the amount of a year, or else the latest known before it; empty where none is.

    Raises:
        InputError: where there is no such series.
    """
    amount(library, key, year)
    known = [one for one, found in load_amounts(library)[key].annees.items() if one <= year and found.texte]
    return load_amounts(library)[key].annees[max(known)].texte if known else ""


def doubt(library: Bibliotheque, key: str, year: int) -> str:
    """Why the amount of a year is to be verified; empty where it is sure, or not known at all."""
    known = amount(library, key, year)
    if known is None:
        return ""
    return known.doubt(date(year, 1, 1)) or (known.note if known.statut == "à vérifier" else "")


def amount(library: Bibliotheque, key: str, year: int) -> Montant | None:
    """Find the amount of a year (« tarif-minimal »); None where it is not known.

    Raises:
        InputError: where there is no such series.

    """
    if key not in load_amounts(library):
        file = library.a_ecrire("droit/montants.yaml")
        raise InputError([Finding("montant-inconnu", f"« {key} » n'est pas dans {file}.")])
    found = load_amounts(library)[key].annees.get(year)
    return found if found and found.montant is not None else None
