"""A programmation of any number of contracts: `python -m tests.benchmarks.programme 1000 DOSSIER` writes one.

Every contract has two establishments, so that all weigh the same; names, numbers, capacities, statuts, habilitations,
départements and years vary. The same number gives the same programmation. At most 90,000 contracts.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from stdnum import luhn

DEPARTEMENTS = (
    ("22", "Saint-Brieuc"), ("29", "Quimper"), ("35", "Rennes"), ("44", "Nantes"), ("50", "Saint-Lô"), ("56", "Vannes"),
)  # fmt: skip
STATUTS = (
    ("association", "Association Exemple"),
    ("fondation", "Fondation Exemple"),
    ("mutuelle", "Mutuelle Exemple"),
    ("etablissement_public", "Établissement public Exemple"),
    ("societe", "Société Exemple"),
)
PLACES = ("du Port", "des Marais", "de la Lande", "de l’Étang", "des Bruyères", "du Bourg", "d’Argoat", "de la Rade")
YEARS = range(2026, 2031)

_Value = TypeVar("_Value")

HEAD = """\
modele: ehpad
periode: 2026-2030
arrete: {date: 2025-11-24, publication: 2025-12-05}
prise_d_effet: 01/01
tableau: etablissements.csv
commun:
  duree: 5 ans
  exemplaires: 3
  metropole: {competente: non}
  ars: {directeur: {civilite: Mme, prenom: Anne, nom: EXEMPLE}}
  visas: {schemas: [{intitule: le projet régional de santé, date: 2023-10-31}]}
departements:
"""
COLUMNS = (
    "finess", "nom", "categorie", "adresse", "departement", "finess_juridique", "gestionnaire", "statut", "siren",
    "annee", "habilitation", "capacite", "capacite_habilitee",
)  # fmt: skip


def write_programme(count: int, folder: Path, first: int = 0) -> Path:
    """Write a programmation of `count` contracts in a folder, from that number on; return its head."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "etablissements.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, delimiter=";", lineterminator="\n")
        table.writerow(COLUMNS)
        for number in range(first, first + count):
            table.writerows(_establishments(number))
    head = folder / "programmation.yaml"
    facts = "{signature: {lieu: %s}, collectivite: {president: {civilite: M., prenom: Jean, nom: EXEMPLE}}}"
    shared = (f'  "{code}": {facts % town}\n' for code, town in DEPARTEMENTS)
    head.write_text(HEAD + "".join(shared), encoding="utf-8")
    return head


def _establishments(number: int) -> Iterator[tuple[object, ...]]:
    """The two rows of a contract."""
    code, town = _at(DEPARTEMENTS, number)
    stem = f"{code}{9 - number // 10_000}{number % 10_000:04d}"
    statut, kind = _at(STATUTS, number // 2)
    gestionnaire = f"{kind} n° {number + 1} {_at(PLACES, number)}"
    habilitation = _at(("oui", "oui", "non"), number)
    for rank in (1, 2):
        places = 40 + (number * 7 + rank * 13) % 81
        habilitated = places - (number % 3) * 5 if habilitation == "oui" else ""
        yield (
            _keyed(f"{stem}{rank}"), f"EHPAD Exemple {_at(PLACES, number + rank)} {rank}",
            "établissement d’hébergement pour personnes âgées dépendantes", f"{number + 1} rue de l’Exemple, {town}",
            code, _keyed(f"{stem}0"), gestionnaire, statut, _keyed(f"999{number:05d}"),
            _at(YEARS, number), habilitation, places, habilitated,
        )  # fmt: skip


def _keyed(digits: str) -> str:
    """A number with its key, that of FINESS as of SIREN."""
    return digits + str(luhn.calc_check_digit(digits))


def _at(values: Sequence[_Value], position: int) -> _Value:
    """The value at a position, the values following each other round and round."""
    return values[position % len(values)]


if __name__ == "__main__":
    print(write_programme(int(sys.argv[1]), Path(sys.argv[2])))
