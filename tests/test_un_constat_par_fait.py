"""A fact is told once: no two findings at one place say the same, whatever is wrong in a description."""

from __future__ import annotations

import copy
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from engine.assembly.anew import of_the_law
from engine.dossier import dossier_of
from engine.errors import Finding, InputError
from engine.law.visas import CITED, OMITTED
from engine.libraries.modele import load_model, model_names
from engine.reading.yaml_strict import parse_yaml
from tests.descriptions import complete

TODAY = date(2026, 11, 28)
SLIPS = ("", "?", "XXX", "à compléter", "0", "-1", "99999999999", "12 ans", "0001-01-01", "9999-12-31", "2018-06-01",
         "2030-01-01", "31/02/2026", "oui", "non", "350000002", "2A", "Réponse")  # fmt: skip
DATES = ("2018-06-01", "2020-03-01", "2022-06-15", "2024-12-20", "2026-11-28", "2027-01-01")
EACH = 20
_TEXT = re.compile(r"(?:loi|décret|ordonnance|arrêté|directive|article)(?: n°)? [^,:;(«]*?\d[\d-]*(?: \w+ \d{4})?")
_NOT_IN_FORCE = re.compile(r"en vigueur depuis|n'existe pas encore|n'entre en vigueur|entre en vigueur\.$")
_NEW_NAME = re.compile(r"« ([^»]+) » (?:a remplacé|remplace)")


def findings_of(text: str) -> list[Finding]:
    """Everything that `cpom generer` tells of a description."""
    try:
        dossier = dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), TODAY)
    except InputError as error:
        return list(error.findings)
    return [*dossier.findings, *dossier.located(dossier.assembled().findings)]


def plain(words: str) -> str:
    """Words with straight apostrophes and plain spaces."""
    return words.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def told_twice(findings: list[Finding]) -> list[tuple[str, str]]:
    """The findings at one place that mean the same."""
    return [
        (f"{one.place} [{one.code}] {one.message}", f"[{other.code}] {other.message}")
        for one, other in combinations(findings, 2)
        if one.place == other.place and means_the_same(one, other)
    ]


def means_the_same(one: Finding, other: Finding) -> bool:
    """Two findings of a text that is not in force, of a name that changes, or of a value, in nearly the same words."""
    said, again = plain(one.message), plain(other.message)
    if said == again:
        return True
    if _NOT_IN_FORCE.search(said) and _NOT_IN_FORCE.search(again):
        return bool(set(_TEXT.findall(said)) & set(_TEXT.findall(again)))
    if _NEW_NAME.search(said) and _NEW_NAME.search(again):
        return _NEW_NAME.findall(said) == _NEW_NAME.findall(again)
    if one.code == other.code or not one.path or one.path != other.path:
        return False
    words, others = (set(re.findall(r"\w{3,}", message.lower())) for message in (said, again))
    return len(words & others) / min(len(words), len(others)) > 0.6


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every answer."""
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(one, (*path, key))
    else:
        yield path


def put(data: Any, path: tuple[Any, ...], value: str) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def broken(model: str, rank: int) -> str:
    """A complete description, some answers of which are wrong, signed and in effect on days of any law."""
    dice = random.Random(f"{model} {rank}")  # noqa: S311 - a test, the same each time
    whole = {key: value for key, value in complete(load_model(model), {}).items() if value is not None}
    data = copy.deepcopy(json.loads(json.dumps(whole, default=str)))
    data |= {"departement": dice.choice(["35", "53", "67", "973"]), "preambule": None}
    for path in dice.sample(list(leaves(data)), dice.choice([0, 1, 3, 9])):
        put(data, path, dice.choice(SLIPS))
    data["signature"] = {"date": dice.choice(DATES), "lieu": "Rennes"}
    data["effet"] = dice.choice(DATES)
    return json.dumps(data, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("model", model_names())
def test_no_two_findings_at_one_place_mean_the_same(model: str) -> None:
    codes: Counter[str] = Counter()
    for rank in range(EACH):
        found = findings_of(broken(model, rank))
        codes.update(one.code for one in found)
        assert (rank, told_twice(found)) == (rank, [])
    assert len(codes) > 20


@pytest.mark.parametrize(
    ("rest", "path", "code"),
    [
        ("duree: 12 ans", ("duree",), "duree-max"),
        ("modele: chrs\nservices: [{nom: Service Exemple}]", ("services",), "cle-inconnue"),
        ("modele: saad-seine-et-marne\ndotation_complementaire: {appel: 2023-03-01}", ("dotation_complementaire",),
         "cle-inutile"),
        ("signature: {date: 0204-01-15}", ("signature", "date"), "dates-vraisemblables"),
        ("gestionnaire: {siren: XXX}", ("gestionnaire", "siren"), "valeur-refusee"),
        ('modele: ehpad\nautres_departements: [{departement: "XXX"}]', ("autres_departements", 0, "departement"),
         "departements-signataires"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_value_is_told_by_one_rule(rest: str, path: tuple[Any, ...], code: str) -> None:
    model = "" if "modele" in rest else "modele: saad\n"
    found = [one for one in findings_of(f'{model}departement: "35"\n{rest}\n') if one.path[: len(path)] == path]
    assert [one.code for one in found] == [code]


def test_a_text_that_is_not_in_force_yet_is_told_once_with_what_becomes_of_it() -> None:
    text = 'modele: chrs\ndepartement: "973"\nsignature: {date: 2018-06-01}\neffet: 2018-06-01\nduree: 5 ans\n'
    said = [plain(str(one)) for one in findings_of(text)]
    assert sum("L. 313-11-2" in one for one in said) == 1
    assert sum("directeur général des populations" in one for one in said) == 1
    assert not any("directrice générale" in one for one in said)


def test_an_omitted_visa_that_a_clause_cites_says_both() -> None:
    """No model has one today: each clause that cites a text asks for it."""
    visa = Finding("visa-non-en-vigueur", "L’arrêté n’existe pas encore.", hint=OMITTED)
    (told,) = of_the_law([visa], [replace(visa, hint="La clause cite ce texte.")])
    assert told.hint == CITED
