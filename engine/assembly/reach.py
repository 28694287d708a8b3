"""Which keys of data/droit/ a clause, a model and a contract use: whom a change of the law reaches."""

from __future__ import annotations

import re

from engine.assembly.selection import Selection
from engine.reading.library import Clause, Modele

_CALL = re.compile(r"""(?:terme|texte_de_loi)\(\s*["']([^"']+)["']""")


def keys_of_clause(clause: Clause) -> frozenset[str]:
    """What a clause relies on (`fondements`), names (`terme`, `texte_de_loi`), or depends on (`si`)."""
    header = clause.en_tete
    named = _CALL.findall(clause.corps + header.titre)
    return frozenset({*header.fondements, *named, *header.si})


def keys_of_contract(selection: Selection) -> frozenset[str]:
    """What the kept clauses of a contract use, and the texts that it visas."""
    cited = {key for key in selection.visas if not key.startswith("visas/")}
    return frozenset(cited.union(*(keys_of_clause(clause) for clause in selection.clauses)))


def clauses_using(model: Modele, key: str) -> list[str]:
    """The clauses of a model that use a key, and « visas » where its plan orders that text."""
    ordered = ["visas"] if any(visa.visa == key for visa in model.plan.visas) else []
    return ordered + [identifier for identifier, clause in model.clauses.items() if key in keys_of_clause(clause)]
