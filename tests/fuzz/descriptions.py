"""Descriptions of contracts that a model admits, with more or fewer of its facts."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args, get_origin

from hypothesis import strategies as st

from engine.libraries.modele import load_model
from models.champs import Fiche
from models.fiches.champ import Champ
from models.fiches.groupe import fields_of
from tests.fuzz.reponses import answer
from tests.fuzz.textes import any_text

MODELS = ("saad", "ehpad", "chrs", "sad-ille-et-vilaine", "saad-seine-et-marne")
DEPARTEMENTS = ("01", "2A", "22", "35", "53", "67", "69", "69M", "75", "77", "972", "976", "99", "Bretagne")
_ELSEWHERE = ("charte", "logo", "droit", "preambule", "modele", "departement")
"""What has values of its own, below."""
_AGREED = ("adaptations", "clauses_ajoutees", "avenants", "numeros")
"""The words of clauses, which are code and not what is printed of a fact: tests/adapting tries them."""


def descriptions(model: str) -> st.SearchStrategy[dict[str, Any]]:
    """A description of a model as its YAML is read: keys, lists and texts."""
    loaded = load_model(model)
    variants = tuple(loaded.plan.preambule.au_choix) if loaded.plan.preambule else ("libre",)
    head = {
        "departement": st.sampled_from(DEPARTEMENTS),
        "droit": st.sampled_from(["jour_de_signature", "tel_que_publie"]),
        "preambule": st.sampled_from(variants),
    }
    return st.tuples(_group(loaded.description), st.fixed_dictionaries({}, optional=head)).map(
        lambda parts: {"modele": model, **parts[0], **parts[1]}
    )


def any_description() -> st.SearchStrategy[dict[str, Any]]:
    """A description of any model."""
    return st.sampled_from(MODELS).flatmap(descriptions)


@cache
def _group(kind: type[Fiche]) -> st.SearchStrategy[dict[str, Any]]:
    """Some facts of a group: all of them, or half, or few."""
    facts = {name: _fact(info) for name, info in fields_of(kind).items() if name not in (*_ELSEWHERE, *_AGREED)}
    few = st.lists(st.sampled_from(sorted(facts)), max_size=4, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: facts[name] for name in names})
    )
    return st.one_of(st.fixed_dictionaries(facts), st.fixed_dictionaries({}, optional=facts), few)


def _fact(info: Champ) -> st.SearchStrategy[Any]:
    annotation = info.annotation
    if isinstance(annotation, type) and issubclass(annotation, Fiche):
        return _group(annotation)
    if get_origin(annotation) is dict:
        return st.dictionaries(st.integers(2023, 2032).map(str), any_text(), max_size=4)
    if get_origin(annotation) is not list:
        return answer(info)
    inner = get_args(annotation)[0]
    is_group = isinstance(inner, type) and issubclass(inner, Fiche)
    return st.lists(_group(inner) if is_group else any_text(), max_size=3)
