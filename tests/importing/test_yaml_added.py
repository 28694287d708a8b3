"""A fact that has no place yet: on lines of its own, where its model has it; every other line stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.importing import yaml_added
from engine.importing.yaml_added import added
from engine.importing.yaml_marks import node_at
from engine.reading.yaml_strict import parse_yaml
from models import chemins
from models.chemins import Chemin
from tests.fuzz.essais import tried

KEYS = {(): ["modele", "nom", "budget", "moyens", "fin"], ("budget",): ["annee", "tarif", "note"]}
TEXT = """\
modele: x  # le modèle

# ── Le budget
budget:
  - tarif: '25,00'
    # à confirmer
  -
moyens:   # à venir

# ── La fin
fin: oui
"""


def order(names: tuple[str, ...]) -> list[str]:
    return KEYS.get(names, [])


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        ("nom", "Asso", "modèle\n", "modèle\nnom: Asso\n"),
        ("nom", "a\nb", "modèle\n", "modèle\nnom: |-\n  a\n  b\n"),
        ("budget[1].annee", "2024", "  - tarif", "  - annee: 2024\n    tarif"),
        ("budget[1].note", "12,5", "25,00'\n", '25,00\'\n    note: "12,5"\n'),
        ("budget[2].annee", "2025", "  -\n", "  - annee: 2025\n"),
        ("moyens.a.b", "c", "# à venir\n", "# à venir\n  a:\n    b: c\n"),
        ("lieux.nord", "2", "fin: oui\n", "fin: oui\n\nlieux:\n  nord: 2\n"),
    ],
)
def test_a_fact_has_its_own_lines(path: str, value: str, old: str, new: str) -> None:
    for end in ("\n", "\r\n"):
        text = TEXT.replace("\n", end)
        read, rest = added(parse_yaml(text.encode(), "x"), {chemins.lire(path): value}, order)
        assert not rest
        assert read.text == TEXT.replace(old, new).replace("\n", end)


def test_what_has_no_line_of_its_own_is_left() -> None:
    source = parse_yaml(b"a: {b: 1}\nc: ~\nd:\n  - e\n", "x")
    asked: dict[Chemin, str] = {("a", "f"): "1", ("c", "f"): "1", ("d", 1): "1", ("g", 0): "1", ("h",): ""}
    assert added(source, asked, order) == (source, asked)


@pytest.mark.parametrize("key", ['""{Y', "a: b", "#", "? a", "- a", "\x00", "a\nb"])
def test_a_key_that_is_not_plain_has_its_place_made_otherwise(key: str) -> None:
    """And what comes after it is not looked for without end in a text that cannot be read."""
    source = parse_yaml(TEXT.encode(), "x")
    read, rest = added(source, {(key,): "1", ("fin", key): "1", ("nom",): "Asso"}, order)
    assert set(rest) == {(key,), ("fin", key)}
    assert read.data["nom"] == "Asso"


def test_a_place_is_looked_for_no_more_often_than_a_path_has_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Chemin] = []

    def counted(root: Any, path: Chemin) -> Any:
        looked.append(path)
        assert len(looked) < 50
        return node_at(root, path)

    monkeypatch.setattr(yaml_added, "node_at", counted)
    source = parse_yaml(TEXT.encode(), "x")
    asked: dict[Chemin, str] = {("nom",): "a\n\x00", ("lieux", "nord"): "2"}  # after the first, nothing can be read
    assert added(source, asked, order) == (source, asked)


EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))


@given(data=st.data())
@tried(30)
def test_whatever_is_added_the_other_lines_stay(data: st.DataObject) -> None:
    source = parse_yaml(data.draw(st.sampled_from(EXAMPLES)).read_bytes(), "x")
    known = sorted({path[:-1] for path, _ in chemins.written(source.data) if isinstance(path[-1], str)}, key=str)
    below = st.sampled_from([("nouveau",), ("nouveau", "b"), ("autre",), ('""{Y',), ("a: b",), ("#",)])
    words = st.sampled_from(["un", "12,5", "a: b", "deux\nlignes\n", " retrait\nb", "#", "\x00", "a\n\x00"])
    paths = st.tuples(st.sampled_from(known), below).map(lambda pair: (*pair[0], *pair[1]))
    asked = data.draw(st.dictionaries(paths, words, min_size=1, max_size=4))
    read, rest = added(source, asked, order)
    expected: Any = parse_yaml(source.text.encode(), "x").data
    for path, value in asked.items():
        if path not in rest:
            chemins.put(expected, path, value)
    assert read.data == expected
    left = iter(read.text.splitlines())
    assert all(any(line == one for one in left) for line in source.text.splitlines())
