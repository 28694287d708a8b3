"""What is found of a contract that nobody writes is what is found where it is drafted, whatever was read before it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.assembly import assemble
from engine.assembly.anew import Opened, anew
from engine.assembly.kinds import Left, Pages
from engine.dossier import Dossier, dossier_of
from engine.errors import InputError
from engine.libraries.ouverture import opened
from engine.lot.draft import draft
from engine.lot.outcome import Order, Outcome
from engine.programmation.programme import open_programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from engine.reading.yaml_strict import parse_yaml
from engine.reading.yaml_written import source_of
from engine.redaction import found_of, redaction_of
from models import chemins
from tests.assembly.test_reuse import EXAMPLES, altered, said
from tests.assembly.test_shared import start_anew
from tests.benchmarks.programme import write_programme

DAY = date(2026, 1, 15)
HOSTILE = ("{{ 7 * 7 }}", "<b>&amp;</b>", "# **x** |", "\ue0010", "0", "1,5", "-3", "x" * 500, "néant", "«\u202e»", "")


def dossier(data: dict[str, Any]) -> Dossier | None:
    """A description as it is opened; None where it is none."""
    try:
        return dossier_of(parse_yaml(yaml.safe_dump(data, allow_unicode=True).encode(), "c.yaml"), Path("c.yaml"), DAY)
    except InputError:
        return None


def hostile(data: dict[str, Any], lot: random.Random) -> dict[str, Any]:
    """The same with a few values that nobody expects."""
    for _ in range(lot.randint(0, 3)):
        path, _value = lot.choice([one for one in chemins.written(data) if one[0] != ("modele",)])
        chemins.put(data, path, lot.choice(HOSTILE))
    return data


@pytest.mark.parametrize("modele", sorted({said(path)["modele"] for path in EXAMPLES}))
@pytest.mark.parametrize("seed", range(2))
def test_what_is_found_without_drafting_is_what_is_found_drafting(modele: str, seed: int) -> None:
    lot = random.Random(f"{modele}-{seed}")  # noqa: S311 - descriptions, and no secret
    examples = [data for path in EXAMPLES if (data := said(path))["modele"] == modele]
    drawn = [altered(lot.choice(examples), examples, lot) for _ in range(5)]
    drawn += [hostile(altered(lot.choice(examples), examples, lot), lot) for _ in range(5)]
    opened = [one for data in (*examples, *drawn, *drawn) if (one := dossier(data))]
    assert len(opened) > len(examples) + 2
    start_anew()
    found = [found_of(one) for one in opened]
    for one, known in zip(opened, found, strict=True):
        start_anew()
        drafted = redaction_of(one)
        assert known.findings == drafted.findings
        assert known.missing == drafted.missing
        assert known.refusal == drafted.refusal


def test_the_visas_of_another_day_are_those_that_are_found_though_no_clause_looks_at_the_law(tmp_path: Path) -> None:
    model = "modele: essai\nintitule: Essai\nautorites: [collectivites]\nvisas: [decret-2016-502]\narticles: [objet]\n"
    files = {
        "bibliotheque.yaml": "format: 1\nnom: Essai\nversion: 1\n",
        "essai/modele.yaml": model,
        "essai/objet.md": "---\ntitre: Objet\nsource: essai\n---\nLe présent contrat a un objet.\n",
    }
    (tmp_path / "essai").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    library = opened([tmp_path])

    def signed(day: str) -> Dossier:
        said = f"modele: essai\nsignature: {{date: {day}}}\n"
        return dossier_of(parse_yaml(said.encode(), "c.yaml"), Path("c.yaml"), DAY, library)

    before, after = signed("2020-01-15"), signed("2024-01-15")
    start_anew()
    found = [found_of(one).findings for one in (before, after)]
    for one, known in zip((before, after), found, strict=True):
        start_anew()
        assert known == redaction_of(one).findings
    assert found[0] != found[1]  # the décret was replaced between these days


def _projets(head: Path) -> Iterator[Projet]:
    return (one for one in projets(open_programme(head)) if isinstance(one, Projet))


def _told(outcome: Outcome) -> tuple[object, ...]:
    return outcome.state, outcome.findings, outcome.missing, outcome.facts, outcome.deadlines


@pytest.fixture
def varied(tmp_path: Path) -> Path:
    """A programmation whose contracts are of a few kinds: capacities, names, numbers differ from row to row."""
    return write_programme(70, tmp_path)


def test_a_programmation_is_told_alike_written_or_not(varied: Path) -> None:
    for head in (Path("data/exemples/programmation-ehpad/programmation.yaml"), varied):
        made = [*_projets(head)]
        start_anew()
        audited = [_told(draft(one, Order((), DAY))) for one in made]
        start_anew()
        assert audited == [_told(draft(one, Order(("txt",), DAY))) for one in made]


def test_facts_in_hand_are_read_as_their_text(varied: Path) -> None:
    lot = random.Random(4)  # noqa: S311 - descriptions, and no secret
    words = (
        *HOSTILE,
        "l’Étang #3",
        "a: b",
        "- x",
        "Côtes d’Azur et â",
        "12 k€",
        "é" * 400,
        "2026-02-31",
        "a  b",
        "~",
        "oui",
    )
    for one in _projets(varied):
        assert one.faits is not None
        facts = deepcopy(dict(one.faits))
        for path, _value in lot.sample([*chemins.written(facts)], 2):
            chemins.put(facts, path, lot.choice(words))
        text = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=100)
        drawn = replace(one, ecrit=text, faits=facts)
        for given in (one, drawn):
            assert _told(draft(given, Order((), DAY))) == _told(draft(replace(given, faits=None), Order((), DAY)))
        if found := source_of(facts, text, "c.yaml"):
            read = parse_yaml(text.encode(), "c.yaml")
            assert (found.data, found.remarks) == (read.data, read.remarks)


def test_contracts_that_differ_in_what_is_only_printed_or_counted_are_assembled_once(
    varied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = 0

    def counted(own: Opened) -> tuple[Left, Pages]:
        nonlocal times
        times += 1
        return anew(own)

    monkeypatch.setattr(assemble, "anew", counted)
    start_anew()
    for one in _projets(varied):
        draft(one, Order((), DAY))
    assert times == 30  # of the seventy: as many kinds of gestionnaires, départements, years and habilitations
