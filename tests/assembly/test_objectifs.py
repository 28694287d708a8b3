"""The tables of objectives: a description in, the cells of the table out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.assembly.facts import Vue
from engine.assembly.functions import Language
from engine.assembly.numbering import Numbers
from engine.assembly.printed import Printed
from engine.assembly.rendering import Renderer
from engine.document import Block, Table
from engine.errors import InputError, dotted
from engine.law.applicable import Droit
from engine.libraries.modele import Clause, EnTete, load_model
from engine.writing.layout.words import grid, words_of
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

ABOVE = "▲"
"""What the cell above covers."""

SYNTHESE = """\
{{ tableau_des_objectifs(objectifs, vierge=2, colonnes=[
  colonne("Objectifs", 30, "objectif.intitule"),
  colonne("Objectifs opérationnels", 30, "operationnel.intitule"),
  colonne("Actions", 20, "action.intitule"),
  colonne("Indicateurs", 20, "indicateur.intitule"),
]) }}
"""


def rendered(body: str, printed: Printed, description: dict[str, Any], **names: Any) -> tuple[Block, ...]:
    """The blocks of a clause whose text is `body`."""
    contrat = read_as(load_model("saad", OURS).description, {"modele": "saad", **description})
    facts = {"objectifs": Vue(contrat, (), printed).objectifs, "annees": [2024, 2025], "vierge": printed.blank, **names}
    numbers = Numbers({}, {})
    language = Language(printed, {}, numbers, Droit(date(2024, 1, 15), bibliotheque=OURS))
    clause = Clause("suivi", "essai", EnTete(source="essai"), body, "clauses/essai/suivi.md", 4)
    return Renderer(facts, language, numbers).clause(clause)


def rows(body: str, objectifs: list[dict[str, Any]], blank: bool = False, **names: Any) -> list[list[str]]:
    """The words of the cells of its only table, heading rows included."""
    (table,) = rendered(body, Printed(blank, bibliotheque=OURS), {"objectifs": objectifs}, **names)
    assert isinstance(table, Table)

    def words(blocks: tuple[Any, ...]) -> str:
        return " / ".join(words_of(paragraph.content, blank) for paragraph in blocks)

    return [[words(cell.blocks) if cell else ABOVE for cell in row] for row in grid(table)]


def operationnel(intitule: str, actions: int, indicateurs: int) -> dict[str, Any]:
    return {
        "intitule": intitule,
        "actions": [{"intitule": f"Action {intitule}{n}"} for n in range(1, actions + 1)],
        "indicateurs": [{"intitule": f"Taux {intitule}{n}"} for n in range(1, indicateurs + 1)],
    }


def test_actions_more_numerous_than_indicators_share_the_last_indicator() -> None:
    objectif = {"intitule": "Continuité", "operationnels": [operationnel("A", 3, 2)]}
    assert rows(SYNTHESE, [objectif])[1:] == [
        ["Continuité", "A", "Action A1", "Taux A1"],
        [ABOVE, ABOVE, "Action A2", "Taux A2"],
        [ABOVE, ABOVE, "Action A3", ABOVE],
    ]


def test_indicators_more_numerous_than_actions_share_the_last_action() -> None:
    objectif = {"intitule": "Continuité", "operationnels": [operationnel("A", 1, 2)]}
    assert rows(SYNTHESE, [objectif])[1:] == [
        ["Continuité", "A", "Action A1", "Taux A1"],
        [ABOVE, ABOVE, ABOVE, "Taux A2"],
    ]


def test_each_objective_and_each_operational_objective_is_one_cell() -> None:
    objectifs = [
        {"intitule": "Continuité", "operationnels": [operationnel("A", 1, 1), operationnel("B", 2, 1)]},
        {"intitule": "Qualité", "operationnels": [operationnel("C", 1, 1)]},
    ]
    assert rows(SYNTHESE, objectifs) == [
        ["Objectifs", "Objectifs opérationnels", "Actions", "Indicateurs"],
        ["Continuité", "A", "Action A1", "Taux A1"],
        [ABOVE, "B", "Action B1", "Taux B1"],
        [ABOVE, ABOVE, "Action B2", ABOVE],
        ["Qualité", "C", "Action C1", "Taux C1"],
    ]


def test_a_table_has_the_rows_of_the_levels_that_it_shows() -> None:
    actions = SYNTHESE.replace('  colonne("Indicateurs", 20, "indicateur.intitule"),\n', "")
    assert rows(actions, [{"intitule": "Continuité", "operationnels": [operationnel("A", 1, 5)]}])[1:] == [
        ["Continuité", "A", "Action A1"]
    ]


def test_without_objectives_one_row_is_to_fill_in_and_every_fact_is_listed() -> None:
    printed = Printed(blank=False, bibliotheque=OURS)
    rendered(SYNTHESE, printed, {})
    assert [dotted(path) for path in printed.missing] == [
        "objectifs[1].intitule",
        "objectifs[1].operationnels[1].intitule",
        "objectifs[1].operationnels[1].actions[1].intitule",
        "objectifs[1].operationnels[1].indicateurs[1].intitule",
    ]
    assert rows(SYNTHESE, [])[1][0] == "[à compléter : objectif stratégique]"


def test_a_blank_has_empty_rows_and_asks_nothing() -> None:
    printed = Printed(blank=True, bibliotheque=OURS)
    rendered(SYNTHESE, printed, {})
    assert not printed.missing
    assert rows(SYNTHESE, [], blank=True)[1:] == [[""] * 4] * 2


def test_a_blank_keeps_the_rows_and_the_headings_of_its_form() -> None:
    body = """\
{{ tableau_des_objectifs(objectifs, vierge=[["**1**", "**Qualité**", "<<"], ["1.1", "Taux"]], colonnes=[
  colonne("N°", 10, "operationnel.numero"),
  colonne("Indicateur", 40, "indicateur.intitule"),
  colonnes_par_annee(annees, 10, "indicateur.annees", vierge=["N", "N+1", "N+2"]),
]) }}
"""
    assert rows(body, [], blank=True) == [
        ["N°", "Indicateur", "N", "N+1"],
        ["1", "Qualité", ABOVE, ABOVE],
        ["1.1", "Taux", "", ""],
    ]
    assert rows(body, [])[0] == ["N°", "Indicateur", "2024", "2025"]


def test_the_objectives_of_the_dotation_have_a_table_of_their_own() -> None:
    body = """\
{% set generaux = objectifs | rejectattr("dotation_complementaire") | list %}
{% set retenus = objectifs | selectattr("dotation_complementaire") | list %}
{{ tableau_des_objectifs(retenus, [colonne("Dotation", 1, "objectif.intitule")]) }}

{{ tableau_des_objectifs(generaux, [colonne("Objectifs", 1, "objectif.intitule")], intertitre="Autres objectifs") }}
"""
    objectifs = [{"intitule": "Général"}, {"intitule": "Soirs", "dotation_complementaire": "oui"}]

    def tables(objectifs: list[dict[str, Any]]) -> list[list[str]]:
        blocks = rendered(body, Printed(blank=False, bibliotheque=OURS), {"objectifs": objectifs})
        found = [block for block in blocks if isinstance(block, Table)]
        return [[words_of(row[0].blocks[0].content, blank=False) for row in table.rows] for table in found]  # type: ignore[union-attr]

    assert tables(objectifs) == [["Dotation", "Soirs"], ["Objectifs", "Autres objectifs", "Général"]]
    assert tables(objectifs[1:]) == [["Dotation", "Soirs"]]  # no row, no table


def test_an_indicator_goes_from_its_start_to_its_target_year_by_year() -> None:
    body = """\
{{ tableau_des_objectifs(objectifs, [
  colonne("Indicateur", 40, "indicateur.intitule"),
  colonne("Départ", 10, "indicateur.initiale"),
  colonnes_par_annee(annees, 10, "indicateur.annees"),
  colonne("Mi-parcours", 10, "indicateur.mi_parcours"),
  colonne("Cible", 10, "indicateur.cible"),
]) }}
"""
    taux = {"intitule": "Taux", "annees": {"2025": "85 %"}, "mi_parcours": "90 %", "cible": "95 %"}
    objectifs = [{"operationnels": [{"indicateurs": [taux]}]}]
    assert rows(body, objectifs) == [
        ["Indicateur", "Départ", "2024", "2025", "Mi-parcours", "Cible"],
        ["Taux", "[à compléter : situation initiale]", "[à compléter : valeur]", "85\u00a0%", "90\u00a0%", "95\u00a0%"],
    ]
    optional = body.replace('"indicateur.annees"', '"indicateur.annees", facultatif=true')
    assert rows(optional, objectifs)[1][2:4] == ["", "85\u00a0%"]


def test_an_action_tells_its_delay_its_cost_and_its_financing() -> None:
    body = """\
{{ tableau_des_objectifs(objectifs, [
  colonne("Délai", 10, "action.delai"),
  colonne("Coût", 10, "action.cout", unite="€", aligne="droite"),
  colonne("Montant", 10, "action.montant", unite="€", aligne="droite"),
  colonne("Financement", 10, "action.financement"),
  colonne("Versement", 10, "action.versement"),
  colonne("Dépense réalisée", 10),
]) }}
"""
    action = {"delai": "2025", "cout": "12 000", "montant": "9000,50", "financement": "par an", "versement": "en mai"}
    found = rows(body, [{"operationnels": [{"actions": [action, {}]}]}])
    assert found[1] == ["2025", "12\u202f000,00\u00a0€", "9\u202f000,50\u00a0€", "par an", "en mai", ""]
    assert found[2][2] == "[à compléter : montant octroyé]"
    (table,) = rendered(body, Printed(blank=False, bibliotheque=OURS), {})
    assert isinstance(table, Table)
    assert [cell.alignment for cell in table.rows[1]] == ["left", "right", "right", "left", "left", "left"]
    assert table.widths == (1 / 6,) * 6


def test_lists_are_lines_and_values_are_never_markup() -> None:
    body = '{{ tableau_des_objectifs(objectifs, [colonne("Suivi", 1, "action.indicateurs_suivi")]) }}\n'
    action = {"indicateurs_suivi": ["^^", "a | b **c**"]}
    assert rows(body, [{"operationnels": [{"actions": [action]}]}])[1] == ["^^ / a | b **c**"]


def test_columns_may_be_grouped_and_each_objective_may_open_with_its_row() -> None:
    body = """\
{{ tableau_des_objectifs(objectifs, intertitre_par_objectif=["objectif.rang", "objectif.intitule"], colonnes=[
  colonne("N°", 10, "operationnel.numero", groupe="Suivi"),
  colonne("Action", 10, "action.intitule", groupe="Suivi"),
  colonne("Délai", 10, "action.delai", facultatif=true),
]) }}
"""
    given: dict[str, Any] = {"intitule": "Qualité", "operationnels": [operationnel("A", 2, 0)]}
    objectifs = [{"intitule": "Continuité"}, given]
    assert rows(body, objectifs) == [
        ["Suivi", ABOVE, "Délai"],
        ["N°", "Action", ABOVE],
        ["1", "Continuité", ABOVE],
        ["1.1", "[à compléter : intitulé de l’action]", ""],
        ["2", "Qualité", ABOVE],
        ["2.1", "Action A1", ""],
        [ABOVE, "Action A2", ""],
    ]


def test_a_column_may_be_written_by_the_clause() -> None:
    body = """\
{% macro numerote(objectif, rang) %}n° {{ rang }} : {{ objectif.intitule }}{% endmacro %}
{% macro actions(operationnel) %}{{ lignes(operationnel.actions | map(attribute="intitule")) }}{% endmacro %}
{{ tableau_des_objectifs(objectifs, [
  colonne("Objectif", 10, numerote), colonne("Actions", 10, actions), colonne("Taux", 10, "indicateur.intitule"),
]) }}
"""
    objectifs = [{"intitule": "L'accueil", "operationnels": [operationnel("A", 2, 2)]}]
    assert rows(body, objectifs)[1:] == [
        ["n°\u00a01\u00a0: L’accueil", "Action A1 / Action A2", "Taux A1"],
        [ABOVE, ABOVE, "Taux A2"],
    ]


def test_only_what_is_given_may_be_kept() -> None:
    body = (
        '{{ tableau_des_objectifs(objectifs, [colonne("Action", 1, "action.intitule")], donnes="action") or "Rien" }}\n'
    )
    given: dict[str, Any] = {"operationnels": [operationnel("A", 0, 1), operationnel("B", 1, 0)]}
    objectifs = [given, {"intitule": "Qualité"}]
    assert rows(body, objectifs)[1:] == [["Action B1"]]
    assert not isinstance(
        rendered(body, Printed(blank=False, bibliotheque=OURS), {"objectifs": objectifs[1:]})[0], Table
    )


def test_every_action_has_its_fiche() -> None:
    body = """\
{% for objectif, operationnel, action in actions_de(objectifs) %}
| Fiche n° {{ loop.index }} | {{ objectif.intitule }} |
|---|---|
| {{ operationnel.intitule }} | {{ action.intitule }} |

{% endfor %}
"""
    objectifs = [{"intitule": "Continuité", "operationnels": [operationnel("A", 2, 0), operationnel("B", 1, 0)]}]
    blocks = rendered(body, Printed(blank=False, bibliotheque=OURS), {"objectifs": objectifs})
    last = [words_of(block.rows[1][1].blocks[0].content, blank=False) for block in blocks]  # type: ignore[union-attr]
    assert last == ["Action A1", "Action A2", "Action B1"]


def test_a_column_that_names_no_level_is_a_defect_of_the_clause() -> None:
    body = '{{ tableau_des_objectifs(objectifs, [colonne("Coût", 1, "cout")]) }}\n'
    with pytest.raises(InputError, match="colonne « Coût » : aucun de ses faits n'est de objectif, operationnel"):
        rows(body, [{}])
