import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.asking.yaml_text import entry, scalar
from engine.reading.decoding import FORBIDDEN
from engine.reading.suspects import suspicions
from engine.reading.yaml_strict import parse_yaml

texts = st.text(min_size=1).filter(lambda text: not FORBIDDEN.search(text) and not any(suspicions(text)))
tricky = st.text(alphabet="a0: #-|>\n'\"\\{}[],&*!%@`?~«»é\t ", min_size=1)


def read(lines: list[str]) -> object:
    return parse_yaml("\n".join([*lines, "fin: oui", ""]).encode(), "essai.yaml").data["clef"]


@given(st.one_of(texts, tricky))
def test_any_text_reads_back_as_it_was(text: str) -> None:
    assert read(entry("clef:", text, 2)) == text
    assert read([f"clef: {scalar(text)}"]) == text


@given(st.lists(tricky, min_size=1))
def test_any_list_of_texts_reads_back_as_it_was(items: list[str]) -> None:
    lines = [line for item in items for line in entry("  -", item, 4)]

    assert read(["clef:", *lines]) == items


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Association Exemple", "Association Exemple"),
        ("1 rue de l'Exemple, 35000 Rennes", "1 rue de l'Exemple, 35000 Rennes"),
        ("2024-01-15", "2024-01-15"),
        ("Service Exemple : antenne nord", '"Service Exemple : antenne nord"'),
        ("local n° 2 # rez-de-chaussée", '"local n° 2 # rez-de-chaussée"'),
        ("- un tiret", '"- un tiret"'),
        ("010001234", '"010001234"'),  # an octal number for others
        ("null", '"null"'),
        ("", '""'),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text: str, written: str) -> None:
    assert scalar(text) == written


def test_a_text_of_several_lines_keeps_its_lines() -> None:
    assert entry("clef:", "Première ligne.\n\nSeconde ligne.", 2) == [
        "clef: |-",
        "  Première ligne.",
        "",
        "  Seconde ligne.",
    ]


def test_nothing_is_written_for_what_is_not_known() -> None:
    assert entry("clef:", None, 2) == ["clef:"]
