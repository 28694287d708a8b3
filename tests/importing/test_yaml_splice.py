"""A fact written in its place: every other character of the description stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.importing.yaml_marks import end_of, next_line, node_at, root_of
from engine.importing.yaml_splice import spliced
from engine.reading.suspects import suspicions
from engine.reading.yaml_strict import Source, parse_yaml
from models import chemins
from models.chemins import Chemin
from tests.fuzz.essais import tried

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
TEXT = """\
modele: x
nom: Asso   # nom

budget:
  - annee: 2024  # N
    tarif: '25,00'
    note:   # rien encore
    # à confirmer
lieux: {nord: {places: 40, occupation: "90"}, communes: [a, "b"]}  # deux
textes:
- un
- |   # des lignes
  deux

  trois

# fin
plus: >
  plié
  ici
"""


def written(values: dict[str, str], text: str = TEXT) -> str:
    read, rest = spliced(parse_yaml(text.encode(), "x"), {chemins.lire(path): value for path, value in values.items()})
    assert not rest
    return read.text


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        ("nom", "L'Asso", "Asso   # nom", "L'Asso   # nom"),
        ("nom", "a: b", "Asso   # nom", '"a: b"   # nom'),
        ("nom", "Asso\nExemple", "Asso   # nom\n", "|-   # nom\n  Asso\n  Exemple\n"),
        ("nom", "", " Asso   # nom", "   # nom"),
        ("budget[1].tarif", "26", "'25,00'", "'26'"),
        ("budget[1].tarif", "l'un", "'25,00'", "'l''un'"),
        ("budget[1].tarif", "", " '25,00'", ""),
        ("budget[1].note", "à voir", "note:   #", "note: à voir   #"),
        ("budget[1].note", "a\nb\n", "note:   # rien encore\n", "note: |   # rien encore\n      a\n      b\n"),
        ("lieux.nord.places", "a, b", "places: 40", 'places: "a, b"'),
        ("lieux.nord.occupation", "", '"90"', "''"),
        ("lieux.communes[1]", "c", "[a,", "[c,"),
        ("lieux.communes[2]", "c\nd", '"b"', '"c\\nd"'),
        ("textes[1]", "- x", "- un", '- "- x"'),
        ("textes[2]", "deux\n\nquatre\n", "trois", "quatre"),
        ("textes[2]", "un\nseul", "|   # des lignes\n  deux\n\n  trois\n", "|-   # des lignes\n  un\n  seul\n"),
        ("textes[2]", "seul", "|   # des lignes\n  deux\n\n  trois\n", "seul   # des lignes\n"),
        ("plus", " retrait\nb", ">\n  plié\n  ici\n", "|2-\n   retrait\n  b\n"),
        ("plus", "", " >\n  plié\n  ici\n", "\n"),
    ],
)
def test_only_the_fact_is_written_anew(path: str, value: str, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert written({path: value}) == TEXT.replace(old, new)


def test_several_facts_at_once_and_the_ends_of_lines_of_windows() -> None:
    values = {"nom": "A\nB", "budget[1].tarif": "1", "plus": "c\nd\n"}
    assert written(values, TEXT.replace("\n", "\r\n")) == written(values).replace("\n", "\r\n")


def test_a_last_line_without_an_end() -> None:
    assert written({"b": "1\n2"}, "a: x\nb:") == "a: x\nb: |-\n  1\n  2\n"


def test_what_has_no_place_or_is_no_single_fact_is_left() -> None:
    asked: dict[Chemin, str] = {("nouveau",): "1", ("budget",): "", ("lieux", "sud", "places"): "2", ("nom",): "B"}
    read, rest = spliced(parse_yaml(TEXT.encode(), "x"), asked)
    assert (rest, read.data["nom"]) == ({path: asked[path] for path in list(asked)[:3]}, "B")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8).filter(
    lambda text: not any(suspicions(text))
) | st.sampled_from(
    ["12,5", "1 234", "a: b", "a #x", "# x", "- x", "'", '"', "{", "oui", "010", "~", "null", "é", "12 %", "", "?", "|"]
)
VALUES = WORDS | st.lists(WORDS, min_size=2, max_size=4).map("\n".join)


def leaves(source: Source) -> list[Chemin]:
    return [path for path, held in chemins.written(source.data) if isinstance(held, str | None)]


@given(data=st.data())
@tried(40)
def test_what_is_read_is_what_was_asked_and_nothing_else(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([TEXT, *(one.read_text(encoding="utf-8") for one in EXAMPLES)]))
    source = parse_yaml(text.encode(), "x")
    paths = data.draw(st.lists(st.sampled_from(leaves(source)), max_size=4, unique=True))
    asked = {path: data.draw(VALUES) for path in paths}
    read, rest = spliced(source, asked)
    done = {path: value for path, value in asked.items() if path not in rest}
    expected: Any = parse_yaml(text.encode(), "x").data
    for path, value in done.items():
        chemins.put(expected, path, value or chemins.at(read.data, path))
        assert (chemins.at(read.data, path) or "") == value
    assert read.data == expected
    again = parse_yaml(read.text.encode(), "x")
    assert read == again
    assert [list(of) for of in (read.data, read.places, read.key_places)] == [
        list(of) for of in (again.data, again.places, again.key_places)
    ]


@given(data=st.data())
@tried(40)
def test_what_stands_before_and_after_a_fact_stays_to_the_byte(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([TEXT, *(one.read_text(encoding="utf-8") for one in EXAMPLES)]))
    source = parse_yaml(text.encode(), "x")
    path = data.draw(st.sampled_from(leaves(source)))
    read, _ = spliced(source, {path: data.draw(VALUES)})
    node = node_at(root_of(text), path)
    assert read.text.startswith(text[: node.start_mark.index].rstrip(" "))
    assert read.text.endswith(text[next_line(text, end_of(text, node)) :])


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_nearly_every_fact_of_an_example_has_its_place(file: Path) -> None:
    source = parse_yaml(file.read_bytes(), "x")
    paths = [path for path, held in chemins.written(source.data) if isinstance(held, str)]
    read, rest = spliced(source, dict.fromkeys(paths, "Essai 1"))
    assert not rest
    assert {chemins.at(read.data, path) for path in paths} == {"Essai 1"}
