"""Conditions in the words of the questions that decide: whoever reads a library knows the questions, not the traits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.asking.asked import Asked
from engine.law.experimentations import load_experimentations
from engine.libraries.modele import Clause, Modele
from models import chemins
from models.chemins import Noms

_OF_LISTS = {"tous": "oui pour tous", "aucun": "oui pour aucun", "certains": "oui pour certains"}
"""What the answers of the items of a list come to."""
_FROM = {"etablissement_public_de_sante": "gestionnaire.forme", "statut": "gestionnaire.statut"}
"""The questions that the traits of every model come from."""


def question_of(model: Modele, trait: str) -> str:
    """The path of the question whose answers make a trait: « sites[].permanent »."""
    rule = model.plan.traits.get(trait)
    return (rule.de or rule.compte) if rule else _FROM.get(trait, trait)


def si_of(model: Modele, clause: Clause) -> dict[str, list[str]]:
    """The condition of a clause, and the choice of a préambule where it is one of those that are offered."""
    offered = model.plan.preambule.au_choix if model.plan.preambule else {}
    names = [name for name, one in offered.items() if one == clause.id]
    return {**clause.en_tete.si, **({"preambule": names} if names else {})}


def condition(model: Modele, si: Mapping[str, Sequence[str]], questions: Mapping[Noms, Asked]) -> str:
    """« site permanent : oui pour tous ou pour certains (permanence : entiere ou partielle) »."""
    return " ; ".join(_told(model, trait, values, questions) for trait, values in si.items())


def _told(model: Modele, trait: str, values: Sequence[str], questions: Mapping[Noms, Asked]) -> str:
    written = f"{trait} : {' ou '.join(values)}"
    if experiment := load_experimentations(model.bibliotheque).get(trait):
        return f"{experiment.libelle} ({written})"
    asked = questions.get(chemins.noms(question_of(model, trait)))
    if asked is None or not asked.libelle:
        return written
    answers = list(_answers(model, trait, values, asked))
    told = f"{asked.libelle} : {' ou '.join(answers).replace(' ou oui pour', ' ou pour')}"
    return told if answers == list(values) else f"{told} ({written})"


def _answers(model: Modele, trait: str, values: Sequence[str], asked: Asked) -> Iterator[str]:
    rule = model.plan.traits.get(trait)
    renamed = {new: old for old, new in rule.valeurs.items()} if rule else {}
    for value in values:
        answer = renamed.get(value, value)
        label = "" if trait == "preambule" else asked.choices.get(answer)  # that of a préambule is where it comes from
        yield _OF_LISTS.get(answer) or label or answer
