"""Which articles of a contract a later law would word otherwise: a court, a collectivité, a service, a text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import cpom
from tests.hands import plain

EXAMPLES = Path("data/exemples")


def touched(dossier: cpom.Dossier, start: date, end: date) -> dict[str, cpom.ArticleTouche]:
    return {one.partie.clause: one for one in cpom.articles_touches(dossier, start, end)}


def words(one: cpom.ArticleTouche) -> str:
    return plain(" / ".join(f"{each.retires} → {each.ajoutes}" for line in one.partie.lignes for each in line.mots))


def keys(one: cpom.ArticleTouche) -> list[tuple[str, str]]:
    return [(each.jour.isoformat(), each.cle) for each in one.depuis]


def test_a_collectivite_that_changes_its_name_changes_the_parties() -> None:
    here = {"departement": "976", "signature.date": date(2025, 3, 1), "effet": date(2025, 4, 1)}
    dossier = cpom.ouvrir(EXAMPLES / "ehpad-complet.yaml").avec(here)
    found = touched(dossier, date(2025, 6, 1), date(2026, 6, 1))
    parties = found["parties/departement"]
    assert keys(parties) == [("2026-01-01", "autorite.nom")]
    assert "Département-Région" in words(parties)
    assert touched(dossier, date(2026, 1, 1), date(2026, 6, 1)) == {}  # it changed on the first day, which is left out


def test_a_service_of_the_state_that_changes_its_name_is_found() -> None:
    dossier = cpom.ouvrir(EXAMPLES / "chrs-complet.yaml").avec({"signature.date": date(2021, 1, 15)})
    found = touched(dossier, date(2021, 1, 15), date(2021, 12, 31))
    assert found
    assert ("2021-04-01", "directrice-du-service-deconcentre") in {key for one in found.values() for key in keys(one)}


def test_a_text_that_is_replaced_changes_the_visas_and_what_cites_it() -> None:
    dossier = cpom.ouvrir(EXAMPLES / "saad-seine-et-marne-association.yaml")
    found = touched(dossier, date(2023, 7, 1), date(2023, 7, 31))
    assert {"visas", "qualite"} <= found.keys()
    assert keys(found["visas"]) == [("2023-07-16", "decret-2016-502")]
    assert "2016-502 → 2023-608" in words(found["visas"])


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2025, 1, 1), date(2026, 1, 1)),  # the court changed on the first day
        (date(2020, 1, 1), date(2024, 1, 15)),  # signed on the last
        (date(2024, 2, 1), date(2024, 12, 31)),
    ],
)
def test_what_changes_outside_of_the_days_is_left_out(start: date, end: date) -> None:
    assert touched(cpom.ouvrir(EXAMPLES / "saad-habilite.yaml"), start, end) == {}


def test_a_contract_as_its_model_was_published_does_not_follow_the_law() -> None:
    dossier = cpom.ouvrir(EXAMPLES / "saad-habilite.yaml").avec({"droit": "tel_que_publie"})
    assert touched(dossier, date(2024, 1, 15), date(2026, 1, 1)) == {}


def test_a_description_that_is_not_whole_is_refused() -> None:
    with pytest.raises(cpom.Refus):
        cpom.articles_touches(cpom.lire("modele: saad\nsites: 3\n"), date(2024, 1, 1), date(2025, 1, 1))
