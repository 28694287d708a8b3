"""Tables over the rows of a list that is inside each row of another: the actions of the objectives."""

from __future__ import annotations

from typing import Any

from engine.formulas.cells import Absence, Figure
from engine.tables.grilles import Grille
from tests.tables.conftest import MakeGrilles

ACTIONS = "objectifs[].operationnels[].actions"
CONTRACT = {"effet": "2024-01-01", "duree": "3 ans"}


def row(grille: Grille, rubrique: str) -> list[Figure | str]:
    return [grille.case(rubrique, at).value for at in range(len(grille.series))]


def objective(name: str, *amounts: str, dotation: str = "oui") -> dict[str, Any]:
    actions = [{"intitule": f"{name} {n}", "montant": amount} for n, amount in enumerate(amounts, start=1)]
    # one operational objective for each action
    under = [{"intitule": name, "actions": [action]} for action in actions]
    return {"intitule": name, "dotation_complementaire": dotation, "operationnels": under}


def actions(*rubriques: dict[str, Any], **series: Any) -> dict[str, Any]:
    lines = [{"nom": "objectif", "fait": "objectifs[].intitule", "unite": "texte"}, {"nom": "montant", "unite": "€"}]
    return {"actions": {"series": {"pour": ACTIONS, "cle": "intitule", **series}, "rubriques": [*lines, *rubriques]}}


def test_each_action_has_its_facts_and_those_of_its_objective(grilles: MakeGrilles) -> None:
    found = grilles(actions(), objectifs=[objective("A", "100", "50"), objective("B", "20")])["actions"]
    assert [serie.label for serie in found.series] == ["A 1", "A 2", "B 1"]
    assert row(found, "montant") == [100, 50, 20]
    assert row(found, "objectif") == ["A", "A", "B"]
    assert found.case("montant", 1).path == ("objectifs", 0, "operationnels", 1, "actions", 0, "montant")


def test_the_actions_of_some_objectives_may_be_kept(grilles: MakeGrilles) -> None:
    kept = actions(si={"objectifs[].dotation_complementaire": ["oui"]})
    found = grilles(kept, objectifs=[objective("A", "100", dotation="non"), objective("B", "20")])["actions"]
    assert [serie.label for serie in found.series] == ["B 1"]
    none = grilles(kept, objectifs=[objective("A", "100", dotation="non")])["actions"]
    assert none.series == ()


def test_without_any_action_there_is_one_to_fill_in(grilles: MakeGrilles) -> None:
    found = grilles(actions())["actions"]
    assert found.series[0].named_by == ("objectifs", 0, "operationnels", 0, "actions", 0, "intitule")


def test_the_rows_of_a_form_are_those_of_one_objective(grilles: MakeGrilles) -> None:
    for rank in (1, 3):
        found = grilles(actions(vierge=["Action 1"], rang_vierge=str(rank)), blank=True)["actions"]
        expected = ("objectifs", rank - 1, "operationnels", 0, "actions", 0, "montant")
        assert found.case("montant", 0).path == expected
    simple = grilles(followed(vierge=["2024"]), blank=True)["t"]
    assert simple.case("heures", 0).path == ("exercices", 0, "heures")


def test_an_objective_sums_its_own_actions(grilles: MakeGrilles) -> None:
    lines = [{"nom": "montant", "formule": "sous_total(actions.montant)", "total": "somme"}]
    by_objective = {"series": {"pour": "objectifs", "cle": "intitule", "total": "Total"}, "rubriques": lines}
    given = [objective("A", "100", "50"), objective("B"), objective("A", "20")]
    found = grilles({**actions(), "objectifs": by_objective}, objectifs=given)["objectifs"]
    # 100 + 50 ; aucune action ; 20 : deux objectifs de même nom ne se confondent pas
    assert row(found, "montant") == [150, 0, 20, 170]


def followed(**series: Any) -> dict[str, Any]:
    repeated = {"pour": "exercices", "annees": "oui", "suivi": "oui", "avant": "CA {cle}", **series}
    return {"t": {"series": repeated, "rubriques": [{"nom": "heures"}]}}


def test_the_years_that_follow_are_known_as_the_contract_goes(grilles: MakeGrilles) -> None:
    given = [{"annee": "2022", "heures": "5"}, {"annee": "2025"}]
    found = grilles(followed(), exercices=given, **CONTRACT)["t"]
    assert [(serie.label, serie.later) for serie in found.series] == [
        ("CA 2022", False),
        ("2024", True),
        ("2025", False),
        ("2026", True),
    ]


def test_without_any_exercice_the_first_is_to_be_named_and_the_years_follow(grilles: MakeGrilles) -> None:
    found = grilles(followed(), **CONTRACT)["t"]
    assert [serie.label for serie in found.series] == [None, "2024", "2025", "2026"]
    assert found.series[0].path == ("exercices", 0)
    assert found.case("heures", 1).path == ("exercices", 1, "heures")


def test_the_first_series_may_have_a_heading_of_its_own(grilles: MakeGrilles) -> None:
    table = followed(premier="Valeur d'entrée {cle}", libelle="Prévisionnelles {cle}")
    found = grilles(table, exercices=[{"annee": "2024"}], **CONTRACT)["t"]
    assert [serie.label for serie in found.series][:2] == ["Valeur d’entrée 2024", "Prévisionnelles 2025"]


def test_a_control_may_be_about_one_column(grilles: MakeGrilles) -> None:
    control = {"nom": "c", "libelle": "c", "formule": "gir1 > 5", "message": "m", "colonnes": ["personnes"]}
    columns = {"heures": "Heures", "personnes": "Personnes"}
    lines = [{"nom": "gir1", "fait": "activite.gir1"}]
    found = grilles({"a": {"series": {"colonnes": columns}, "rubriques": lines, "controles": [control]}})["a"]
    assert list(found.held(found.tableau.controles[0])) == [1]
    assert found.case("gir1", 1).value is Absence.A_RENSEIGNER
