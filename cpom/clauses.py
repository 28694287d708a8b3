"""The clauses of a model, as whoever looks through a library reads them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engine.documenting.clauses import title
from engine.documenting.conditions import si_of
from engine.libraries.clause import Clause as ClauseLue
from engine.libraries.modele import Modele
from engine.libraries.tableaux import without_files
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """Une clause d'un modèle : son titre tel qu'il est écrit, `intitule` ses seuls mots, sa source, son fichier.

    `si` dit quand elle s'applique : les valeurs que des traits doivent avoir (aucun : toujours).
    """

    nom: str
    titre: str
    intitule: str
    source: str
    fichier: str
    si: Mapping[str, tuple[str, ...]]


def clauses_de(model: Modele) -> dict[str, Clause]:
    """The clauses of a model by name, in the order of the contract."""
    return {nom: _clause(one, si_of(model, one)) for nom, one in model.clauses.items()}


def _clause(one: ClauseLue, si: Mapping[str, list[str]]) -> Clause:
    condition = MappingProxyType({trait: tuple(values) for trait, values in si.items()})
    source = without_files(one.en_tete.source)
    return Clause(one.id, one.en_tete.titre, title(one), source, one.fichier, condition)
