"""No figure of an establishment is above the one that it is a part of: more places for some than there are."""

from __future__ import annotations

from collections.abc import Iterator

from engine.programmation.constat import Constat, of_row
from engine.programmation.faits_des_lignes import added
from engine.programmation.programme import Programme


def capacities(programme: Programme) -> Iterator[Constat]:
    """The rows of which a fact is above the one that colonnes.yaml names (`au_plus`); its code is the fact's name."""
    rules = [(fact, one.au_plus) for fact, one in added(programme.bibliotheque).items() if one.au_plus]
    for row in programme.rows:
        for fact, rule in rules:
            whole, part = getattr(row.ligne, rule.fait), getattr(row.ligne, fact)
            if whole is not None and part is not None and part > whole:
                message = f"{part} {rule.mots} {whole}."
                yield of_row(row.at(fact), fact.replace("_", "-"), message, "Corrigez l'une des deux.")
