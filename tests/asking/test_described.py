"""A description is found for every value of every trait, by trying the facts that decide it."""

from dataclasses import replace

import pytest

from engine.asking.described import described, traits
from engine.assembly.assemble import domains_of
from engine.libraries.modele import load_model, model_names
from models.fiches.groupe import altered
from models.traits import TraitDeduit


@pytest.mark.parametrize("name", model_names())
def test_every_value_of_every_trait_has_a_description(name: str) -> None:
    model = load_model(name)
    for trait, values in domains_of(model).items():
        for value in values:
            data = described(model, {trait: value})
            assert data is not None, (trait, value)
            assert traits(model, data)[trait].valeurs == {value}


def test_traits_that_contradict_each_other_have_none() -> None:
    wanted = {"habilitation": "mixte", "services": "un"}
    assert described(load_model("saad"), wanted) is None


def test_the_number_of_items_of_a_list_is_found() -> None:
    model = load_model("saad")
    for path in ("services", "moyens.evolution"):
        plan = altered(model.plan, {"traits": {**model.plan.traits, "combien": TraitDeduit(compte=path)}})
        counting = replace(model, plan=plan)
        for value in ("un", "plusieurs"):
            data = described(counting, {"combien": value})
            assert data is not None
            assert traits(counting, data)["combien"].valeurs == {value}
