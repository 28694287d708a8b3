"""The traits that the conditions of a model may name, each with its values."""

from __future__ import annotations

from engine.law.experimentations import VALUES, load_experimentations
from engine.libraries import autorites
from engine.libraries.modele import Modele
from models.traits import DOMAINES


def every_domain(model: Modele) -> dict[str, tuple[str, ...]]:
    """Every trait that a condition of this model may name, with its values."""
    preambules = {"preambule": tuple(model.plan.preambule.au_choix)} if model.plan.preambule else {}
    experiments = dict.fromkeys(load_experimentations(model.bibliotheque), VALUES)
    authorities = {autorites.TRAIT: autorites.PRINCIPALES}
    return {**model.domaines_deduits, **DOMAINES, **authorities, **preambules, **model.domaines, **experiments}
