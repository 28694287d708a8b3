"""What decides the clauses of a contract, as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cpom.valeurs import Decision, Trait
from engine.assembly.assemble import Assembled
from engine.libraries.tableaux import without_files
from models import chemins
from models.traits import Trait as TraitLu

if TYPE_CHECKING:
    from engine.libraries.negociee import Sort

_SORTS: Mapping[Sort, str] = {"adaptee": "adaptée", "supprimee": "supprimée", "ajoutee": "ajoutée"}


def decisions_de(assembled: Assembled) -> tuple[Decision, ...]:
    """Why each clause is kept or left out, in the order of the contract."""
    from engine.documenting.clauses import title

    return tuple(
        Decision(
            one.clause.id,
            one.clause.en_tete.titre,
            title(one.clause),
            one.kept,
            tuple(map(trait_de, one.traits)),
            one.under,
            without_files(one.clause.en_tete.source),
            one.clause.fichier,
            _SORTS[one.clause.negociee.sort] if one.clause.negociee else "",
            one.clause.negociee.motif if one.clause.negociee else "",
        )
        for one in assembled.decisions
    )


def trait_de(one: TraitLu) -> Trait:
    """A trait, with the facts that decide it by their paths."""
    return Trait(one.nom, one.valeurs, tuple(chemins.ecrit(path) for path in one.chemins))
