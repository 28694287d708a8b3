"""Facts put into a description: what the file says besides stays as it was written."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import Path as YamlPath
from engine.importing.yaml_edit import edited
from engine.reading.suspects import suspicions
from engine.reading.yaml_strict import parse_yaml

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
KEYS = {(): ["modele", "taux", "budget", "lieux", "notes", "textes"], ("budget",): ["annee", "tarif", "heures"]}
TEXT = """\
# En tête.
modele: x

# ── Le taux
taux: "18,5"  # du dernier compte
finess: 010001234

budget:
  # l'entrée
  - annee: 2024  # N
    # le tarif
    tarif: '25,00'
    # à confirmer

# ── Les lieux
lieux: {nord: {places: 40, occupation: "90"}, sud: {places: 20}}  # deux

notes:

# ── Les textes
textes:
    - un
    - |
      deux

      trois

# fin
"""


def order(names: tuple[str, ...]) -> list[str]:
    return KEYS.get(names, [])


def changed(values: dict[YamlPath, str], text: str = TEXT) -> str:
    return edited(text, values, order)


def test_nothing_asked_nothing_changed() -> None:
    assert changed({}) == TEXT


def test_a_value_takes_the_quotes_of_the_one_before() -> None:
    assert changed({("taux",): "19", ("budget", 0, "tarif"): "26"}) == TEXT.replace('"18,5"', '"19"  ').replace(
        "'25,00'", "'26'"
    )


def test_a_row_comes_after_the_comments_of_the_one_before_and_before_the_next_title() -> None:
    assert changed({("budget", 1, "tarif"): "27,50", ("budget", 1, "annee"): "2025"}) == TEXT.replace(
        "    # à confirmer\n", '    # à confirmer\n  - annee: 2025\n    tarif: "27,50"\n'
    )


def test_a_key_comes_in_the_order_of_the_model() -> None:
    shuffled = TEXT.replace("  - annee: 2024  # N\n", "  - heures: 12   # N\n")
    assert "  - annee: 2024\n    heures: 12   # N\n" in changed({("budget", 0, "annee"): "2024"}, shuffled)


def test_a_group_between_braces_stays_so() -> None:
    assert changed({("lieux", "sud", "occupation"): "75,5", ("lieux", "est", "places"): "3"}) == TEXT.replace(
        "sud: {places: 20}} ", 'sud: {places: 20, occupation: "75,5"}, est: {places: 3}}'
    )


def test_what_is_empty_is_filled() -> None:
    filled = changed({("notes", "a", "b"): "c"})
    assert filled == TEXT.replace("notes:\n", "notes:\n  a:\n    b: c\n")


def test_a_new_key_of_the_first_level_has_its_blank_line() -> None:
    text = "modele: x\n\nlieux:\n  a: 1\n"
    assert changed({("budget", 0, "annee"): "2024"}, text) == (
        "modele: x\n\nbudget:\n  - annee: 2024\n\nlieux:\n  a: 1\n"
    )


def test_a_list_between_brackets_that_is_empty_becomes_rows() -> None:
    assert changed({("budget", 0, "annee"): "2024"}, "modele: x\nbudget: []  # à venir\n") == (
        "modele: x\nbudget:     # à venir\n  - annee: 2024\n"
    )


def test_an_erased_fact_leaves_its_key() -> None:
    assert "    tarif: ''\n    # à confirmer\n" in changed({("budget", 0, "tarif"): ""})
    assert "{nord: {places: '', occupation: " in changed({("lieux", "nord", "places"): ""})


def test_the_indents_of_the_file_are_kept() -> None:
    text = "modele: x\nbudget:\n- annee: 2024\n  groupe:\n      a: 1\nlieux:\n- x\n"
    assert changed({("budget", 1, "groupe", "a"): "2"}, text) == (
        "modele: x\nbudget:\n- annee: 2024\n  groupe:\n      a: 1\n- groupe:\n      a: 2\nlieux:\n- x\n"
    )


def test_windows_line_ends_and_a_last_line_without_end() -> None:
    text = "modele: x\r\n\r\nlieux: {a: 1}"
    assert changed({("lieux", "b"): "2"}, text) == "modele: x\r\n\r\nlieux: {a: 1, b: 2}\r\n"


def leaves(data: Any, path: YamlPath = ()) -> list[YamlPath]:
    if isinstance(data, dict):
        return [one for key, value in data.items() for one in leaves(value, (*path, key))]
    if isinstance(data, list):
        return [one for at, value in enumerate(data) for one in leaves(value, (*path, at))]
    return [path]


def put(data: Any, path: YamlPath, value: str) -> None:
    for step, following in pairwise(path):
        made: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int) and step == len(data):
            data.append(made)
        elif not data[step] if isinstance(step, int) else not data.get(step):
            data[step] = made
        data = data[step]
    if isinstance(data, list) and path[-1] == len(data):
        data.append(value)
    else:
        data[path[-1]] = value


SHORT = Path("data/exemples/saad-seine-et-marne-premier-jet.yaml").read_text(encoding="utf-8")
VALUES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8).filter(
    lambda text: not any(suspicions(text))
) | st.sampled_from(
    ["12,5", "1 234", "a: b", "# x", "- x", "'", '"', "{", "oui", "010", "~", "null", "deux\nlignes", "é", "12 %", "=1"]
)


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_any_values_are_read_back_and_every_comment_stays(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([TEXT, SHORT]))
    before = parse_yaml(text.encode(), "x").data
    known = leaves(before)
    paths = data.draw(st.lists(st.sampled_from(known), max_size=6, unique=True))
    news = data.draw(st.lists(st.sampled_from(known), max_size=3, unique=True))
    values: dict[YamlPath, str] = {path: data.draw(VALUES) for path in paths}
    for path in news:
        beside = (*path[:-1], "nouveau") if isinstance(path[-1], str) else None
        if beside:
            values[beside] = data.draw(VALUES)
    values[("ajout", 0, "annee")] = "2024"
    values[("ajout", 1, "groupe", "a")] = data.draw(VALUES)
    written = edited(text, values, order)
    expected = parse_yaml(text.encode(), "x").data
    for path, value in values.items():
        put(expected, path, value)
    assert parse_yaml(written.encode(), "x").data == expected
    left = iter(written.splitlines())
    assert all(any(comment in line for line in left) for comment in comments(text))


def comments(text: str) -> list[str]:
    """The comments that are alone on their line, in order."""
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("# ")]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_a_fact_set_to_what_it_was_changes_no_line_of_an_example(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    data = parse_yaml(text.encode(), "x").data
    paths = [path for path in leaves(data) if len(path) > 1][:200]

    def said(path: YamlPath) -> str:
        held: Any = data
        for step in path:
            held = held[step]
        return str(held)

    assert edited(text, {path: said(path) for path in paths if "\n" not in said(path)}, order) == text
