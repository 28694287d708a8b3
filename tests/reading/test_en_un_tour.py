"""All the errors of a file come at once: of syntax, of values and of rules, and none that reading on would invent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dossier import open_dossier
from engine.errors import Finding, InputError, Severity
from engine.libraries.modele import load_model
from engine.reading.suggestions import key_hint
from engine.reading.yaml_strict import parse_yaml
from models import chemins

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
DAY = date(2026, 1, 15)

MANY = """\
modele: saad
departement: "35"
gestionnaire:
  raison_sociale: Association : Exemple
  statut: asso
  siren: "123456789"
  representant: {civilite: homme, nom: EXEMPLE
collectivite:
  president:
    nom: "Dupont
    civilite: M.
  decision: 2023-13-45
services:
  - nom: Service Exemple
    finess: "350000001"
    habilitaton_aide_sociale: oui
  - nom: Autre: service
    finess: "350000003"
effet: 2024-02-01
duree: 12 ans
duree: 5 ans
signature: {lieu: Rennes, date: 2024-01-15}
\texemplaires: 2
"""
FIXED = [
    ("Association : Exemple", '"Association : Exemple"'),
    ("asso\n", "association\n"),
    ('"123456789"', '"732829320"'),
    ("nom: EXEMPLE\n", "nom: EXEMPLE}\n"),
    ('"Dupont\n', '"Dupont"\n'),
    ("2023-13-45", "2023-12-18"),
    ('"350000001"', '"350000022"'),
    ("habilitaton_", "habilitation_"),
    ("Autre: service", '"Autre: service"'),
    ('"350000003"', '"350000014"'),
    ("duree: 12 ans\nduree: 5 ans", "duree: 5 ans"),
    ("\texemplaires", "exemplaires"),
]
"""Each mistake as it is written, and what a user who does what he is told writes instead."""


def every(text: str, folder: Path) -> tuple[Finding, ...]:
    file = folder / "contrat.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        return open_dossier(file, DAY).findings
    except InputError as error:
        return error.findings


def told(text: str, folder: Path) -> tuple[Finding, ...]:
    return tuple(one for one in every(text, folder) if one.severity is Severity.ERROR)


def warned(found: tuple[Finding, ...]) -> set[tuple[str, object]]:
    return {(one.code, one.path) for one in found if one.severity is Severity.WARNING}


def lines_of(findings: tuple[Finding, ...]) -> list[int]:
    return sorted({one.place.line for one in findings if one.place})


def test_a_file_of_many_mistakes_is_told_in_one_round(tmp_path: Path) -> None:
    wrong = [MANY.count("\n", 0, MANY.index(typed)) + 1 for typed, _ in FIXED]
    double = MANY.count("\n", 0, MANY.index("duree: 5 ans")) + 1
    assert lines_of(told(MANY, tmp_path)) == sorted({*wrong, double})


def test_a_user_who_does_what_he_is_told_is_told_nothing_more_but_what_stood_in_a_broken_line(tmp_path: Path) -> None:
    text = MANY
    for typed, right in FIXED:
        text = text.replace(typed, right)
    second = told(text, tmp_path)
    assert [(one.code, one.path) for one in second] == [
        ("valeur-non-admise", ("gestionnaire", "representant", "civilite"))
    ]
    assert not told(text.replace("homme", "M."), tmp_path)


def test_the_errors_of_the_rules_come_with_those_of_the_values(tmp_path: Path) -> None:
    service = '{finess: "350000001", habilitation_aide_sociale: peut-être}'
    text = f"modele: saad\neffet: demain\nduree: 12 ans\nservices: [{service}]\n"
    assert {one.code for one in told(text, tmp_path)} == {"valeur-refusee", "duree-max", "finess-cle"}


def test_a_departement_that_is_none_is_told_with_the_values_that_cannot_be_read(tmp_path: Path) -> None:
    text = "modele: saad\ndepartement: Ille-et-Loire\npreambule: autre\neffet: demain\n"
    assert {one.code for one in told(text, tmp_path)} == {"valeur-refusee", "departement-inconnu", "preambule-inconnu"}


def test_a_model_that_cannot_be_read_is_not_told_missing(tmp_path: Path) -> None:
    (found,) = told("modele: saad: national\nduree: 5 ans\n", tmp_path)
    assert (found.code, lines_of((found,))) == ("yaml-syntaxe", [1])


def test_what_comes_of_a_mistake_is_not_another(tmp_path: Path) -> None:
    """« 12,50 » between braces is two values: the key « 50 » that it makes is not told unknown."""
    text = "modele: saad\nmoyens: {tarif_horaire: 12,50}\n"
    assert [one.code for one in told(text, tmp_path)] == ["yaml-virgule"]


def test_a_library_and_a_programmation_have_all_their_mistakes_of_syntax(tmp_path: Path) -> None:
    with pytest.raises(InputError) as stopped:
        parse_yaml(b"a: b: c\nd:\n  - e: 'f\n  - g: h\n  - i: {j\nk: l\n", "modele.yaml")
    assert lines_of(stopped.value.findings) == [1, 3, 5]


SLIPS = (
    (r"(?m)^(\s*(?:- )?[\w-]+): (?=[\w])([^\n\[{>|]+)$", r"\1: un texte : \2"),
    (r"(?m)^(\s*(?:- )?[\w-]+): (?=[\w])([^\n\[{>|]+)$", r'\1: "\2'),
    (r"(?m)^(\s*(?:- )?[\w-]+): (?=[\w])([^\n\[{>|]+)$", r"\1: [\2"),
    (r"(?m)^(\s*(?:- )?[\w-]+): (?=[\w])([^\n\[{>|]+)$", r"\1: @\2"),
    (r"(?m)^(  +)(?=[\w-]+: )", r"\1 "),
    (r"(?m)^(  +)(?=[\w-]+: )", "\t"),
)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_one_mistake_of_syntax_in_a_right_description_is_told_alone(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = data.draw(st.sampled_from(EXAMPLES)).read_text(encoding="utf-8")
    pattern, slip = data.draw(st.sampled_from(SLIPS))
    places = list(re.finditer(pattern, text))
    at = data.draw(st.sampled_from(places))
    broken = text[: at.start()] + at.expand(slip) + text[at.end() :]
    every_one = every(broken, tmp_path_factory.getbasetemp())
    found = [one for one in every_one if one.severity is Severity.ERROR]
    syntax = [one for one in found if one.code.startswith("yaml-")]
    assert len(found) == len(syntax) <= 1, "\n".join(map(str, found))
    if found:
        assert warned(every_one) <= warned(every(text, tmp_path_factory.getbasetemp()))


def test_the_warnings_come_with_the_errors(tmp_path: Path) -> None:
    suivi = "{periodicite: annuelle, reunion_avant: le 31/05}"
    text = f"modele: saad\npolitique: Promotion\nsuivi: {suivi}\neffet: demain\n"
    assert [(one.code, one.path[-1]) for one in every(text, tmp_path)] == [
        ("reponse-en-phrase", "politique"),
        ("reponse-en-phrase", "periodicite"),
        ("lecture", "reunion_avant"),
        ("valeur-refusee", "effet"),
    ]


def test_an_answer_above_the_dash_left_for_it_is_told_where_it_goes(tmp_path: Path) -> None:
    (found,) = told("modele: saad\npieces_annexees: la carte\n  -\n", tmp_path)
    assert found.hint.endswith(": - la carte")
    (found,) = told("modele: saad\npieces_annexees: la carte - le plan\n", tmp_path)
    assert found.hint.endswith("[la carte - le plan].")


def test_the_groups_of_a_description_are_walked_once_for_all_its_unknown_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    kind, walked = load_model("saad").description, []

    def counted(*of: Any) -> Iterator[Any]:
        walked.append(of)
        return walk(*of)

    walk = chemins.walk
    monkeypatch.setattr(chemins, "walk", counted)
    for number in range(100):
        key_hint(f"k{number}", (), kind)
    assert len([of for of in walked if of == (kind,)]) <= 1  # none where another test has asked
