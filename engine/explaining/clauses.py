"""Why each clause is kept or left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.assembly.assemble import Assembled
from engine.assembly.selection import Decision
from engine.documenting.clauses import title
from engine.dossier import Dossier
from engine.explaining.explained import ClauseExpliquee
from engine.explaining.facts import reasons
from engine.libraries.negociee import Sort
from engine.libraries.tableaux import without_files

SORTS: Mapping[Sort, str] = {"adaptee": "adaptée", "supprimee": "supprimée", "ajoutee": "ajoutée"}
"""What the parties made of a clause of the model."""


def clauses_of(dossier: Dossier, assembled: Assembled, articles: Mapping[str, str]) -> Iterator[ClauseExpliquee]:
    """Every clause of the model and of the parties, in the order of the contract; `articles` say where each stands.

    One that stands under several alternatives is told where it is kept.
    """
    told: dict[str, Decision] = {}
    for one in assembled.decisions:
        if one.clause.id not in told or (one.kept and not told[one.clause.id].kept):
            told[one.clause.id] = one
    for one in told.values():
        agreed = one.clause.negociee
        yield ClauseExpliquee(
            clause=one.clause.id,
            intitule=title(one.clause),
            article=articles.get(one.clause.id, "") if one.kept else "",
            gardee=one.kept,
            raisons=reasons(dossier, one.traits),
            sous=one.under,
            source=without_files(one.clause.en_tete.source),
            negociee=SORTS[agreed.sort] if agreed else "",
            motif=agreed.motif if agreed else "",
        )
