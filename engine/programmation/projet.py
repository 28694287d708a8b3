"""What a run is made of: the contracts to draft, what is asked of each, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from engine.calendar.echeancier import Deadline
from engine.definitif import DRAFT, Final
from engine.errors import Finding, Path, Place
from engine.library.ouverture import OURS, Provenance


@dataclass(frozen=True, slots=True)
class Projet:
    """One contract to draft.

    `nom` is the path of its files in the folder of the run, without an extension; `texte` its description, in YAML;
    `dossier` the folder where the files that it names (`fichiers`: letterhead, logos) are looked up. `lieux` says where
    its facts come from, so that what is wrong with it is told where it can be mended, and `origine` where the contract
    itself does. `dated` says that its law is dated by itself, and not by the day of the run. `bloquants` are the
    errors of the programmation that touch it: it is read to the end, so that all is told at once, and not written.
    `situes` are its FINESS numbers that the audit compares with the département of their rows.
    """

    nom: str
    texte: str
    dossier: str
    origine: Place
    lieux: Mapping[Path, Place] = field(default_factory=dict)
    fichiers: tuple[str, ...] = ()
    dated: bool = True
    bloquants: tuple[Finding, ...] = ()
    situes: frozenset[Path] = frozenset()

    def place(self, path: Path) -> Place:
        """Where the fact at a path comes from, or else the nearest thing above it."""
        while path:
            place = self.lieux.get(path)
            if place and place.file:  # a list that the programme makes of its rows stands nowhere
                return place
            path = path[:-1]
        return self.origine


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of every contract of a run; `today` dates what no description dates.

    `bibliotheque` is what its library is opened from, in whatever process a contract is drafted.
    """

    formats: tuple[str, ...]
    today: date
    engine: str = "weasyprint"
    final: Final = DRAFT
    bibliotheque: Provenance = OURS


class State(StrEnum):
    """What became of a contract; the values are the words printed."""

    WRITTEN = "écrit"
    UNCHANGED = "inchangé"
    TO_MEND = "à corriger"
    FAILED = "échec"
    TO_DO = "à rédiger"


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that a contract lacks: its path as it is printed, its words, and who knows it."""

    path: str
    label: str
    who: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one contract: its files by format, or why there are none; what the report says of it."""

    nom: str
    state: State
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    findings: tuple[Finding, ...] = ()
    missing: tuple[Missing, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the description names: modèle, gestionnaire, département, effet."""
    pages: int | None = None
    """Those of its PDF, where there is one."""


def placed(findings: tuple[Finding, ...], projet: Projet) -> tuple[Finding, ...]:
    """Findings told at the place of the programme that gives the fact, where there is one."""
    return tuple(one.at(projet.place(one.path)) if projet.lieux else one for one in findings)
