"""The Métropole de Lyon signs by its own code: it is a collectivité territoriale, and no métropole of droit commun.

Under the code of the Rhône, or as a métropole that acts in place of a Département, its contract would cite an article
that is not its own, and miss what the law says of its territory.

Source: CGCT, articles L. 3611-1 et L. 3611-3. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "metropole-de-lyon"
SEVERITY = Severity.ERROR
SOURCE = "CGCT, articles L. 3611-1 et L. 3611-3"

_CODES = ("69", "69M")
_MESSAGE = (
    "la Métropole de Lyon est une collectivité territoriale, et non une métropole qui agit à la place du Département "
    "(CGCT, article L. 5217-2, IV) : son code de département, 69M, la nomme."
)


def check(context: Context) -> Iterator[Finding]:
    """Look at each métropole that signs in the Rhône or in the Métropole de Lyon."""
    contrat: Any = context.contrat
    metropole = getattr(contrat, "metropole", None)
    if metropole is not None and metropole.competente and contrat.departement in _CODES:
        hint = "Écrivez « departement: 69M », et « competente: non » sous « metropole »."
        yield Finding(CODE, _MESSAGE, SEVERITY, hint, SOURCE, ("metropole", "competente"))
    for at, row in enumerate(getattr(contrat, "autres_departements", ())):
        if row.metropole and row.departement in _CODES:
            hint = "Écrivez « departement: 69M » à cette ligne, sans « metropole »."
            yield Finding(CODE, _MESSAGE, SEVERITY, hint, SOURCE, ("autres_departements", at, "metropole"))
