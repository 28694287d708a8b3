"""The figures of a traced contract, each with the fact that it is or those that it is worked out of."""

from __future__ import annotations

from engine.assembly.printed import Printed
from engine.document import Fact, Figure, Sourced, Text
from engine.formulas.cells import Case, Reference
from engine.formulas.evaluation import references
from engine.tables.grilles import Grilles
from models.chemins import Chemin, ecrit


def sourced(text: str, case: Case, at: Reference, grilles: Grilles, printed: Printed, label: str) -> Text:
    """The words of a cell of a computed table: the fact that it is, or a figure; traced, with what they come from."""
    if printed.paths is None:
        if case.formula is not None:
            return Figure(text, place_of(at))
        return Fact(text, ecrit(case.path), label) if case.path else Text(text)
    found = ",".join(map(ecrit, _behind(case, at, grilles)))
    return Sourced(text, found) if found else Text(text)


def place_of(at: Reference) -> str:
    """A cell as it is named: « budget.total[2] » in the second series of the table « budget »."""
    return f"{at.table}.{at.rubrique}" + ("" if at.serie is None else f"[{at.serie + 1}]")


def _behind(case: Case, here: Reference, grilles: Grilles) -> tuple[Chemin, ...]:
    """The places of the facts of a cell, through the formulas that it names, each once; its table keeps them."""
    if case.formula is None:
        return (case.path,) if case.path else ()
    kept = grilles[here.table].known.behind
    if here not in kept:
        named = (at for at in references(case.formula) if isinstance(at, Reference))
        kept[here] = tuple(dict.fromkeys(fact for at in named for fact in _behind(grilles.case(at), at, grilles)))
    return kept[here]
