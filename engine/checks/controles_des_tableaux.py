"""What must hold of the figures of the computed tables: their own controls, and one row for each year of the contract.

The controls are those of the tables of the model. A figure that is not given yet breaks none.

Source: that of each control. Severity: that of each control, whose code is its own (« budgets-equilibre »).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from engine import french
from engine.assembly.controles import message
from engine.by_identity import ByIdentity
from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from engine.libraries.tableaux import Controle, of_the_model
from engine.tables.grilles import TOTAL, Grille, Grilles

CODE = "controles-des-tableaux"
SEVERITY = Severity.ERROR
SOURCE = "tableaux du modèle"
_GRAVITY = {"erreur": Severity.ERROR, "avertissement": Severity.WARNING}
_FOUND: ByIdentity[tuple[Finding, ...]] = ByIdentity(256)
"""What was found of the tables of contracts, by their marks: several say the same of one."""


def check(context: Context) -> Iterator[Finding]:
    """Look at every table that the contract has."""
    yield from table_findings(context.known.grilles)


def table_findings(grilles: Grilles) -> Iterator[Finding]:
    """Every control that does not hold, and every year that should not be there, with the fact to look at first."""
    for grille in grilles.values():
        yield from _FOUND.of(grille.mark, None, partial(_findings, grille, grilles))


def _findings(grille: Grille, grilles: Grilles) -> tuple[Finding, ...]:
    broken = (
        _broken(grille, controle, at)
        for controle in grille.controles
        for at in grille.held(controle)
        if grilles.holds(grille, controle, at) == Decimal(0)
    )
    return (*_twice(grille), *broken)


def _broken(grille: Grille, controle: Controle, at: int) -> Finding:
    first = 0 if at == grille.total else at  # the totals are no fact: the first row is
    path: Path = grille.case(controle.sur, first).path if controle.sur and grille.named(controle.sur) else ()
    path = path or grille.series[first].named_by
    code = f"{grille.nom.replace('_', '-')}-{controle.nom}"
    source = of_the_model(controle.source)
    return Finding(code, message(grille, controle, at), _GRAVITY[controle.gravite], controle.aide, source, path)


def _twice(grille: Grille) -> Iterator[Finding]:
    """Two rows of a list for the same year, or of the same name: neither can be told from the other."""
    if grille.tableau.series.doubles:
        return
    counted = Counter(serie.key or "" for serie in grille.series if serie.key != TOTAL)
    for serie in grille.series:
        if serie.named_by and serie.key and counted[serie.key] > 1:
            message = f"« {serie.label} » est donné {french.cardinal(counted[serie.key])} fois."
            hint = "Gardez une seule ligne pour chacun."
            yield Finding("ligne-double", message, hint=hint, path=serie.named_by)
