"""What the law does to a contract between its signature and its term, and what it does not allow on that day yet.

Source: the register of the law, whose entries have each their own. Severity: that of each finding, whose code says what
it is (« visa-remplace », « modele-posterieur »).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.assembly.law_of_life import law_findings
from engine.assembly.selection import select
from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "droit-du-contrat"
SEVERITY = Severity.WARNING
SOURCE = "registre du droit"


def check(context: Context) -> Iterator[Finding]:
    """Look at the texts of the clauses that the contract holds."""
    known = context.known
    selection = select(known.modele, known.traits)
    yield from law_findings(known.modele, selection, known.droit, context.contrat.gestionnaire.forme)
