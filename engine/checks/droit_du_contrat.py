"""What the law does to a contract between its signature and its term, and what it does not allow on that day yet.

Source: the register of the law, whose entries have each their own. Severity: that of each finding, whose code says what
it is (« visa-remplace », « modele-posterieur »).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from engine.assembly.assemble import settled
from engine.assembly.law_of_life import law_findings
from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.law.applicable import Droit
from engine.libraries.modele import Modele
from models.traits import Trait

CODE = "droit-du-contrat"
SEVERITY = Severity.WARNING
SOURCE = "registre du droit"


def check(context: Context) -> Iterator[Finding]:
    """Look at the texts of the clauses that the contract holds."""
    known = context.known
    yield from _of(known.modele, tuple(known.traits.values()), known.droit, context.contrat.gestionnaire.forme)


@lru_cache(maxsize=64)
def _of(model: Modele, traits: tuple[Trait, ...], droit: Droit, forme: str | None) -> tuple[Finding, ...]:
    """The same for every contract of these traits: no other fact has a part in it."""
    selection, _ = settled(model, traits)
    return tuple(law_findings(model, selection, droit, forme))
