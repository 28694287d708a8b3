"""What a YAML file gives: texts exactly as typed, each with its place, and never anything but a located refusal."""

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import Finding, InputError, Place
from engine.reading import yaml_tree
from engine.reading.decoding import FORBIDDEN, LARGEST_FILE, MOST_FINDINGS
from engine.reading.suspects import suspicions
from engine.reading.yaml_strict import Source, parse_yaml, read_yaml, with_the_very_same
from models import chemins


@pytest.fixture(params=["BaseLoader", "CBaseLoader"] if yaml.__with_libyaml__ else ["BaseLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(yaml_tree, "LOADER", getattr(yaml, request.param))
    return str(request.param)


def read(text: str) -> Source:
    return parse_yaml(text.encode(), "contrat.yaml")


def refusal(data: str | bytes) -> InputError:
    with pytest.raises(InputError) as stopped:
        parse_yaml(data.encode() if isinstance(data, str) else data, "contrat.yaml")
    return stopped.value


def codes(error: InputError) -> list[str]:
    return [finding.code for finding in error.findings]


UNQUOTED = [
    "010001234",
    "2A0001234",
    "oui",
    "non",
    "no",
    "true",
    "12:30",
    "2024-01-15",
    "1_000",
    "0x1F",
    "1e3",
    "1234,50",
]


@pytest.mark.parametrize("typed", UNQUOTED)
def test_unquoted_value_stays_as_typed(typed: str, loader: str) -> None:
    assert read(f"valeur: {typed}\n").data == {"valeur": typed}


@pytest.mark.parametrize("nothing", ["", " ~", " null", "  # à compléter"])
def test_value_left_empty_is_none(nothing: str, loader: str) -> None:
    assert read(f"valeur:{nothing}\n").data == {"valeur": None}


@pytest.mark.parametrize(("typed", "text"), [('""', ""), ('"~"', "~"), ("'null'", "null"), ("A & B <C>", "A & B <C>")])
def test_quoted_value_is_never_none(typed: str, text: str, loader: str) -> None:
    assert read(f"valeur: {typed}\n").data == {"valeur": text}


def test_block_texts_keep_their_lines(loader: str) -> None:
    source = read("litteral: |\n  # un\n  * deux\nreplie: >\n  un\n  deux\n")
    assert source.data == {"litteral": "# un\n* deux\n", "replie": "un deux\n"}


def test_windows_line_ends_and_byte_order_mark(loader: str) -> None:
    source = parse_yaml(b"\xef\xbb\xbfmodele: saad\r\ntexte: |\r\n  un\r\n  deux\r\n", "contrat.yaml")
    assert source.data == {"modele": "saad", "texte": "un\ndeux\n"}
    assert source.place(("texte",)) == Place("contrat.yaml", 2, 8)
    assert source.text.startswith("modele: saad\r\n")


def test_places_of_values_and_keys(loader: str) -> None:
    source = read("modele: saad\nservices:\n  - nom: A\n    communes: [Rennes, Dinan]\n")
    assert source.place(("services", 0, "communes", 1)) == Place("contrat.yaml", 4, 24)
    assert source.key_place(("services", 0, "communes")) == Place("contrat.yaml", 4, 5)
    assert source.place(("services", 0, "finess")) == Place("contrat.yaml", 3, 5)
    assert source.place(("services", 0, "communes", 5)) == Place("contrat.yaml", 4, 5)
    assert source.place(("signature", "date")) == Place("contrat.yaml", 1, 1)


def test_numbers_are_keys_as_typed(loader: str) -> None:
    assert read("annees: {2024: 85 %, 2025: 90 %}\n").data == {"annees": {"2024": "85 %", "2025": "90 %"}}


def test_list_between_brackets_may_hold_whole_numbers(loader: str) -> None:
    assert read("valeurs: [1, 2, a,b]\n").data == {"valeurs": ["1", "2", "a", "b"]}


@pytest.mark.parametrize(
    "nested",
    ["[" * 100_000, "a: " + "[" * 100_000 + "]" * 100_000, "- " * 100_000, "{a: " * 100_000, "[\n" * 100_000],
    ids=["brackets", "closed brackets", "dashes", "braces", "a bracket a line"],
)
def test_endless_nesting_is_refused(nested: str, loader: str) -> None:
    assert codes(refusal(nested)) == ["yaml-profondeur"]


def test_sixty_levels_are_read(loader: str) -> None:
    deepest = chemins.DEEPEST - 1
    assert list(read("a: " + "[" * deepest + "]" * deepest).data) == ["a"]


def test_endless_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "MOST_NODES", 1000)
    assert codes(refusal("a: [" + "1, " * 2000 + "1]")) == ["yaml-trop-long"]


def test_endless_errors_are_cut_short(loader: str) -> None:
    told = refusal("a: 1\n" * 1000).findings
    assert Counter(one.code for one in told) == {"yaml-cle-double": MOST_FINDINGS, "erreurs-nombreuses": 1}
    assert all(one.place for one in told)
    assert len(refusal("a: \x07 .\n" * 1000).findings) <= 2 * MOST_FINDINGS


@pytest.mark.parametrize("escape", ["\\ud800", "\\U00110000", "\\uE000", "\\uFFFE", "\\0", "\\N"])
def test_escape_of_what_no_document_holds_is_refused(escape: str, loader: str) -> None:
    assert set(codes(refusal(f'nom: "{escape}"\n'))) <= {"caractere-interdit", "yaml-syntaxe"}


def test_file_of_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "contrat.yaml"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputError, match=r"\[fichier-trop-gros\] le fichier dépasse 2 Mo"):
        read_yaml(huge)


def test_bytes_beyond_the_limit_are_refused() -> None:
    assert codes(refusal(b"# " + b"x" * LARGEST_FILE)) == ["fichier-trop-gros"]


def test_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "contrat-exemple.yaml").write_text("modele: saad\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"\[fichier-absent\]") as stopped:
        read_yaml(tmp_path / "contrat-exemple.yml")
    assert stopped.value.findings[0].hint == f"Vouliez-vous dire « {tmp_path / 'contrat-exemple.yaml'} » ?"


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\[fichier-absent\] ce fichier n'existe pas"):
        read_yaml(tmp_path / "absent" / "contrat.yaml")


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\[fichier-dossier\] c'est un dossier"):
        read_yaml(tmp_path)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied"), r"\[fichier-protege\] vous n'avez pas le droit"),
        (OSError(5, "Input/output error"), r"\[fichier-illisible\] .* \(erreur n° 5 du système\)"),
    ],
)
def test_file_that_the_system_refuses(error: OSError, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=told):
        read_yaml(Path("contrat.yaml"))


def test_name_that_commands_the_terminal_is_printed_without_its_commands() -> None:
    with pytest.raises(InputError, match=r"^contrat\ufffd\[31m\ufffdrouge\.yaml:1:1: erreur"):
        read_yaml(Path("contrat\x1b[31m\nrouge.yaml"))


def test_name_that_no_file_can_have() -> None:
    with pytest.raises(InputError, match=r"\[fichier-illisible\]"):
        read_yaml(Path("contrat\0.yaml"))


def told(data: bytes) -> tuple[Finding, ...]:
    try:
        parse_yaml(data, "f")
    except InputError as error:
        return error.findings
    return ()


ENGLISH = re.compile(r"\b(while|found|expected|the|scanning|parsing|could|did|allowed|cannot|invalid|error)\b")
MARKS = st.text(alphabet="ab1:-,[]{}\"'#&*!|>%@`?~\\ \n\t\r.xUé\u00a0\x07", max_size=40)


@given(data=st.binary(max_size=60) | MARKS.map(str.encode) | MARKS.map(lambda text: text.encode("cp1252")))
@settings(max_examples=300, deadline=None)
@pytest.mark.parametrize("name", ["BaseLoader", "CBaseLoader"] if yaml.__with_libyaml__ else ["BaseLoader"])
def test_any_bytes_are_read_or_refused_in_french(name: str, data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_tree, "LOADER", getattr(yaml, name))
        findings = told(data)
    lines = len(re.findall(rb"\r\n|\r|\n", data)) + 1
    assert all(finding.hint and finding.place and finding.place.line <= lines for finding in findings)
    assert not any(ENGLISH.search(str(finding)) for finding in findings)


PRINTABLE = st.text(st.characters().filter(lambda character: not FORBIDDEN.match(character)), max_size=60).filter(
    lambda text: not any(suspicions(text))
)


@given(text=PRINTABLE)
@settings(max_examples=150, deadline=None)
def test_any_quoted_text_comes_back_exactly(text: str) -> None:
    assert read(f"nom: {json.dumps(text, ensure_ascii=False)}\n").data == {"nom": text}


@given(text=PRINTABLE.map(lambda text: " ".join(text.splitlines())))
@settings(max_examples=150, deadline=None)
def test_any_text_between_apostrophes_comes_back_exactly(text: str) -> None:
    doubled = text.replace("'", "''")
    assert read(f"nom: '{doubled}'\n").data == {"nom": text}


def test_endless_doubts_are_cut_short_and_the_file_is_read_whole(loader: str) -> None:
    lines = "".join(f"cle{count}: l?emploi\n" for count in range(2 * MOST_FINDINGS))
    found = read(lines)
    assert found.data["cle99"] == "l?emploi"
    assert Counter(one.code for one in found.remarks) == {"caractere-perdu": MOST_FINDINGS, "erreurs-nombreuses": 1}
    assert "il est lu en entier" in found.remarks[-1].message
    told = refusal(lines + "cle0: 1\n").findings
    assert "yaml-cle-double" in [one.code for one in told]


def test_what_a_description_was_given_is_not_taken_for_what_its_text_says() -> None:
    """To compare two contracts, one is given a fact of the other, at the places of its own text."""
    read = parse_yaml(b"modele: saad\nduree: 5 ans\n", "contrat.yaml")
    changed = replace(read, data={**read.data, "duree": "3 ans"})

    assert with_the_very_same(changed, read).data == {"modele": "saad", "duree": "3 ans"}
