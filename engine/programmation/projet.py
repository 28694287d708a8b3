"""A contract to draft: its description as the programmation makes it, and where each of its facts comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from engine.errors import Finding, Path, Place
from engine.programmation.en_yaml import in_yaml
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Sommaire:
    """What a list says of a contract: its year, its first département and the others, its gestionnaire, its rows."""

    annee: int | None = None
    departement: str = ""
    gestionnaire: str = ""
    etablissements: int = 0
    autres_departements: tuple[str, ...] = ()


_UNTOLD = Sommaire()


@dataclass(frozen=True, slots=True)
class Projet:
    """One contract to draft.

    `nom` is the path of its files in the folder of the run, without an extension; `ecrit` its description, in YAML;
    `dossier` the folder where the files that it names (`fichiers`: letterhead, logos) are looked up. `lieux` says where
    its facts come from, so that what is wrong with it is told where it can be fixed, and `origine` where the contract
    itself does. `dated` says that its law is dated by itself, and not by the day of the run. `bloquants` are the
    errors of the programmation that touch it: it is read to the end, so that all is told at once, and not written.
    `situes` are its FINESS numbers that the audit compares with the département of their rows. `sommaire` is what a
    list says of it, once its rows are no longer held. `faits` is what it says, as keys, lists and words, of which
    nothing may be written yet.
    """

    nom: str
    ecrit: str
    dossier: str
    origine: Place
    lieux: Mapping[Path, Place] = field(default_factory=dict)
    fichiers: tuple[str, ...] = ()
    dated: bool = True
    bloquants: tuple[Finding, ...] = ()
    situes: frozenset[Path] = frozenset()
    sommaire: Sommaire = _UNTOLD
    faits: Mapping[str, Any] | None = field(default=None, repr=False, compare=False)

    @property
    def texte(self) -> str:
        """Its description, in YAML; written anew each time where it is not yet."""
        return self.ecrit or in_yaml(self.faits or {})

    def place(self, path: Path) -> Place:
        """Where the fact at a path comes from, or else the nearest thing above it."""
        while path:
            place = self.lieux.get(path)
            if place and place.file:  # a list that the programme makes of its rows stands nowhere
                return place
            path = path[:-1]
        return self.origine


def placed(findings: tuple[Finding, ...], projet: Projet) -> tuple[Finding, ...]:
    """Findings told at the place of the programme that gives the fact, where there is one."""
    return tuple(one.at(projet.place(one.path)) if projet.lieux else one for one in findings)
