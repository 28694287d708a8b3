"""The DOCX with tracked changes: to accept them all gives the second contract, to reject them all the first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from allpairspy import AllPairs

import cpom
from engine.assembly.assemble import domains_of
from engine.comparing.redline import redline
from engine.libraries.modele import load_model, model_names
from engine.writing import written
from tests import descriptions
from tests.revisions import Outcome, told

pytest.importorskip("python_redlines")
EXAMPLES = Path("data/exemples")
DAY = date(2026, 3, 12)


def docx(data: Mapping[str, object]) -> bytes:
    return written(cpom.lire(data, jour=date(2026, 1, 1)).document(), "docx", None)[0]


def example(name: str) -> bytes:
    return cpom.ouvrir(EXAMPLES / f"{name}.yaml", jour=date(2026, 1, 1)).ecrire("docx")


def differing(red: bytes, outcome: Outcome, wanted: bytes) -> list[str]:
    """The parts that are not what they must be, with the first lines that differ."""
    got, asked = told(red, outcome), told(wanted)
    pairs = {part: list(zip(got.get(part, []), asked.get(part, []), strict=False)) for part in sorted({*got, *asked})}
    return [
        f"{part} : {[pair for pair in both if pair[0] != pair[1]][:2]}"
        for part, both in pairs.items()
        if got.get(part) != asked.get(part)
    ]


def settle_as_they_must(first: bytes, second: bytes) -> None:
    red = redline(first, second, DAY)
    assert differing(red, "accepted", second) == []
    assert differing(red, "rejected", first) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("saad-habilite", "saad-mixte"),  # articles added, tables of other columns, a page turned
        ("ehpad-complet", "ehpad-premier-jet"),  # annexes and comments that go
        ("chrs-premier-jet", "sad-ille-et-vilaine-association"),  # another model, another letterhead
    ],
)
def test_accepting_gives_the_second_and_rejecting_the_first(first: str, second: str) -> None:
    settle_as_they_must(example(first), example(second))


@pytest.mark.parametrize("name", model_names())
def test_so_do_contracts_of_every_model_whole_and_hardly_begun(name: str) -> None:
    model = load_model(name)
    domains = domains_of(model)
    cases = [dict(zip(domains, values, strict=True)) for values in AllPairs(list(domains.values()))]
    first, *_, last = (one for one in cases if descriptions.possible(one))
    settle_as_they_must(docx(descriptions.complete(model, first)), docx(descriptions.partial(model, last)))


@pytest.fixture(scope="module")
def red() -> bytes:
    contract = cpom.ouvrir(EXAMPLES / "saad-habilite.yaml")
    changed = contract.avec({"gestionnaire.raison_sociale": "Association Autre", "moyens.tarif_horaire": "26,40"})
    return cpom.comparer(contract, changed).ecrire("docx", auteur="Service des contrats", date=DAY)


def test_only_what_differs_is_tracked_by_who_is_named_on_the_day_that_is_given(red: bytes) -> None:
    with ZipFile(BytesIO(red)) as archive:
        body = archive.read("word/document.xml").decode()
    changed = re.findall(r"<w:(?:ins|del) ([^>]*)>", body)
    assert 2 <= len(changed) <= 20
    assert all('w:author="Service des contrats"' in one and 'w:date="2026-03-12T00:00:00Z"' in one for one in changed)


def test_it_carries_neither_a_description_nor_a_control(red: bytes) -> None:
    with ZipFile(BytesIO(red)) as archive:
        everything = b"".join(map(archive.read, archive.namelist()))
        assert not [name for name in archive.namelist() if "custom" in name.lower()]
    assert b"<w:sdt>" not in everything
    assert b"_Cpom" not in everything


def test_it_is_the_same_bytes_again(red: bytes) -> None:
    contract = cpom.ouvrir(EXAMPLES / "saad-habilite.yaml")
    changed = contract.avec({"gestionnaire.raison_sociale": "Association Autre", "moyens.tarif_horaire": "26,40"})
    assert cpom.comparer(contract, changed).ecrire("docx", auteur="Service des contrats", date=DAY) == red


def test_it_is_dated_of_the_second_contract_where_no_day_is_given() -> None:
    contract = cpom.ouvrir(EXAMPLES / "saad-habilite.yaml")
    changed = contract.avec({"signature.date": "2024-02-01"})
    with ZipFile(BytesIO(cpom.comparer(contract, changed).ecrire("docx"))) as archive:
        body = archive.read("word/document.xml")
    assert b'w:date="2024-02-01T00:00:00Z"' in body


def test_a_contract_and_itself_have_no_tracked_change() -> None:
    contract = example("saad-habilite")
    with ZipFile(BytesIO(redline(contract, contract, DAY))) as archive:
        body = archive.read("word/document.xml")
    assert b"<w:ins " not in body
    assert b"<w:del " not in body
    settle_as_they_must(contract, contract)


def test_comments_that_one_of_both_has_come_and_go_with_their_words() -> None:
    first, second = example("chrs-complet"), example("chrs-premier-jet")
    red = redline(first, second, DAY)
    said = (told(red, "accepted"), told(second), told(red, "rejected"), told(first))
    notes = [[line for line in one["document"] if "[note : " in line] for one in said]
    assert notes[0] == notes[1]
    assert notes[2] == notes[3]
    assert notes[1] != notes[3]
    assert not [line for several in notes for line in several if "[note : ?]" in line]
