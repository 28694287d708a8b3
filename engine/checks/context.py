"""What a rule of validity may look at, and how it names a fact of the description."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any, Protocol, TypeVar

from engine.calendar.calendrier import echeance
from engine.errors import Finding, Path, Severity, dotted
from engine.law.applicable import Droit
from engine.law.collectivites import Autorite
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.modele import Modele
from engine.libraries.plan import ProgrammationDuModele, Regles
from engine.libraries.tableaux import Tableau
from engine.tables.grilles import Grilles
from models import chemins
from models.contrat import Contrat
from models.faits import Fait, faits, of_each_group
from models.fiches.champ import Champ
from models.kind import Kind, kind_of_field
from models.kinds import KINDS
from models.limites import Gravite, Moment
from models.records import dataclass
from models.traits import Trait

Found = TypeVar("Found")
_RULES = frozenset({"limite", "validite", "designe", "avant_signature"})
"""What a question may say to the rules."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a description beside its facts: its model, its law, what it is checked against.

    `autorite` is its collectivité, None where it is not known; `said` are the keys that it has, whatever they say;
    `folder` is where the files that it names are, `allowed` the other folders where they may be.
    """

    modele: Modele
    droit: Droit
    autorite: Autorite | None
    traits: Mapping[str, Trait]
    grilles: Grilles
    said: Set[str]
    folder: FilePath
    allowed: tuple[FilePath, ...] = ()


@dataclass(frozen=True)
class Context:
    """A description and what the law says of it.

    `regles` are the rules of its model; `jour` is the day whose law applies (that of the signature, where it is known);
    `montant` gives the amount of a series in a civil year, or None where it is not known, and `doute` why it is to be
    verified; `tableaux` are the computed tables of the model, `traits` those of the contract, `programmation` what the
    model says of the arrêté; `parties` is how many sign the contract. Names and legal forms are those of
    `bibliotheque`. `dossier` is what is known beside the facts, None where the rules are tried on facts alone.
    """

    contrat: Contrat
    regles: Regles
    jour: date
    montant: Callable[[str, int], Decimal | None]
    tableaux: Mapping[str, Tableau] = field(default_factory=dict)
    parties: int = 2
    traits: Mapping[str, Trait] = field(default_factory=dict)
    programmation: ProgrammationDuModele | None = None
    doute: Callable[[str, int], str] = lambda *_: ""
    dossier: Known | None = None
    bibliotheque: Bibliotheque = field(kw_only=True, repr=False)

    @property
    def known(self) -> Known:
        """What is known beside the facts: for the rules of a dossier, which are not tried on facts alone."""
        assert self.dossier is not None  # noqa: S101 - run_checks keeps those rules out
        return self.dossier

    def holds(self, condition: Mapping[str, Sequence[str]]) -> bool:
        """Whether a condition on traits is sure to hold; while the fact that decides is unknown, it is not."""
        return all(
            name in self.traits and self.traits[name].valeurs <= set(wanted) for name, wanted in condition.items()
        )

    def excludes(self, condition: Mapping[str, Sequence[str]]) -> bool:
        """Whether a condition on traits is sure not to hold."""
        return any(
            name in self.traits and not self.traits[name].valeurs & set(wanted) for name, wanted in condition.items()
        )

    def day_of(self, moment: Moment) -> date | None:
        """The day of the signature, of the effect or of the term, where it is known."""
        if moment == "signature":
            return self.contrat.signature.date
        if moment == "effet" or not self.contrat.effet:
            return self.contrat.effet
        return echeance(self.contrat.effet, self.contrat.duree) if self.contrat.duree else None

    @property
    def begins(self) -> date | None:
        """The first day on which the contract, signed, is carried out; None while neither day is known."""
        return max(filter(None, (self.contrat.signature.date, self.contrat.effet)), default=None)

    @property
    def signed(self) -> Sequence[tuple[Path, date | None]]:
        """The contract, then each of its avenants: the path of its date, and its date."""
        avenants = enumerate(self.contrat.avenants)
        return [
            (("signature", "date"), self.contrat.signature.date),
            *((("avenants", rank, "date"), one.date) for rank, one in avenants),
        ]

    def bringing(self, day: date) -> tuple[Path, date | None]:
        """The first act signed on a day or later, which may bring what is of that day; the contract where none is."""
        later = (one for one in self.signed if one[1] and one[1] >= day)
        return next(later, self.signed[0])

    def title(self, path: Path) -> str:
        """What a fact that is given is called: « date de signature »."""
        return next((info.title or dotted(at) for at, _, info in self.facts if at == path), dotted(path))

    def values_at(self, name: str) -> Iterator[tuple[Path, Any]]:
        """Every fact of a name « etablissements[].nom », with its path; what is not given is None, or an empty list."""
        yield from chemins.every(self.contrat, name)

    @property
    def facts(self) -> Sequence[Fait]:
        """Every fact that the description gives, gone through once for all the rules."""
        return faits(self.contrat)

    def of_each_group(self, look: Callable[[Sequence[Fait]], Iterable[Found]]) -> Sequence[Found]:
        """What is found of facts by themselves, or beside those of their group (models.faits)."""
        return of_each_group(self.contrat, look)

    def declaring(self, name: str) -> Iterator[Fait]:
        """Every fact whose question says something of this name to the rules (`_RULES`)."""
        return (one for one in self._declaring if name in one[2].said)

    @cached_property
    def _declaring(self) -> Sequence[Fait]:
        return tuple(self.of_each_group(_with_rules))

    def facts_of_kind(self, name: str) -> Iterator[tuple[Path, str]]:
        """Every number that is the identity of one thing, of a kind (« finess »), wherever its model asks for it."""
        yield from self._identities.get(KINDS[name], ())

    @cached_property
    def _identities(self) -> Mapping[Kind, Sequence[tuple[Path, str]]]:
        found: dict[Kind, list[tuple[Path, str]]] = {}
        for kind, path, value in self.of_each_group(_identities):
            found.setdefault(kind, []).append((path, value))
        return found


def _with_rules(facts: Sequence[Fait]) -> list[Fait]:
    return [one for one in facts if not _RULES.isdisjoint(one[2].said)]


def _identities(facts: Sequence[Fait]) -> list[tuple[Kind, Path, str]]:
    found = ((kind_of_field(info), path, value) for path, value, info in facts if isinstance(value, str))
    return [(kind, path, value) for kind, path, value in found if kind and kind.identity]


def declared(info: Champ, name: str) -> Any:
    """What the question of a fact says to the checks (`limite`, `validite`, `designe`), or None."""
    return info.said.get(name)


SEVERITIES: Mapping[Gravite, Severity] = {
    "erreur": Severity.ERROR,
    "avertissement": Severity.WARNING,
    "information": Severity.INFORMATION,
}


class Rule(Protocol):
    """What each module of this package holds: a stable code, the gravest severity of its findings, its legal source."""

    CODE: str
    SEVERITY: Severity
    SOURCE: str

    def check(self, context: Context) -> Iterator[Finding]:
        """Yield what is to be fixed, with the YAML path concerned; the caller adds the place in the file."""
