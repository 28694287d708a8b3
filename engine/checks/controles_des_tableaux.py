"""What must hold of the figures of the computed tables: their own controls, and one row for each year of the contract.

The controls are those of the tables of the model, each with its source and its gravity. A figure that is not given yet
breaks none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from engine import french
from engine.assembly.tableaux import shown_as, written
from engine.computing.grilles import TOTAL, Grille, Grilles
from engine.errors import Finding, Path, Severity
from engine.reading.tableaux import Controle

_GRAVITY = {"erreur": Severity.ERROR, "avertissement": Severity.WARNING}
_NAMED = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


def table_findings(grilles: Grilles) -> Iterator[Finding]:
    """Every control that does not hold, and every year that should not be there, with the fact to look at first."""
    for grille in grilles.values():
        yield from _twice(grille)
        for controle in grille.tableau.controles:
            for at in grille.held(controle):
                if grilles.holds(grille, controle, at) == Decimal(0):
                    yield _broken(grille, controle, at)


def _broken(grille: Grille, controle: Controle, at: int) -> Finding:
    path: Path = grille.case(controle.sur, at).path if controle.sur else ()
    message = _NAMED.sub(lambda match: _said(grille, match[1], at), controle.message)
    code = f"{grille.nom.replace('_', '-')}-{controle.nom}"
    return Finding(code, message, _GRAVITY[controle.gravite], controle.aide, controle.source, path)


def _said(grille: Grille, nom: str, at: int) -> str:
    """What a message says of a name: the heading of the series, or a figure as it is printed."""
    if nom == "serie":
        return grille.series[at].label or "série sans nom"
    line = grille.named(nom)
    if line is None:
        raise LookupError(f"tableau « {grille.nom} » : un message nomme « {nom} », qui n'existe pas")
    serie = None if grille.is_parameter(nom) else at
    case = grille.case(nom, serie)
    if not isinstance(case.value, Decimal):
        return case.value if isinstance(case.value, str) else case.value.value
    shown = shown_as(line, None if serie is None else grille.series[serie], grille)
    return written(case.value, shown, computed=case.formula is not None)


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
