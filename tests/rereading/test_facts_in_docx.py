"""Facts typed in a DOCX of each model go back to its description, which then gives the same words."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import cpom
from engine import french
from engine.rereading.files.read import read_edited
from engine.rereading.lines.letters import said
from engine.writing.layout.written_lines import lines_of
from models import chemins
from models.kind import Kind, kind_of
from tests.fuzz.essais import lots, tried
from tests.rereading.retouches import places_of, typed

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
TODAY = date(2026, 1, 1)


@cache
def written(example: Path) -> tuple[cpom.Dossier, bytes]:
    dossier = cpom.ouvrir(example, jour=TODAY)
    return dossier, dossier.ecrire("docx")


def kind_at(dossier: cpom.Dossier, path: str) -> Kind | None:
    assert dossier._lu is not None
    info = chemins.field_at(dossier._lu.modele.description, path)
    return kind_of(info.annotation, info.marks) if info else None


def another(kind: Kind, value: Any, chance: random.Random) -> Any:
    """Another value of a fact: a day, an amount, a number of people, a name; None where there is none to try."""
    if isinstance(value, date):
        return value + timedelta(days=chance.randint(1, 25))
    if isinstance(value, Decimal):
        return value + chance.choice([1, 2, Decimal("0.5") if not kind.whole else 3])
    if kind.name == "texte" and isinstance(value, str):
        return f"{value} et autre {chance.choice('ABCD')}"
    return None


def values_of(dossier: cpom.Dossier) -> Any:
    assert dossier._lu is not None
    return dossier._lu.contrat


def printed_as_it_is(dossier: cpom.Dossier, kind: Kind, path: str, value: Any) -> bool:
    """Whether no clause prints a fact another way, as « 2,2 % » for « 2,2 »."""
    words = (one for line in lines_of(dossier.document()) for one in line.words if one.fact == path)
    return all(said(one.text) == said(kind.prints(value, french)) for one in words)


def letters(description: Any) -> dict[Any, Any]:
    """What a description says, whatever the spaces that it is typed with: those that are printed are made again."""
    return {path: said(str(value).replace("\\xa0", " ")) for path, value, _ in chemins.given(description)}


@tried(6, 0.01)
@given(st.sampled_from(EXAMPLES), lots(), st.booleans())
def test_facts_typed_in_a_docx_are_those_of_the_description(
    example: Path, chance: random.Random, everywhere: bool
) -> None:
    dossier, data = written(example)
    places = places_of(data)
    texts: dict[str, str] = {}
    facts: dict[str, Any] = {}
    for path in chance.sample(sorted(places), min(8, len(places))):
        kind, value = kind_at(dossier, path), chemins.at(values_of(dossier), path)
        new = another(kind, value, chance) if kind and value is not None else None
        if kind and new is not None and printed_as_it_is(dossier, kind, path, value):
            facts[path], texts[path] = new, " ".join(kind.prints(new, french).split())
    wanted = dossier.avec(facts)
    assume(facts and wanted.entier and not wanted.erreurs)
    edited = typed(data, texts, None if everywhere else {0})
    read = cpom.relire(edited, dossier)
    assert [(one.chemin, one.sort) for one in read.faits] == [(one.chemin, "repris") for one in read.faits]
    assert {one.chemin: one.places for one in read.faits} == {path: places[path] for path in facts}
    assert {one.changees for one in read.faits} == ({1} if not everywhere else {places[path] for path in facts})
    assert [read.mots, read.chiffres, read.clauses_perdues] == [(), (), ()]
    assert letters(values_of(read.appliquee())) == letters(values_of(wanted))
    assert cpom.relire(edited, read.appliquee()).appliquee().yaml() == read.appliquee().yaml()
    if everywhere:
        assert_same_words(dossier, read.appliquee(), edited)


def assert_same_words(before: cpom.Dossier, after: cpom.Dossier, edited: bytes) -> None:
    """Each line of the new contract is that of the edited one, but for words that follow from facts."""
    old, new = lines_of(before.document()), lines_of(after.document())
    held = [one for one in read_edited(edited).lines if one.kind not in ("header", "footer")]
    if len(old) != len(new) or len(held) != len(new):
        return
    for was, made, typed_line in zip(old, new, held, strict=True):
        if [one.text for one in was.words if not one.fact] == [one.text for one in made.words if not one.fact]:
            assert said(made.text) == said(typed_line.text)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.stem)
def test_an_untouched_docx_has_nothing_to_tell(example: Path) -> None:
    dossier, data = written(example)
    read = cpom.relire(data, dossier)
    assert [read.faits, read.mots, read.chiffres, read.clauses_perdues, read.remarques, read.revisions] == [()] * 6


def test_one_place_of_several_is_told_and_all_follow() -> None:
    dossier, data = written(Path("data/exemples/saad-habilite.yaml"))
    read = cpom.relire(typed(data, {"services[1].nom": "Service du Marais"}, {1}), dossier)
    (fact,) = read.faits
    assert (fact.places, fact.changees, fact.sort) == (places_of(data)["services[1].nom"], 1, "repris")
    again = read.appliquee().ecrire("docx")
    assert "Service du Marais" in {one.text for line in read_edited(again).lines for one in line.words}
    assert "Service Exemple" not in {one.text for line in read_edited(again).lines for one in line.words}


def test_a_blank_that_is_filled_in_is_a_fact() -> None:
    dossier, data = written(Path("data/exemples/saad-premier-jet.yaml"))
    path = "collectivite.deliberation"
    read = cpom.relire(typed(data, {path: "12 mars 2024"}), dossier)
    assert [(one.chemin, one.texte) for one in read.faits] == [(path, "2024-03-12")]
    assert "deliberation: 2024-03-12" in read.appliquee().yaml()
