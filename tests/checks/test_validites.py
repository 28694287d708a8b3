"""Schemes, acts and prices that no longer hold when the contract begins are told, and those that hold are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.errors import Finding, Severity

Controle = Callable[[str], list[Finding]]


@pytest.mark.parametrize(
    ("description", "codes"),
    [
        ("{modele: ehpad, signature: {date: 2026-03-01}, visas: {schemas: [{intitule: le PRS 2023-2028}]}}", []),
        ("{modele: ehpad, signature: {date: 2022-12-31}, visas: {schemas: [{intitule: le PRS 2018-2022}]}}", []),
        (
            "{modele: ehpad, signature: {date: 2026-03-01}, visas: {schemas: [{intitule: le PRS 2018 à 2022}]}}",
            ["schema-depasse"],
        ),
        (
            "{modele: ehpad, signature: {date: 2026-03-01}, visas: {schemas: [{intitule: le PRS 2018–22}]}}",
            ["schema-depasse"],
        ),
        (
            "{modele: saad, signature: {date: 2026-03-01}, visas: {schema_departemental: le schéma 2019-2024}}",
            ["schema-depasse"],
        ),
        (
            "{modele: saad, signature: {date: 2026-03-01}, visas_locaux: [le schéma départemental 2019-2024]}",
            ["schema-depasse"],
        ),
        (
            "{modele: chrs, signature: {date: 2026-03-01}, pdalhpd: [{departement: de l'Ain, date: 2019-05-03}]}",
            ["validite-depassee"],
        ),
        ("{modele: chrs, signature: {date: 2024-03-01}, pdalhpd: [{departement: de l'Ain, date: 2019-05-03}]}", []),
    ],
)
def test_a_scheme_whose_years_are_over_is_told(controler: Controle, description: str, codes: list[str]) -> None:
    found = [one for one in controler(description) if one.code in {"schema-depasse", "validite-depassee"}]
    assert [one.code for one in found] == codes
    assert all(one.severity is Severity.WARNING for one in found)


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (
            "plafond-des-prix",
            "{modele: saad, signature: {date: 2025-12-15}, effet: 2026-01-01, "
            "services: [{habilitation_aide_sociale: non, tarif_facture: '25,90', tarif_precedent: '25'}]}",
        ),
        (
            "schema-depasse",
            "{modele: ehpad, signature: {date: 2022-12-15}, effet: 2023-01-01, "
            "visas: {schemas: [{intitule: le PRS 2018-2022}]}}",
        ),
        (
            "validite-depassee",
            "{modele: chrs, signature: {date: 2024-05-20}, effet: 2024-07-01, "
            "pdalhpd: [{departement: de l'Ain, date: 2019-06-01}]}",
        ),
    ],
)
def test_what_ends_between_the_signature_and_the_effet_is_told(
    controler: Controle, code: str, description: str
) -> None:
    assert code in [one.code for one in controler(description)]
