"""Which keys of data/droit/ a clause, a model and a contract use: whom a change of the law reaches."""

from __future__ import annotations

from engine.assembly.selection import Selection
from engine.libraries.modele import Clause, Modele
from models import chemins

_AUTHORITIES = ("autorite.", "collectivites[].")
"""How the paths of the names of a collectivité begin."""
# The names under which clauses call an authority: those of one thing change together.
_OF_NAME = {
    **dict.fromkeys(("le", "du", "au", "le_majuscule", "appellation"), "nom"),
    **dict.fromkeys(("executif", "executif_de", "titre_executif"), "nom"),
    **dict.fromkeys(("assemblee", "de_assemblee", "organe", "de_organe"), "nom"),
    "prefet_region": "de_prefet",
}


def keys_of_clause(clause: Clause) -> frozenset[str]:
    """What a clause relies on (`fondements`), names (`terme`, `texte_de_loi`…), or depends on (`si`)."""
    header = clause.en_tete
    named = clause.uses.of("terme", "texte", "montant", "experimentation")
    authorities = [chemins.noms(path)[1] for path in clause.uses.faits if path.startswith(_AUTHORITIES)]
    names = {f"autorite.{_OF_NAME.get(name, name)}" for name in authorities}
    return frozenset({*header.fondements, *named, *names, *header.si})


def keys_of_contract(selection: Selection) -> frozenset[str]:
    """What the kept clauses of a contract use, and the texts that it visas."""
    cited = {key for key in selection.visas if not key.startswith("visas/")}
    return frozenset(cited.union(*(keys_of_clause(clause) for clause in selection.clauses)))


def clauses_using(model: Modele, key: str) -> list[str]:
    """The clauses of a model that use a key, and « visas » where its plan orders that text."""
    ordered = ["visas"] if any(visa.visa == key for visa in model.plan.visas) else []
    return ordered + [identifier for identifier, clause in model.clauses.items() if key in keys_of_clause(clause)]
