"""What became of each thing that a form posts: kept, in conflict with what somebody else said, or refused and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cpom


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two answers: mine, and the one that is kept, which `qui` gave meanwhile (empty: nobody knows).

    Paths are those of the page that posted. Where the item is gone, `retire` says so, and there is no other answer.
    """

    chemin: str
    mien: str
    autre: str
    qui: str
    retire: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that is refused, which the page keeps: why, and what to write."""

    chemin: str
    mien: str
    message: str
    conseil: str = ""


@dataclass
class Saved:
    """The description after a form, and what became of all that it posted.

    `changements` are those of the state (engine/bureau/states/journal.py). `ici` is the path in it of each path of the
    page that still has one.
    """

    dossier: cpom.Dossier
    changements: list[dict[str, Any]] = field(default_factory=list)
    enregistre: list[str] = field(default_factory=list)
    conflits: list[Conflict] = field(default_factory=list)
    erreurs: list[Wrong] = field(default_factory=list)
    ici: dict[str, str] = field(default_factory=dict)
    decide: bool = False

    @property
    def whole(self) -> bool:
        """Whether all of it was kept."""
        return not self.conflits and not self.erreurs
