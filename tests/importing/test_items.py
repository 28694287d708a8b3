"""Items of a list added, removed and moved when it is asked: each with its comments, nothing else changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.asking.order import contract_order
from engine.assembly.soundness import open_model
from engine.errors import InputError
from engine.importing.completed import completed, with_item, with_item_moved, without_item
from engine.libraries.ouverture import installed
from engine.reading.yaml_strict import Source, parse_yaml
from models import chemins
from tests.fuzz.essais import tried

TEXT = """\
modele: saad

services:   # les services
  # le premier
  - nom: A  # a
    communes: [Rennes, "Vitré", Redon]
    # à confirmer

  # le deuxième
  - nom: B
    communes:
    - Rennes
    - Vitré

  # le troisième,
  # petit
  - nom: C

# ── La suite
duree: 5 ans
"""
A = '  # le premier\n  - nom: A  # a\n    communes: [Rennes, "Vitré", Redon]\n    # à confirmer\n'
B = "  # le deuxième\n  - nom: B\n    communes:\n    - Rennes\n    - Vitré\n"
C = "  # le troisième,\n  # petit\n  - nom: C\n"
MODEL = open_model("saad", installed())


def source(text: str = TEXT) -> Source:
    return parse_yaml(text.encode(), "contrat.yaml")


def services(*items: str) -> str:
    said = "\n".join(items)
    return f"modele: saad\n\nservices:   # les services\n{said}\n# ── La suite\nduree: 5 ans\n"


def test_an_item_leaves_with_its_comments() -> None:
    assert services(A, B, C) == TEXT
    for rank, left in enumerate([(B, C), (A, C), (A, B)]):
        assert without_item(source(), ("services", rank)).text == services(*left)


def test_an_item_moves_with_its_comments() -> None:
    assert with_item_moved(source(), ("services", 0), 2).text == services(B, C, A)
    assert with_item_moved(source(), ("services", 2), 0).text == services(C, A, B)
    assert with_item_moved(source(), ("services", 1), 1).text == TEXT


@pytest.mark.parametrize("rank", range(4))
def test_an_item_comes_where_it_is_asked_with_its_first_key(rank: int) -> None:
    items = [A, B, C]
    items.insert(rank, "  - nom:\n")
    assert with_item(source(), MODEL, ("services",), rank).text == services(*items)


def test_a_comment_above_the_first_item_alone_is_that_of_the_list() -> None:
    text = "modele: x\nlieux:\n# tous les lieux\n- a\n- b  # le b\n"
    assert without_item(source(text), ("lieux", 0)).text == text.replace("- a\n", "")
    assert with_item_moved(source(text), ("lieux", 0), 1).text == text.replace("- a\n", "") + "- a\n"


def test_items_between_brackets() -> None:
    path = ("services", 0, "communes")
    assert "communes: [Rennes, Redon]\n" in without_item(source(), (*path, 1)).text
    assert 'communes: ["Vitré", Redon, Rennes]\n' in with_item_moved(source(), (*path, 0), 2).text
    assert "communes: [Rennes, \"Vitré\", Redon, '']\n" in with_item(source(), MODEL, path, 3).text
    assert "[{nom: A}, {}]" in with_item(source("modele: saad\nservices: [{nom: A}]\n"), MODEL, ("services",), 1).text


def test_the_last_item_leaves_an_empty_list() -> None:
    assert without_item(source("modele: x\nlieux:  # lesquels\n  - a\nb: 1\n"), ("lieux", 0)).text == (
        "modele: x\nlieux:  # lesquels\nb: 1\n"
    )
    assert without_item(source("modele: x\nlieux: [a]\n"), ("lieux", 0)).text == "modele: x\nlieux: []\n"


@pytest.mark.parametrize("held", ["", "services:\n", "services: []\n", "services: ~\n"])
def test_a_list_that_has_no_item_is_made(held: str) -> None:
    read = with_item(source(f"modele: saad\n{held}duree: 5 ans\n"), MODEL, ("services",), 0)
    assert (read.data["services"], read.data["duree"]) == ([{"nom": None}], "5 ans")
    assert "  - nom:\n" in read.text


def test_the_items_of_a_group_of_an_item() -> None:
    read = with_item(source(), MODEL, ("services", 2, "communes"), 0)
    assert read.data["services"][2] == {"nom": "C", "communes": [None]}
    assert "\n  - nom: C\n    communes:\n      -\n" in read.text


def test_a_layout_that_cannot_be_cut_is_changed_all_the_same() -> None:
    text = "modele: x\nlieux: [a,  # le a\n  b,  # le b\n  c]\n"
    assert without_item(source(text), ("lieux", 1)).data["lieux"] == ["a", "c"]
    nested = "modele: x\nlieux:\n  - - a\n    - b\n"
    assert with_item_moved(source(nested), ("lieux", 0, 0), 1).data["lieux"] == [["b", "a"]]


def test_erasing_an_item_removes_it() -> None:
    read = completed(source(), MODEL, {("services", 0): "", ("services", 1, "communes", 0): "", ("duree",): "4 ans"})
    b = B.replace("    - Rennes\n", "")
    assert read.text == services(b, C).replace("5 ans", "4 ans")


def trees(text: str) -> list[tuple[tuple[str | int, ...], list[Any]]]:
    """The lists of a description."""
    found: list[tuple[tuple[str | int, ...], list[Any]]] = []

    def walk(held: Any, here: tuple[str | int, ...]) -> None:
        if isinstance(held, list) and held:
            found.append((here, held))
        for step, one in held.items() if isinstance(held, dict) else enumerate(held if isinstance(held, list) else ()):
            walk(one, (*here, step))

    walk(source(text).data, ())
    return found


TEXTS = [TEXT, *(one.read_text(encoding="utf-8") for one in sorted(Path("data/exemples").glob("*.yaml")))]


def test_the_order_of_a_model_is_worked_out_once_for_all_that_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def counted(model: Any) -> list[str]:
        asked.append(model)
        return contract_order(model)

    monkeypatch.setattr("engine.importing.completed.contract_order", counted)
    source = parse_yaml(b"modele: saad\n", "x")
    read = completed(source, MODEL, {(f"cle_{rank}",): "x" for rank in range(30)})
    assert list(read.data) == ["modele", *(f"cle_{rank}" for rank in range(30))]
    assert len(asked) == 1


@given(data=st.data())
@tried(60)
def test_whatever_is_done_the_list_alone_changes_and_every_comment_stays_with_its_item(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    path, held = data.draw(st.sampled_from(trees(text)))
    rank, to = data.draw(st.integers(0, len(held) - 1)), data.draw(st.integers(0, len(held) - 1))
    added, moved = with_item(source(text), None, path, to), with_item_moved(source(text), (*path, rank), to)
    fewer = without_item(source(text), (*path, rank))
    assert without_item(added, (*path, to)).text == text
    assert with_item_moved(moved, (*path, to), rank).text == text
    assert sorted(moved.text) == sorted(text)
    assert chemins.at(fewer.data, path) in ([*held[:rank], *held[rank + 1 :]], None)
    lines = iter(text.splitlines())
    cut = [line for line in fewer.text.splitlines() if line not in text.splitlines()]
    assert len(cut) <= 1  # the line of a list between brackets
    assert all(any(line == one for one in lines) for line in fewer.text.splitlines() if line not in cut)


def test_what_cannot_be_told_is_refused() -> None:
    with pytest.raises(InputError):
        without_item(source("modele: x\nlieux: [a,]\n"), ("lieux", 0))
