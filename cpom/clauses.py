"""The clauses of a model, as whoever looks through a library reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.library.clause import Clause as ClauseLue
from engine.library.modele import Modele
from engine.library.tableaux import without_files

_INSERTED = re.compile(r"(?:\s*\{[{%].*?[%}]\})+\s*")
_MODEL = re.compile(r"^[a-z-]+, ")


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
    offered = model.plan.preambule.au_choix if model.plan.preambule else {}
    chosen = {clause: {"preambule": [name]} for name, clause in offered.items()}
    return {nom: _clause(one, {**one.en_tete.si, **chosen.get(nom, {})}) for nom, one in model.clauses.items()}


def _clause(one: ClauseLue, si: Mapping[str, list[str]]) -> Clause:
    condition = MappingProxyType({trait: tuple(values) for trait, values in si.items()})
    source = without_files(one.en_tete.source)
    return Clause(one.id, one.en_tete.titre, intitule(one), source, one.fichier, condition)


def intitule(clause: ClauseLue) -> str:
    """The title of a clause, its own words alone; or what the model calls that part: « désignation des parties »."""
    return _INSERTED.sub(" … ", clause.en_tete.titre).strip() or _called(clause)


def _called(clause: ClauseLue) -> str:
    source = without_files(clause.en_tete.source)
    if source.startswith("("):  # no model has it: « (sans équivalent : …) »
        return clause.id.rpartition("/")[2].replace("-", " ")
    return _MODEL.sub("", source.split(" ; ")[0])
