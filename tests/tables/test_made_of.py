"""The facts that a figure is made of: two contracts that say the same of them have the same figure."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import chemins
from tests.tables.conftest import MakeGrilles

SERIES = {"pour": "exercices", "total": "TOTAL"}
TABLES: dict[str, Any] = {
    "comptes": {
        "series": SERIES,
        "rubriques": [
            {"nom": "heures", "unite": "h", "total": "somme_des_donnes"},
            {"nom": "produits", "unite": "€", "total": "somme"},
            {"nom": "charges", "unite": "€", "total": "moyenne"},
            {"nom": "resultat", "unite": "€", "formule": "produits - charges", "total": "somme"},
            {"nom": "par_heure", "unite": "€", "formule": "resultat / sinon(heures; 1)", "total": "formule"},
            {"nom": "evolution", "unite": "€", "formule": "produits - precedent(produits)"},
            {"nom": "ailleurs", "unite": "€", "formule": "autres.charges", "total": "somme"},
        ],
    },
    "autres": {"series": SERIES, "rubriques": [{"nom": "charges", "unite": "€"}]},
}
FIGURES = st.sampled_from([None, "0", "1", "1,0", "12,5", "300"])
ROWS = st.lists(
    st.fixed_dictionaries({"heures": FIGURES, "produits": FIGURES, "charges": FIGURES}), min_size=2, max_size=2
)


def described(rows: list[dict[str, Any]]) -> dict[str, Any]:
    said = [{"annee": str(2024 + at), **{key: one for key, one in row.items() if one}} for at, row in enumerate(rows)]
    return {"exercices": said, "effet": "2024-01-01", "duree": "2 ans"}


@given(one=ROWS, other=ROWS)
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_figure_is_the_same_where_the_facts_that_it_is_made_of_are(
    grilles: MakeGrilles, one: list[dict[str, Any]], other: list[dict[str, Any]]
) -> None:
    before, after = grilles(TABLES, **described(one))["comptes"], grilles(TABLES, **described(other))["comptes"]
    for nom in before.tableau.noms():
        for at in range(len(before.series)):
            facts = before.made_of(nom, at)
            if facts is not None and all(chemins.at(described(one), fact) == chemins.at(described(other), fact)
                                         for fact in facts):  # fmt: skip
                assert repr(before.case(nom, at)) == repr(after.case(nom, at))


def test_what_looks_beyond_its_row_is_not_told_by_its_facts(grilles: MakeGrilles) -> None:
    table = grilles(TABLES, **described([{}, {}]))["comptes"]
    rows = [("exercices", at) for at in (0, 1)]
    assert table.made_of("heures", 0) == ((*rows[0], "heures"),)
    assert table.made_of("heures", 2) == tuple((*row, "heures") for row in rows)
    assert {*(table.made_of("par_heure", 1) or ())} == {(*rows[1], fact) for fact in ("heures", "produits", "charges")}
    assert table.made_of("par_heure", 2) is None  # the formula of a total
    assert table.made_of("evolution", 1) is None  # the row before
    assert table.made_of("ailleurs", 0) is None  # another table
