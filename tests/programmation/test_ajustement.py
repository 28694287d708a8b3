"""What moved between two programmations: nothing is lost, nothing is invented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.programmation.ajustement import Ajustement, Modification, applied, differences, indications

FAITS = st.fixed_dictionaries(
    {
        "annee": st.sampled_from([2026, 2027, 2028]),
        "nom": st.sampled_from(["EHPAD A", "EHPAD B"]),
        "gestionnaire": st.sampled_from([None, "Association Exemple", "Fondation Exemple"]),
        "finess_juridique": st.sampled_from([None, "350000014", "220000020"]),
        "capacite": st.none() | st.integers(0, 3),
    }
)
TABLEAUX = st.dictionaries(st.sampled_from(["350000022", "350000030", "220000012", "220000038"]), FAITS)


@given(TABLEAUX, TABLEAUX)
def test_the_differences_applied_to_the_old_give_the_new(ancien: dict[str, object], nouveau: dict[str, object]) -> None:
    assert applied(differences(ancien, nouveau), ancien) == nouveau  # type: ignore[arg-type]


@given(TABLEAUX)
def test_nothing_moves_between_a_programmation_and_itself(tableau: dict[str, object]) -> None:
    assert not differences(tableau, tableau)  # type: ignore[arg-type]


@given(TABLEAUX, TABLEAUX)
def test_every_change_is_told_once(ancien: dict[str, object], nouveau: dict[str, object]) -> None:
    found = differences(ancien, nouveau)  # type: ignore[arg-type]
    told = [(one.finess, one.nature) for one in indications(found, ancien, nouveau)]  # type: ignore[arg-type]
    assert len(told) == len(set(told))
    assert {finess for finess, _ in told} == {one.finess for one in found.modifications}


def faits(**given: object) -> dict[str, object]:
    usual = {"annee": 2026, "nom": "EHPAD A", "gestionnaire": "Association Exemple", "finess_juridique": "350000014"}
    return {**usual, **given}


def test_each_kind_of_change_is_told() -> None:
    ancien = {"1": faits(), "2": faits(), "3": faits()}
    nouveau = {"1": faits(annee=2028), "2": faits(nom="EHPAD B"), "4": faits()}
    assert differences(ancien, nouveau) == Ajustement(
        {"4": faits()},
        {"3": faits()},
        (Modification("1", "annee", 2026, 2028), Modification("2", "nom", "EHPAD A", "EHPAD B")),
    )


def nature(**given: object) -> list[tuple[str, object, object]]:
    ancien, nouveau = {"1": faits()}, {"1": faits(**given)}
    found = indications(differences(ancien, nouveau), ancien, nouveau)
    return [(one.nature, one.ancienne, one.nouvelle) for one in found]


def test_another_name_and_another_number_are_those_of_another_gestionnaire() -> None:
    before = "Association Exemple (FINESS 350000014)"
    assert nature(gestionnaire="Fondation Exemple", finess_juridique="220000020") == [
        ("transfert", before, "Fondation Exemple (FINESS 220000020)")
    ]
    assert nature(gestionnaire="Fondation Exemple", finess_juridique=None) == [
        ("transfert", before, "Fondation Exemple")
    ]


def test_a_gestionnaire_that_changes_its_name_or_whose_number_is_corrected_stays_the_same() -> None:
    assert nature(gestionnaire="Association Exemple-sur-Mer")[0][0] == "gestionnaire"
    assert nature(finess_juridique="220000020")[0][0] == "gestionnaire"
