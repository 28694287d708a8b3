"""The contracts of a programmation: who signs together, and what each description says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.batch.dates import last_possible, proposed
from engine.batch.programme import Programme
from engine.batch.projet import Projet
from models.champs import Duree
from tests.batch.conftest import HEAD, TABLE, MakeProgramme, rows

YEAR = Duree(12)


def projets(found: Programme, year: int | None = None) -> list[Projet]:
    return [one for one in found.projets(year) if isinstance(one, Projet)]


def test_the_establishments_of_a_gestionnaire_in_a_departement_make_one_contract(programme: MakeProgramme) -> None:
    assert [one.nom for one in projets(programme())] == ["2026/35-association-exemple", "2027/22-fondation-exemple"]
    assert [one.nom for one in projets(programme(), 2027)] == ["2027/22-fondation-exemple"]


def test_a_gestionnaire_of_two_departements_signs_twice_unless_the_contract_is_regional(
    programme: MakeProgramme,
) -> None:
    table = TABLE.replace(
        "220000020;EHPAD Exemple de la Mer;Fondation Exemple", "350000014;EHPAD M;Association Exemple"
    )
    table = table.replace("2027", "2026")
    assert len(projets(programme(table))) == 2
    assert len(projets(programme(table, HEAD + "regroupement: region\n"))) == 1


def test_a_description_says_what_the_head_and_the_rows_say(programme: MakeProgramme) -> None:
    head = HEAD + 'departements: {"35": {collectivite: {president: {civilite: Mme, nom: EXEMPLE}}}}\n'
    said = yaml.safe_load(projets(programme(head=head))[0].texte)
    assert said["gestionnaire"] == {"raison_sociale": "Association Exemple", "finess": "350000014"}
    assert [one["nom"] for one in said["etablissements"]] == ["EHPAD Exemple du Bourg", "EHPAD Exemple des Prés"]
    assert said["collectivite"]["president"]["civilite"] == "Mme"
    assert (said["visas"], said["effet"]) == ({"programmation": "2025-11-24"}, "2026-01-01")


def test_a_description_of_its_own_completes_or_corrects_a_row(programme: MakeProgramme, tmp_path: Path) -> None:
    own = 'effet: 2026-03-01\netablissements: [{finess: "350000030", capacite: 61}]\n'
    (tmp_path / "pres.yaml").write_text(own, encoding="utf-8")
    table = TABLE.replace("Capacité", "Capacité;Fichier").replace("non;60", "non;60;pres.yaml")
    found = projets(programme(table))[0]
    said = yaml.safe_load(found.texte)
    assert said["effet"] == "2026-03-01"
    assert [one["capacite"] for one in said["etablissements"]] == ["84", "61"]
    assert found.place(("effet",)).file.endswith("pres.yaml")


def test_what_is_wrong_is_told_where_it_can_be_mended(programme: MakeProgramme) -> None:
    found = projets(programme())[0]
    place = found.place(("etablissements", 1, "finess"))
    assert (place.line, place.column) == (3, 1)
    assert found.place(("duree",)).file.endswith("programme.yaml")


@pytest.mark.parametrize(
    ("ends", "year", "day"),
    [
        (["2025-12-31"], 2026, "2026-01-01"),  # the contract takes over at once
        (["2025-06-30", "2025-12-31"], 2026, "2026-01-01"),  # the first one is prolonged by six months
        (["2024-12-31", "2026-06-30"], 2026, "2026-01-01"),  # or else the first would be prolonged beyond a year
        (["2025-03-31", "2026-02-28"], 2026, "2026-03-01"),
        (["2025-03-31", "2026-06-30"], 2026, "2026-01-01"),
        (["2024-06-30"], 2026, None),  # nothing is possible in 2026
        (["2027-05-31"], 2026, "2026-01-01"),  # the term is anticipated
    ],
)
def test_the_day_proposed(ends: list[str], year: int, day: str | None) -> None:
    expected = date.fromisoformat(day) if day else None
    assert proposed([date.fromisoformat(end) for end in ends], YEAR, year) == expected


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(st.lists(DAYS, min_size=1, max_size=5), st.none() | st.integers(2020, 2036))
def test_the_day_proposed_prolongs_no_convention_beyond_a_year(ends: list[date], year: int | None) -> None:
    day = proposed(ends, YEAR, year)
    if day is not None:
        assert day <= last_possible(ends, YEAR)
        assert year is None or day.year == year


def test_rows_without_a_gestionnaire_are_told_apart_by_their_names(programme: MakeProgramme) -> None:
    table = rows("350000022;;EHPAD A;;35;;2026;oui;84", "350000030;;EHPAD B;;35;;2026;oui;84")
    assert len(projets(programme(table))) == 2
