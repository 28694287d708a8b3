"""A contract of a report: what the programmation and the journal say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from engine.definitif import reserves
from engine.errors import Finding, Severity
from engine.lot.journal import Entry
from engine.programmation.rows import UNNAMED
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A contract of the report; what is said of it names files from the folder of the programmation."""

    annee: int | None
    departement: str
    gestionnaire: str
    etablissements: int
    entry: Entry
    autres_departements: tuple[str, ...] = ()

    @property
    def departements(self) -> str:
        """« 35 », or « 35, 22 » where the contract is regional."""
        return ", ".join(filter(None, (self.departement, *self.autres_departements)))

    @property
    def nom(self) -> str:
        """« Association Exemple (35) »."""
        name = self.gestionnaire or UNNAMED
        return f"{name} ({self.departements})" if self.departements else name

    @property
    def reserves(self) -> tuple[Finding, ...]:
        """What is still to be verified before it is signed."""
        return reserves(self.entry.findings)

    def count(self, severity: Severity) -> int:
        """How many of its findings are of a gravity."""
        return sum(one.severity is severity for one in self.entry.findings)

    def day(self, kind: str) -> date | None:
        """The day of one of its deadlines."""
        return next((one.day for one in self.entry.deadlines if one.kind == kind), None)

    def files(self, formats: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Its files: the format of each, its path in the folder of the run, its digest; the description comes last."""
        for extension in (*formats, "yaml"):
            if extension in self.entry.files:
                yield extension, f"{self.entry.nom}.{extension}", self.entry.files[extension]
