"""Whether a file is of the contract that is about to be written: a corrected description is still of the same."""

from __future__ import annotations

import pytest

import cpom
from engine.rereading.replacing.contracts import Contract, are_two, contract_of
from tests.rereading.gardes import CONTRAT

FORMATS = ["docx", "odt", "pdf", "html", "json", "xlsx"]


def contract(name: str, text: str = CONTRAT) -> Contract:
    dossier = cpom.lire(text)
    moteur = {"moteur": "typst"} if name == "pdf" else {}
    found = contract_of(f".{name}", dossier.ecrire(name, **moteur))
    assert found is not None
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_what_contract_it_is(name: str) -> None:
    found = contract(name)
    assert (found.model, found.manager, found.siren) == ("saad", "Association Exemple", "999999014")
    assert found.places == (("350999918", "service exemple"),)
    assert str(found) == "modèle saad, Association Exemple, SIREN 999999014, FINESS 350999918"


SAME = [
    ("Association Exemple", "Asociation Exemple"),
    ("Association Exemple", "Association d'une autre région"),
    ('siren: "999999014"', 'siren: "999999022"'),
    (', siren: "999999014"', ""),
    ('finess: "350999918"', 'finess: "350999926"'),
    ("nom: Service Exemple", "nom: Service du Marais"),
    ('moyens: {tarif_horaire: "25,10"}\n', "modele: sad-ille-et-vilaine\n"),
    ("effet: 2024-02-01", "effet: 2025-02-01"),
]


def _corrected(old: str, new: str) -> str:
    return CONTRAT.replace("modele: saad\n", "" if "modele" in new else "modele: saad\n").replace(old, new)


@pytest.mark.parametrize(("old", "new"), SAME)
def test_a_corrected_description_is_of_the_same_contract(old: str, new: str) -> None:
    assert old in CONTRAT
    one, other = contract("html"), contract("html", _corrected(old, new))
    assert not are_two(one, other)
    assert not are_two(other, one)


ALSACE = Contract("saad", "Association Alsace", "1", (("67", "service"),))
TWO = [
    (ALSACE, Contract("saad", "Association Alsace", "1", (("68", "autre service"),))),
    (Contract("saad", "Association Alsace", "1"), Contract("saad", "Association Lorraine", "2")),
    (Contract("saad", "Association Alsace", "1"), Contract("saad", "Association Alsacee", "2")),
    (Contract("saad", "Association Alsace"), Contract("saad", "Association Lorraine")),
    (Contract("saad"), Contract("ehpad")),
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_contracts_are_told_apart(one: Contract, other: Contract) -> None:
    assert are_two(one, other)
    assert are_two(other, one)


def test_a_contract_that_changes_hands_is_the_same() -> None:
    assert not are_two(ALSACE, Contract("saad", "Association Lorraine", "2", ALSACE.places))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{", b"CPOM, saad", b"\xff" * 50])
def test_what_is_no_contract_says_none(name: str, content: bytes) -> None:
    assert contract_of(f".{name}", content) is None


def test_the_keywords_of_a_group_stay_short() -> None:
    services = "".join(
        f'  - {{nom: "Service, numéro {n}", finess: "3509999{n:02}", habilitation_aide_sociale: oui}}\n'
        for n in range(10, 60)
    )
    head, _, _ = CONTRAT.partition("  - {nom")
    words = cpom.lire(head + services).document().keywords
    assert len(", ".join(words)) <= 255
    assert words[-1].startswith("FINESS ")
