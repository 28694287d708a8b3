"""What holds of the EHPAD model whatever its figures; worked examples are in its `essais`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checks.controles_des_tableaux import table_findings
from engine.errors import Finding, Severity
from engine.tables.grilles import Grilles
from tests import figures
from tests.figures import row

CONTRACT = {"departement": "44", "effet": "2022-01-01", "duree": "5 ans", "signature": {"date": "2021-12-16"}}

PORT = {"nom": "Port", "nature": "ehpad", "habilitation_aide_sociale": "oui", "petite_unite_de_vie": "non",
        "capacite": "86", "capacite_installee": "80", "capacite_habilitee": "43"}  # fmt: skip
MARAIS = {"nom": "Marais", "nature": "ehpad", "habilitation_aide_sociale": "non", "petite_unite_de_vie": "non",
          "capacite": "64", "capacite_installee": "64"}  # fmt: skip
SSIAD = {"nom": "SSIAD", "nature": "autre", "habilitation_aide_sociale": "non", "capacite": "45"}
PERMANENT = {"places_permanent": "82"}


def tables(**facts: Any) -> Grilles:
    return figures.tables("ehpad", **CONTRACT | facts)


def findings(found: Grilles) -> list[Finding]:
    return list(table_findings(found))


def test_an_installed_capacity_beyond_the_authorised_one_is_a_warning() -> None:
    (found,) = findings(tables(etablissements=[{**PORT, "capacite_installee": "87"}]))
    assert found.severity is Severity.WARNING


def two_ehpad(first: dict[str, str], second: dict[str, str], **more: Any) -> Grilles:
    return tables(etablissements=[{**PORT, **PERMANENT, **first}, {**MARAIS, **second}, SSIAD], **more)


def test_the_forfait_unique_takes_the_place_of_the_two_forfaits_where_it_applies() -> None:
    brittany = {"departement": "22", "signature": {"date": "2026-01-15"}, "effet": "2026-02-01"}
    given_facts = {"forfait_unique": "1 000 000", "tarif_hebergement": "60", "journees_hebergement": "100"}
    one = two_ehpad(given_facts, given_facts, **brittany)
    names = [line.nom for line in one["forfaits_et_tarifs"].rubriques]
    # 1 000 000 + 60 × 100 = 1 006 000
    assert row(one, "forfaits_et_tarifs", "financement_unique") == [1006000, 1006000, 2012000]
    assert not {"forfait_soins", "forfait_dependance", "tarif_gir_5_6", "financement"} & set(names)
    two = [line.nom for line in two_ehpad({}, {})["forfaits_et_tarifs"].rubriques]
    assert not {"forfait_unique", "unique_par_place", "financement_unique"} & set(two)


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(0, 1000)), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_a_weighted_mean_is_between_the_least_and_the_most(homes: list[tuple[int, int]]) -> None:
    each = [{**PORT, "nom": f"EHPAD {n}", "capacite": str(places), "gmp": str(gmp)}
            for n, (places, gmp) in enumerate(homes)]  # fmt: skip
    mean = row(tables(etablissements=each), "soins_et_dependance", "gmp")[-1]
    assert isinstance(mean, Decimal)
    assert min(gmp for _, gmp in homes) <= mean.quantize(Decimal("1e-20")) <= max(gmp for _, gmp in homes)
