"""Why a draft shows what its contract may not hold: the fact that decides is not known yet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from engine import french
from engine.assembly.facts import Liste, Vue
from engine.assembly.printed import Manquant
from engine.assembly.rendering import Doubt
from engine.assembly.selection import Selection
from engine.errors import Path, dotted
from engine.libraries.visas_du_plan import Condition
from models import chemins
from models.traits import Trait


def doubts_of(selection: Selection, traits: Mapping[str, Trait], view: Vue) -> dict[str, Doubt]:
    """What the drafter must know of what is shown only because the fact that decides is unknown: clauses and visas."""
    kept: list[tuple[str, tuple[Trait, ...], Condition]] = [
        (one.clause.id, one.traits, one.clause.en_tete.si) for one in selection.decisions if one.kept
    ]
    conditions = ((visa.visa, condition) for visa in selection.textes for condition in visa.conditions())
    kept += [(visa, tuple(traits[name] for name in condition), condition) for visa, condition in conditions]
    found = {}
    for key, tested, wanted in kept:
        undecided = [trait for trait in tested if not trait.valeurs <= set(wanted.get(trait.nom, trait.valeurs))]
        if undecided:
            found[key] = _doubt(undecided, view)
    return found


def _doubt(undecided: Sequence[Trait], view: Vue) -> Doubt:
    said = french.enumerate_fr([re.sub(r"\[\d+]", "[]", dotted(trait.chemins[0])) for trait in undecided])
    named = dict.fromkeys(_called(view, trait.chemins) for trait in undecided)
    remark = (
        f"Cette partie dépend d'un fait que la description ne donne pas encore : {said}. "
        "Elle sera gardée ou retirée selon la réponse."
    )
    return Doubt(said, french.enumerate_fr([f"à « {name} »" for name in named]), remark)


def _called(view: Vue, paths: Sequence[Path]) -> str:
    """What the first of these facts that is not given is called in the questionnaire."""
    for path in paths:
        asked = chemins.at(view, path)
        asked = asked.missing if isinstance(asked, Liste) else asked
        if isinstance(asked, Manquant):
            return asked.named
    return dotted(paths[0])
