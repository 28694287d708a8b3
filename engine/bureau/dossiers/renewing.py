"""The contract of the next period, begun with the facts of the one that ends: what does not hold any more is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

import cpom
from models import chemins

RENOUVELLEMENT = "renouvellement"
"""What the event of a dossier that renews another is called, and the nature of its first state."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """A description for the next period, and what is told of it: what it does not keep, what it says anew, what to see.

    Each is a list of sentences; a fact is called as its question does.
    """

    texte: str
    efface: tuple[str, ...]
    nouveau: tuple[str, ...]
    a_revoir: tuple[str, ...]

    def told(self) -> dict[str, list[str]]:
        """The same, as the event of the dossier keeps it."""
        return {"efface": list(self.efface), "nouveau": list(self.nouveau), "a_revoir": list(self.a_revoir)}


def renewed(old: cpom.Dossier) -> Renewed:
    """A description for the period after a contract.

    Raises:
        cpom.Refus: where the contract cannot be read whole.
    """
    if not old.entier:
        raise cpom.Refus(old.erreurs)
    asked = {one.chemin: one for one in old.bibliotheque.modele(old.modele).questions}
    said, rules = cpom.reponses(old), _rules()
    gone = [path for path in rules["efface"] if old.dit(path)]
    new = {path: value for path, value in _anew(old, said) if path in asked or path == "effet"}
    read = old.avec({**dict.fromkeys(gone), **new})
    kept = [path for path in (*rules["a_revoir"], *_by_year(asked)) if old.dit(_of_the_first(path))]
    return Renewed(
        read.yaml(),
        tuple(_named(path, asked, said.de(path)) for path in gone),
        tuple(_named(path, asked, value) for path, value in new.items()),
        tuple(f"{_named(path, asked)} ({'.'.join(chemins.noms(path))})" for path in dict.fromkeys(kept)),
    )


def _of_the_first(path: str) -> str:
    """« sites[].nom » at the first item of each of its lists."""
    return chemins.ecrit(tuple(0 if step == chemins.CHAQUE else step for step in chemins.lire(path)))


def _anew(old: cpom.Dossier, said: cpom.Reponses) -> Iterator[tuple[str, str]]:
    """What the end of a contract says of the next one."""
    days = {one.genre: one.jour for one in old.calendrier}
    if {"effet", "echeance"} <= days.keys():
        yield "effet", (days["echeance"] + timedelta(days=1)).isoformat()
        yield "contrat_precedent.periode", f"{days['effet'].year}-{days['echeance'].year}"
    yield "contrat_precedent.conclu", "oui"
    if signed := said.de("signature.date"):
        yield "contrat_precedent.date", signed


def _by_year(asked: Mapping[str, Any]) -> Iterator[str]:
    """The questions whose answers are of years that the next period does not have."""
    return (path for path in asked if path.endswith((".annee", ".annees")))


_APART = {
    "preambule": "le préambule",
    "avenants": "les avenants",
    "numeros": "les numéros d’articles que les avenants gardent",
    "adaptations": "les clauses adaptées d’un commun accord",
    "clauses_ajoutees": "les clauses ajoutées d’un commun accord",
}


def _named(path: str, asked: Mapping[str, cpom.Question], value: str = "") -> str:
    label = _APART.get(path) or (asked[path].libelle if path in asked else path)
    return f"{label} : {value}" if value and path not in _APART else label


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[str]]:
    text = (resources.files("engine.bureau.dossiers") / "renewing.yaml").read_text(encoding="utf-8")
    rules: dict[str, list[str]] = yaml.safe_load(text)
    return rules
