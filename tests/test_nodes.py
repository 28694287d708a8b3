"""A tree is walked in its order, and written anew without touching what is not asked for."""

from __future__ import annotations

from decimal import Decimal

from engine.document import Chart, ChartSeries, Fact, Note, Paragraph, Strong, Text
from engine.nodes import REMOVED, nodes_of, rewritten

PARAGRAPH = Paragraph((Text("Vu "), Strong((Fact("Rennes", "signature.lieu", "lieu"), Note("à vérifier"))), Text(" ;")))
CHART = Chart("Activité", "bars", ("2024", "2025"), (ChartSeries("heures", (None, Decimal(3))),))


def test_nodes_are_found_in_their_order_inside_one_another() -> None:
    assert [one.text for one in nodes_of((PARAGRAPH, PARAGRAPH), Text)] == ["Vu ", "Rennes", " ;"] * 2
    assert list(nodes_of(PARAGRAPH, Note)) == [Note("à vérifier")]
    assert list(nodes_of(CHART, Note)) == []


def test_a_node_that_is_removed_leaves_the_others() -> None:
    bare = rewritten(PARAGRAPH, lambda node: REMOVED if isinstance(node, Note) else node)
    assert list(nodes_of(bare, Note)) == []
    assert [one.text for one in nodes_of(bare, Text)] == ["Vu ", "Rennes", " ;"]


def test_a_node_takes_the_place_of_another() -> None:
    said = rewritten(PARAGRAPH, lambda node: Text(node.text.upper()) if type(node) is Text else node)
    assert [one.text for one in nodes_of(said, Text)] == ["VU ", "Rennes", " ;"]


def test_what_is_left_as_it_is_is_the_same_and_a_gap_stays_a_gap() -> None:
    assert rewritten((PARAGRAPH, CHART), lambda node: node) == (PARAGRAPH, CHART)
