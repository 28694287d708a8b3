"""What a rule of validity may look at, and how it names a fact of the description."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol, get_args

from pydantic.fields import FieldInfo

from engine.errors import Finding, Path, Severity
from engine.reading.plan import Regles
from engine.reading.tableaux import Tableau
from models.champs import Fiche
from models.contrat import Contrat


@dataclass(frozen=True)
class Context:
    """A description and what the law says of it.

    `regles` are the durations that its model allows; `jour` is the day whose law applies (that of the signature, where
    it is known); `tarif_minimal` gives the tarif minimal of a civil year in euros per hour, or None where no amount is
    known for that year; `tableaux` are the computed tables of the model; `parties` is how many sign the contract.
    """

    contrat: Contrat
    regles: Regles
    jour: date
    tarif_minimal: Callable[[int], Decimal | None]
    tableaux: Mapping[str, Tableau] = field(default_factory=dict)
    parties: int = 2

    @cached_property
    def facts(self) -> tuple[tuple[Path, Any, FieldInfo], ...]:
        """Every fact that the description gives, gone through once for all the rules."""
        return tuple(every_fact(self.contrat))

    def facts_of(self, kind: Any) -> Iterator[tuple[Path, str]]:
        """Every fact of one kind (`Finess`, `Siren`, `Siret`), wherever its model asks for it."""
        mark = get_args(kind)[1]
        for path, value, info in self.facts:
            if isinstance(value, str) and mark in _marks(info):
                yield path, value


class Rule(Protocol):
    """What each module of this package holds: a stable code, the gravest severity of its findings, its legal source."""

    CODE: str
    SEVERITY: Severity
    SOURCE: str

    def check(self, context: Context) -> Iterator[Finding]:
        """Yield what is to be mended, with the YAML path concerned; the caller adds the place in the file."""


def fact(contrat: Contrat, path: Path) -> Any:
    """The fact at a YAML path, or None where the description or its model does not hold it.

    Raises:
        IndexError: where the path names an item that its list does not have.
    """
    value: Any = contrat
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step, None)
    return value


def every_fact(fiche: Fiche, path: Path = ()) -> Iterator[tuple[Path, Any, FieldInfo]]:
    """Every fact that a description gives, with the field that its model declares."""
    for name, info in type(fiche).model_fields.items():
        value, here = getattr(fiche, name), (*path, name)
        if isinstance(value, Fiche):
            yield from every_fact(value, here)
        elif isinstance(value, list):
            for n, item in enumerate(value):
                if isinstance(item, Fiche):
                    yield from every_fact(item, (*here, n))
        elif value is not None:
            yield here, value, info


def _marks(info: FieldInfo) -> list[Any]:
    """What pydantic keeps of the kind of a field, optional or not."""
    return [*info.metadata, *(mark for one in get_args(info.annotation) for mark in getattr(one, "__metadata__", ()))]
