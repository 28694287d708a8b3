"""FINESS, SIREN and SIRET: their keys, their département, and one number for one place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from engine.checks.finess_cle import key_is_right
from engine.checks.finess_departement import prefixes
from engine.errors import Finding, Severity, dotted

Controle = Callable[[str], list[Finding]]

ERREUR, AVERTISSEMENT = Severity.ERROR, Severity.WARNING

FAUTES = [
    ("finess-cle", ERREUR, "services: [{finess: 350000012}]", "services[1].finess", "« 350000012 »"),
    (
        "finess-cle",
        ERREUR,
        "services: [{finess: 350000014}, {finess: 350000012}]",
        "services[2].finess",
        "« 350000012 »",
    ),
    ("finess-cle", ERREUR, "gestionnaire: {finess: 010001230}", "gestionnaire.finess", "clé de contrôle"),
    ("finess-cle", ERREUR, "services: [{finess: 2A0000003}]", "services[1].finess", "« 2A0000003 »"),
    (
        "finess-departement",
        AVERTISSEMENT,
        "{departement: 29, services: [{finess: 350000014}]}",
        "services[1].finess",
        "par 29.",
    ),
    (
        "finess-departement",
        AVERTISSEMENT,
        "{departement: 2B, services: [{finess: 350000014}]}",
        "services[1].finess",
        "2A ou 2B",
    ),
    (
        "finess-departement",
        AVERTISSEMENT,
        "{departement: 974, services: [{finess: 350000014}]}",
        "services[1].finess",
        "97 ou 98",
    ),
    (
        "finess-departement",
        AVERTISSEMENT,
        "{departement: 69M, services: [{finess: 010001238}]}",
        "services[1].finess",
        "par 69.",
    ),
    (
        "finess-departement",
        AVERTISSEMENT,
        "{modele: ehpad, departement: 29, gestionnaire: {finess: 750000010}, etablissements: [{finess: 350000014}]}",
        "etablissements[1].finess",
        "par 29.",
    ),
    (
        "finess-departement",
        AVERTISSEMENT,
        "{modele: chrs, departement: 29, gestionnaire: {finess: 750000010}, etablissements: [{finess: 350000014}]}",
        "etablissements[1].finess",
        "par 29.",
    ),
    (
        "finess-double",
        ERREUR,
        "services: [{finess: 350000014}, {finess: 350000014}]",
        "services[2].finess",
        "services[1]",
    ),
    (
        "finess-double",
        ERREUR,
        "{gestionnaire: {finess: 350000014}, services: [{finess: 350000014}]}",
        "services[1].finess",
        "gestionnaire.finess",
    ),
    ("siren-cle", ERREUR, "gestionnaire: {siren: 123456789}", "gestionnaire.siren", "« 123456789 »"),
    ("siren-cle", ERREUR, "services: [{siren: 123456789}]", "services[1].siren", "numéro SIREN est fausse"),
    ("siret-cle", ERREUR, "services: [{siret: 12345678200011}]", "services[1].siret", "« 12345678200011 »"),
    # The sum of the digits of an establishment of La Poste is a multiple of five: here it is 16.
    ("siret-cle", ERREUR, "services: [{siret: 35600000000002}]", "services[1].siret", "numéro SIRET est fausse"),
    (
        "siret-siren",
        ERREUR,
        "services: [{siren: 123456782, siret: 98765432400019}]",
        "services[1].siret",
        "ne commence pas par le SIREN donné avec lui, « 123456782 »",
    ),
    (
        "siret-siren",
        AVERTISSEMENT,
        "{gestionnaire: {siren: 123456782}, services: [{siret: 98765432400019}]}",
        "services[1].siret",
        "« 987654324 » n'est pas celui de l'organisme gestionnaire",
    ),
    (
        "siret-siren",
        AVERTISSEMENT,
        "{gestionnaire: {siren: 123456782}, services: [{siren: 987654324}]}",
        "services[1].siren",
        "n'est pas celui de l'organisme gestionnaire",
    ),
]


@pytest.mark.parametrize(("code", "gravite", "description", "chemin", "mots"), FAUTES)
def test_a_wrong_identifier_is_told(
    controler: Controle, code: str, gravite: Severity, description: str, chemin: str, mots: str
) -> None:
    (trouve,) = controler(description)
    assert (trouve.code, dotted(trouve.path)) == (code, chemin)
    assert trouve.severity is gravite
    assert mots in trouve.message


@pytest.mark.parametrize(
    "description",
    [
        "services: [{finess: 350000014}, {finess: 2A0000006}, {finess: 2B0000004}]",
        # The public extract of the register holds this pair: seat in the Nord, service in Martinique.
        "{departement: 972, gestionnaire: {finess: 590799730}, services: [{finess: 970216057}]}",
        "{departement: 976, services: [{finess: 980500003}]}",
        "{departement: 69M, services: [{finess: 690000013}]}",
        "{departement: 69, services: [{finess: 690000013}]}",
        "{departement: 2a, services: [{finess: 2A0000006}]}",
        "services: [{siret: 12345678200010, siren: 123456782}]",
        # La Poste: an establishment whose digits sum to 15, and the seat, which follows Luhn.
        "services: [{siret: 35600000000001}]",
        "services: [{siret: 35600000000048}]",
        # Another legal body may run the service, if it has a raison sociale of its own.
        "{gestionnaire: {siren: 123456782}, services: [{siret: 98765432400019, raison_sociale: Société Exemple}]}",
    ],
)
def test_a_right_identifier_is_left_alone(controler: Controle, description: str) -> None:
    assert controler(description) == []


chiffres = st.text("0123456789", min_size=6, max_size=6)
debuts = st.sampled_from(["01", "35", "2A", "2B", "97", "98"])


def _with_key(start: str, digits: str) -> str:
    body = start + digits
    return body + str(luhn.calc_check_digit(body.replace("A", "1").replace("B", "2")))


@given(debuts, chiffres, st.integers(0, 8), st.sampled_from("0123456789"))
def test_one_wrong_digit_always_breaks_the_key(start: str, digits: str, position: int, other: str) -> None:
    number = _with_key(start, digits)
    assert key_is_right(number)
    if number[position] in "AB":
        return
    changed = number[:position] + other + number[position + 1 :]
    assert key_is_right(changed) == (changed == number)


@given(debuts, chiffres)
def test_the_two_halves_of_corsica_have_different_keys(start: str, digits: str) -> None:
    if start in ("2A", "2B"):
        number = _with_key(start, digits)
        assert not key_is_right(number.translate(str.maketrans("AB", "BA")))


@pytest.mark.parametrize(
    ("departement", "attendu"),
    [
        ("01", ("01",)),
        ("69", ("69",)),
        ("69M", ("69",)),
        ("67", ("67", "68")),
        ("68", ("67", "68")),
        ("20", ("2A", "2B")),
        ("971", ("97", "98")),
        ("Ille-et-Vilaine", ()),
        ("", ()),
    ],
)
def test_how_the_numbers_of_a_departement_begin(departement: str, attendu: tuple[str, ...]) -> None:
    assert prefixes(departement) == attendu
