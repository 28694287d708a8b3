"""The contracts of a programmation: who signs together, and what each description says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Place
from engine.programmation.dates import last_possible, proposed
from engine.programmation.groupes import groupes
from engine.programmation.programme import Programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets as every_projet
from engine.programmation.rows import Row, Rows
from models.fiches.groupe import of_values
from models.jours import Duree
from models.programmation import Ligne, Programmation
from tests.bibliotheques import OURS
from tests.programmations import HEAD, TABLE, MakeProgramme, rows

YEAR = Duree(12)


def projets(found: Programme, year: int | None = None) -> list[Projet]:
    return [one for one in every_projet(found, year) if isinstance(one, Projet)]


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


@pytest.mark.parametrize(
    ("gestionnaire", "departement", "name"),
    [
        ("A/B", "35", "2026/35-a-b"),
        ("../../x", "35", "2026/35-x"),
        ("/etc/passwd", "35", "2026/35-etc-passwd"),
        ("Asso. : * ? < > |", "35", "2026/35-asso"),
        ("x" * 300, "35", f"2026/35-{'x' * 60}"),
        ("Œuvre de l’Exemple", "35", "2026/35-oeuvre-de-l-exemple"),
        ("\U0001f600", "35", "2026/35"),
        ("!!!", "", "2026/gestionnaire"),
        ("CON", "", "2026/contrat-con"),
        ("lpt1", "", "2026/contrat-lpt1"),
        ("Association", "../../x", "2026/x-association"),
        ("Association", "9" * 300, "2026/9999999999-association"),
        ("Association", "CON", "2026/con-association"),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(
    programme: MakeProgramme, gestionnaire: str, departement: str, name: str
) -> None:
    table = rows(f"350000022;;EHPAD A;{gestionnaire};{departement};;2026;oui;84")
    assert [groupe.nom for groupe in programme(table).groupes] == [name]


@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=5)), min_size=1, max_size=5))
def test_whatever_a_table_says_files_stay_in_their_folder_and_apart(said: list[tuple[str, str]]) -> None:
    head = of_values(Programmation, {"regroupement": "departement"})
    lines = [
        Row(of_values(Ligne, {"gestionnaire": who, "departement": where, "annee": 2026}), Place("t", at), {})
        for at, (who, where) in enumerate(said)
    ]
    made = [groupe.nom for groupe in groupes(Rows(lines, Ligne), head, OURS)]
    assert all(re.fullmatch("2026/[0-9a-z][0-9a-z-]{0,99}", one) for one in made)
    assert len({one.casefold() for one in made}) == len(made)


def test_a_departement_is_known_however_its_code_is_written(programme: MakeProgramme) -> None:
    table = rows(
        "010000024;;EHPAD A;Association Exemple;1;;2026;oui;84",
        "010000032;;EHPAD B;Association Exemple;01;;2026;oui;84",
        "2A0000014;;EHPAD C;Association Exemple;2a;;2026;oui;84",
    )
    assert [groupe.departement for groupe in programme(table).groupes] == ["01", "2A"]


def test_a_row_of_the_yaml_is_written_as_a_row_of_a_table(programme: MakeProgramme) -> None:
    more = "etablissements: [{nom: EHPAD E, gestionnaire: Association Autre, departement: 1, annee: 2026}]\n"
    assert programme(head=HEAD + more).groupes[0].departement == "01"


def test_the_day_that_a_row_settles_comes_before_that_of_every_contract(programme: MakeProgramme) -> None:
    table = TABLE.replace("Capacité", "Effet").replace("oui;84", "oui;01/03/2026").replace("60", "").replace("45", "")
    made = projets(programme(table, HEAD.replace("{duree: 5 ans}", "{effet: 2026-01-01}")))
    assert [yaml.safe_load(one.texte)["effet"] for one in made] == ["2026-03-01", "2026-01-01"]


REGIONAL = (
    "350000022;350000014;EHPAD A;Association Exemple;35;;2026;oui;84",
    "220000012;350000014;EHPAD B;Association Exemple;22;;2026;oui;84",
    "290000017;350000014;EHPAD C;Association Exemple;29;;2026;oui;84",
    "130000015;350000014;EHPAD D;Association Exemple;13;;2026;oui;84",
)


def test_a_regional_contract_names_every_collectivite_that_signs_it(programme: MakeProgramme) -> None:
    head = HEAD + "regroupement: region\n"
    head += 'departements: {"22": {collectivite: {president: {civilite: Mme, prenom: Jeanne, nom: EXEMPLE}}}}\n'
    first, second = (yaml.safe_load(one.texte) for one in projets(programme(rows(*REGIONAL), head)))
    assert first["departement"] == "35"
    assert first["autres_departements"] == [
        {"departement": "22", "civilite": "Mme", "prenom": "Jeanne", "nom": "EXEMPLE"},
        {"departement": "29"},
    ]
    assert (second["departement"], "autres_departements" in second) == ("13", False)  # of another region


def test_a_regional_contract_has_the_facts_of_each_departement(programme: MakeProgramme) -> None:
    head = HEAD.replace("{duree", "{visas: {schemas: [{intitule: le PRS, date: 2023-10-31}]}, duree")
    head += """regroupement: region
departements:
  "22": {comite: {departement: [la directrice]}, aide_sociale: {reglement: le règlement des Côtes-d'Armor}}
  "29":
    metropole: {competente: oui, nom: Exemple Métropole, president: {civilite: M., nom: EXEMPLE}, decision: 2025-12-15}
    visas: {schemas: [{intitule: le PRS, date: 2023-10-31}, {intitule: le schéma du Finistère, date: 2022-06-20}]}
"""
    first = yaml.safe_load(projets(programme(rows(*REGIONAL), head))[0].texte)
    assert first["autres_departements"] == [
        {"departement": "22", "comite": ["la directrice"], "reglement": "le règlement des Côtes-d'Armor"},
        {"departement": "29", "metropole": "Exemple Métropole", "civilite": "M.", "nom": "EXEMPLE",
         "decision": "2025-12-15"},
    ]  # fmt: skip
    assert [one["intitule"] for one in first["visas"]["schemas"]] == ["le PRS", "le schéma du Finistère"]


def test_a_scheme_of_one_departement_comes_after_those_of_all(programme: MakeProgramme) -> None:
    head = HEAD.replace("{duree", "{visas: {schemas: [{intitule: le PRS}]}, duree") + "regroupement: region\n"
    head += 'departements: {"35": {visas: {schemas: [{intitule: le schéma breton}]}}}\n'
    first = yaml.safe_load(projets(programme(rows(*REGIONAL), head))[0].texte)
    assert first["visas"]["schemas"] == [{"intitule": "le PRS"}, {"intitule": "le schéma breton"}]


def test_contracts_cite_the_first_arrete_and_those_that_have_adjusted_it(
    programme: MakeProgramme, tmp_path: Path
) -> None:
    before = HEAD.replace("{date: 2025-11-24", "{numero: 2025-1, date: 2025-11-24")
    (tmp_path / "avant.yaml").write_text(before, encoding="utf-8")
    after = HEAD.replace("{date: 2025-11-24", "{numero: 2026-2, date: 2026-11-20") + "precedente: avant.yaml\n"
    first = yaml.safe_load(projets(programme(head=after))[0].texte)
    assert first["visas"]["programmation"] == "2025-11-24"
    assert first["programmation"] == {
        "numero": "2025-1",
        "modificatifs": [{"numero": "2026-2", "date": "2026-11-20"}],
        "signataires": [{"departement": "22"}, {"departement": "35"}],
    }


def test_an_arrete_is_signed_by_whomever_one_contract_alone_names(programme: MakeProgramme, tmp_path: Path) -> None:
    metropole = "metropole: {competente: oui, nom: Exemple Métropole}\n"
    (tmp_path / "propre.yaml").write_text(metropole, encoding="utf-8")
    first, *others = TABLE.splitlines()
    own = "350000048;350000055;EHPAD Exemple du Parc;Mutuelle Exemple;35;;2026;oui;50;propre.yaml"
    table = "\n".join([f"{first};Description", *(f"{one};" for one in others), own, ""])
    signed = yaml.safe_load(projets(programme(table))[0].texte)["programmation"]["signataires"]
    assert signed == [
        {"departement": "22"},
        {"departement": "35"},
        {"departement": "35", "metropole": "Exemple Métropole"},
    ]


def test_whoever_signs_a_regional_contract_may_be_told(programme: MakeProgramme) -> None:
    head = HEAD.replace("{duree", '{autres_departements: [{departement: "22"}], duree') + "regroupement: region\n"
    first = yaml.safe_load(projets(programme(rows(*REGIONAL), head))[0].texte)
    assert first["autres_departements"] == [{"departement": "22"}]
