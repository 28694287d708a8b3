"""A fact that has no place yet: on lines of its own, where its model has it; every other line stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.importing.yaml_added import added
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


EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))


@given(data=st.data())
@tried(30)
def test_whatever_is_added_the_other_lines_stay(data: st.DataObject) -> None:
    source = parse_yaml(data.draw(st.sampled_from(EXAMPLES)).read_bytes(), "x")
    known = sorted({path[:-1] for path, _ in chemins.written(source.data) if isinstance(path[-1], str)}, key=str)
    below = st.sampled_from([("nouveau",), ("nouveau", "b"), ("autre",)])
    words = st.sampled_from(["un", "12,5", "a: b", "deux\nlignes\n", " retrait\nb", "#"])
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
