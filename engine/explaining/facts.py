"""Where the description says a fact."""

from __future__ import annotations

from collections.abc import Iterable

from engine.dossier import Dossier
from engine.errors import Path
from engine.explaining.explained import FaitExplique, RaisonExpliquee
from models import chemins
from models.traits import Trait


def fact(dossier: Dossier, path: Path) -> FaitExplique:
    """A fact by its path, with its place where the description says it."""
    said = path in dossier.source.places
    return FaitExplique(chemins.ecrit(path), dossier.source.place(path) if said else None)


def facts(dossier: Dossier, paths: Iterable[Path]) -> tuple[FaitExplique, ...]:
    """Several, each once."""
    return tuple(fact(dossier, path) for path in dict.fromkeys(paths))


def reasons(dossier: Dossier, traits: Iterable[Trait]) -> tuple[RaisonExpliquee, ...]:
    """The traits that decide something, each with the facts that decide it."""
    return tuple(RaisonExpliquee(one.nom, tuple(sorted(one.valeurs)), facts(dossier, one.chemins)) for one in traits)
