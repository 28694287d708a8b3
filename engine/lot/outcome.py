"""What is asked of every contract of a run, and what came of each."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any

from engine.by_identity import ByIdentity
from engine.calendar.echeancier import Deadline
from engine.definitif import DRAFT, Final
from engine.errors import Finding
from engine.libraries.ouverture import OURS, Provenance
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of every contract of a run; `today` dates what no description dates.

    `bibliotheque` is what its library is opened from, in whatever process a contract is drafted. Whoever reports no
    calendar does not ask for `deadlines`.
    """

    formats: tuple[str, ...]
    today: date
    engine: str = "weasyprint"
    final: Final = DRAFT
    bibliotheque: Provenance = OURS
    deadlines: bool = True


class State(StrEnum):
    """What became of a contract; the values are the words printed."""

    WRITTEN = "écrit"
    UNCHANGED = "inchangé"
    TO_FIX = "à corriger"
    FAILED = "échec"
    TO_DO = "à rédiger"


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact missing from a contract: its path as it is printed, its words, and who knows it."""

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

    def __reduce__(self) -> tuple[Callable[..., Outcome], tuple[Any, ...]]:
        """What is sent to whoever leads the run: what contracts of a kind say alike is packed once for them all."""
        missing, deadlines = (
            _PACKED.of(one, None, partial(pickle.dumps, one)) for one in (self.missing, self.deadlines)
        )
        own = (self.nom, self.state, self.files, self.findings)
        return _received, (own, missing, deadlines, self.facts, self.pages)


_ALIKE = 128
"""The kinds of contracts whose missing facts, and whose deadlines, are kept; there are some thirty in a run."""
_PACKED: ByIdentity[bytes] = ByIdentity(_ALIKE)


def _received(own: tuple[Any, ...], missing: bytes, deadlines: bytes, *others: Any) -> Outcome:
    nom, state, files, findings = own
    return Outcome(nom, state, files, findings, _unpacked(missing), _unpacked(deadlines), *others)


@lru_cache(maxsize=_ALIKE)
def _unpacked(sent: bytes) -> tuple[Any, ...]:
    """What contracts of a kind say, the very same for them all."""
    said: tuple[Any, ...] = pickle.loads(sent)  # noqa: S301 - from one of our own processes
    return said
