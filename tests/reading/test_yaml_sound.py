"""A file in which nothing is refused has one tree, whichever way it is read; any other is left to who says why."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.reading.decoding import without_forbidden
from engine.reading.yaml_by_key import sound_by_key
from engine.reading.yaml_sound import LOADER, sound
from engine.reading.yaml_tree import MOST_NODES, Tree
from models.chemins import DEEPEST

FILES = sorted(path for folder in ("data/exemples", "tests/fixtures") for path in Path(folder).rglob("*.yaml"))
pytestmark = pytest.mark.skipif(LOADER is None, reason="libyaml is not there")


def assert_one_tree(text: str) -> None:
    text = without_forbidden(text)
    found = sound(text, "contrat.yaml", DEEPEST, MOST_NODES)
    tree = Tree(text, "contrat.yaml", [])
    by_key = sound_by_key(text, "contrat.yaml", DEEPEST, MOST_NODES)
    if found or by_key:
        assert tree.read_events()
        assert tree.findings == []
    for one in filter(None, (found, by_key)):
        assert [*one.places] == [*tree.places]
        assert [*one.key_places] == [*tree.key_places]
        assert tuple(one) == (tree.root, tree.places, tree.key_places)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_file_has_one_tree(path: Path) -> None:
    assert_one_tree(path.read_bytes().decode("utf-8", "replace"))


@pytest.mark.parametrize("path", sorted(Path("data/exemples").glob("*.yaml")), ids=lambda path: path.stem)
def test_examples_are_read_the_quick_way(path: Path) -> None:
    assert sound(path.read_text(encoding="utf-8"), path.name, DEEPEST, MOST_NODES)
    assert sound_by_key(path.read_text(encoding="utf-8"), path.name, DEEPEST, MOST_NODES)


def test_a_tree_that_is_changed_changes_no_other() -> None:
    text = "a: [1, {b: 2}]\n"
    first = sound_by_key(text, "contrat.yaml", DEEPEST, MOST_NODES)
    assert first
    first.root["a"][1]["b"] = "3"
    again = sound_by_key(text, "contrat.yaml", DEEPEST, MOST_NODES)
    assert again
    assert again.root == {"a": ["1", {"b": "2"}]}


REFUSED = [
    "a: *b",
    "a: &b c",
    "a: !c d",
    "a: !",
    "a: !\nb: c",
    "- a",
    "a",
    "a: 1\na: 2",
    "{a: {b: 1, b: 2}}",
    "? [a]\n: b",
    "<<: {a: 1}",
    "a: [12,5]",
    "a: 1 #2",
    "a: b\n---\na: c",
    "%YAML 1.1\n---\na: b",
    ": a",
    'a: "\\u200b"',
    'a: "\\x00"',
    "a: CapacitÃ©",
    "a: b&amp;c",
    "a: " + "[" * 61 + "]" * 61,
    "a:\n" + "- " * 61 + "b",
    "a: " + "{b: " * 20_000,
    "- " * 100_000,
]


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:20])
def test_what_may_be_refused_is_left_to_who_says_why(text: str) -> None:
    assert sound(text, "contrat.yaml", DEEPEST, MOST_NODES) is None
    assert sound_by_key(text, "contrat.yaml", DEEPEST, MOST_NODES) is None


def test_too_many_values_are_left_to_who_says_so() -> None:
    assert sound("a: [1, 2, 3]", "contrat.yaml", DEEPEST, 3) is None
    assert sound_by_key("a: 1\nb: 2\nc: 3\n", "contrat.yaml", DEEPEST, 5) is None


_SIGNS = st.sampled_from(
    [
        *"ab1,: \n-?[]{}#&*!%|>'\"\\é\u00a0", ": ", "\n  ", "\n- ", "a: ", "\nb: ", "\nb:\n", "\r\n", "\r", "\x85",
        " #", "12,50", "<<",
    ]
)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(st.lists(_SIGNS, max_size=25).map("".join))
def test_any_text_has_one_tree(written: str) -> None:
    assert_one_tree(written)
    assert_one_tree(f"a: {written}")
    assert_one_tree(f"a: 1\nb: {written}\nc:\n- {written}\nd: 2\n")
