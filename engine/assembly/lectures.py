"""What a printed table works out by a reading of the model that is to be verified: its `source` says so.

« (à vérifier, le ticket modérateur n'en est pas déduit) » is a doubt about the figure, that somebody is to settle
before the contract is signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from engine import french
from engine.errors import Finding, Severity
from engine.libraries.tableaux import Rubrique, of_the_model
from engine.tables.grilles import Grille
from models.regexes import regex

_DOUBT = regex(r"à vérifier, ((?:[^;()]|\([^)]*\))+)")


def doubtful(grille: Grille, lines: Iterable[Rubrique], positions: Sequence[int]) -> Iterator[Finding]:
    """The rubriques of which a figure is printed by such a reading."""
    for line in lines:
        doubt = _DOUBT.search(line.source)
        cells = [grille.case(line.nom, at) for at in positions] if doubt and line.nom else []
        shown = next((cell for cell in cells if isinstance(cell.value, Decimal)), None)
        if doubt and shown is not None:
            message = french.typography(f"« {line.court or line.libelle} » : calcul à vérifier, {doubt[1].strip()}.")
            hint = "Vérifiez que les parties l'entendent ainsi, ou dites autrement le calcul dans le contrat."
            source = french.typography(of_the_model(line.source.partition(" (")[0]))
            yield Finding("calcul-a-verifier", message, Severity.INFORMATION, hint, source, shown.path, reserve=True)
