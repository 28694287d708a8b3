"""The names of the collectivités, as a contract prints them."""

from dataclasses import asdict
from datetime import date

import pytest

from engine.errors import InputError
from engine.law.collectivites import authority, codes
from tests.bibliotheques import OURS


@pytest.mark.parametrize(
    ("code", "le", "du"),
    [
        ("01", "le Département de l’Ain", "du Département de l’Ain"),
        ("59", "le Département du Nord", "du Département du Nord"),
        ("35", "le Département d’Ille-et-Vilaine", "du Département d’Ille-et-Vilaine"),
        ("40", "le Département des Landes", "du Département des Landes"),
        ("77", "le Département de Seine-et-Marne", "du Département de Seine-et-Marne"),
        ("84", "le Département de Vaucluse", "du Département de Vaucluse"),
        ("69", "le Département du Rhône", "du Département du Rhône"),
        ("69M", "la Métropole de Lyon", "de la Métropole de Lyon"),
        ("75", "la Ville de Paris", "de la Ville de Paris"),
        ("68", "la Collectivité européenne d’Alsace", "de la Collectivité européenne d’Alsace"),
        ("2B", "la Collectivité de Corse", "de la Collectivité de Corse"),
        ("972", "la Collectivité territoriale de Martinique", "de la Collectivité territoriale de Martinique"),
        ("973", "la Collectivité territoriale de Guyane", "de la Collectivité territoriale de Guyane"),
        ("974", "le Département de La Réunion", "du Département de La Réunion"),
        ("976", "le Département-Région de Mayotte", "du Département-Région de Mayotte"),
    ],
)
def test_names_with_their_article(code: str, le: str, du: str) -> None:
    found = authority(OURS, code)
    assert (found.le, found.du) == (le, du)
    assert found.le_majuscule == le[0].upper() + le[1:]


@pytest.mark.parametrize(
    ("code", "masculine", "feminine", "of_assembly"),
    [
        ("35", "Président du Conseil départemental", "Présidente du Conseil départemental", "du Conseil départemental"),
        ("75", "Maire de Paris", "Maire de Paris", "du Conseil de Paris"),
        (
            "2A",
            "Président du Conseil exécutif de Corse",
            "Présidente du Conseil exécutif de Corse",
            "de l’Assemblée de Corse",
        ),
        (
            "972",
            "Président du Conseil exécutif de Martinique",
            "Présidente du Conseil exécutif de Martinique",
            "de l’Assemblée de Martinique",
        ),
    ],
)
def test_executive_and_assembly(code: str, masculine: str, feminine: str, of_assembly: str) -> None:
    found = authority(OURS, code)
    assert (found.executif_m, found.executif_f, found.de_assemblee) == (masculine, feminine, of_assembly)


def test_the_territory_and_its_authorities() -> None:
    found = authority(OURS, "971")
    assert found.territoire == "la Guadeloupe"
    assert found.prefet_region == "préfet de la région Guadeloupe"
    assert found.ars == "agence régionale de santé Guadeloupe, Saint-Martin, Saint-Barthélemy"
    assert (found.service, found.tribunal) == ("DEETS", "Paris")


def test_a_collectivite_has_its_name_from_its_day_on() -> None:
    assert authority(OURS, "67", date(2020, 12, 31)).nom == "Département du Bas-Rhin"
    assert authority(OURS, "67", date(2021, 1, 1)).nom == "Collectivité européenne d’Alsace"
    assert authority(OURS, "976", date(2025, 6, 1)).nom == "Département de Mayotte"


PARIS_2018 = "Président du Conseil de Paris siégeant en formation de conseil départemental"


def test_paris_was_a_departement_until_2019() -> None:
    before, after = authority(OURS, "75", date(2018, 12, 31)), authority(OURS, "75", date(2019, 1, 1))
    assert (before.nom, before.executif_m, before.appellation) == ("Département de Paris", PARIS_2018, "Département")
    assert (after.nom, after.executif_m, after.appellation) == ("Ville de Paris", "Maire de Paris", "Ville de Paris")
    assert "intitulé de l’exécutif" in before.remarque
    assert not after.remarque


@pytest.mark.parametrize(("code", "day"), [("75", date(2019, 6, 1)), ("976", date(2026, 1, 1))])
def test_who_allows_to_sign_is_not_guessed_where_the_law_leaves_it_open(code: str, day: date) -> None:
    assert authority(OURS, code, day).organe == ""


@pytest.mark.parametrize(
    ("code", "day", "ars", "prefet", "service"),
    [
        ("974", date(2019, 12, 31), "agence de santé de l’océan Indien", "préfet de La Réunion", "DJSCS"),
        ("974", date(2020, 1, 1), "agence régionale de santé La Réunion", "préfet de La Réunion", "DJSCS"),
        ("974", date(2021, 4, 1), "agence régionale de santé La Réunion", "préfet de La Réunion", "DEETS"),
        ("976", date(2019, 12, 31), "agence de santé de l’océan Indien", "préfet de Mayotte", "DJSCS"),
        ("976", date(2026, 3, 1), "agence régionale de santé Mayotte", "préfet de Mayotte", "DEETS"),
        ("973", date(2019, 12, 31), "agence régionale de santé Guyane", "préfet de la région Guyane", "DJSCS"),
        ("973", date(2020, 1, 1), "agence régionale de santé Guyane", "préfet de Guyane", "DGP"),
        ("973", date(2026, 3, 1), "agence régionale de santé Guyane", "préfet de Guyane", "DGP"),
        ("972", date(2020, 6, 1), "agence régionale de santé Martinique", "préfet de la région Martinique", "DJSCS"),
        ("2A", date(2018, 6, 1), "agence régionale de santé Corse", "préfet de Corse", ""),
        ("2B", date(2022, 6, 1), "agence régionale de santé Corse", "préfet de Corse", "DREETS"),
        (
            "75",
            date(2018, 6, 1),
            "agence régionale de santé Île-de-France",
            "préfet de la région Île-de-France",
            "DRIHL",
        ),
        ("35", date(2021, 3, 31), "agence régionale de santé Bretagne", "préfet de la région Bretagne", ""),
        ("35", date(2021, 4, 1), "agence régionale de santé Bretagne", "préfet de la région Bretagne", "DREETS"),
    ],
)
def test_the_authorities_of_a_region_have_the_names_of_the_day(
    code: str, day: date, ars: str, prefet: str, service: str
) -> None:
    found = authority(OURS, code, day)
    assert (found.ars, found.prefet_region, found.service) == (ars, prefet, service)


def test_a_departement_may_call_itself_otherwise() -> None:
    found = authority(OURS, "44").called(OURS, "Département de Loire-Atlantique")
    assert (found.le, found.du, found.au) == (
        "le Département de Loire-Atlantique",
        "du Département de Loire-Atlantique",
        "au Département de Loire-Atlantique",
    )
    assert found.de_territoire == "de Loire-Atlantique"
    assert "Loire-Atlantique" in authority(OURS, "44").remarque
    assert not found.remarque
    assert (
        authority(OURS, "22").called(OURS, "le Département des Côtes d'Armor").le == "le Département des Côtes d’Armor"
    )


@pytest.mark.parametrize("code", ["41", "44", "47", "82", "84"])
def test_a_name_that_departs_from_the_official_list_is_to_be_verified(code: str) -> None:
    assert "collectivite.denomination" in authority(OURS, code).remarque


def test_every_code_of_the_official_list_is_there() -> None:
    metropole = [f"{n:02}" for n in range(1, 96) if n != 20]
    assert set(codes(OURS)) == {*metropole, "2A", "2B", "69M", "971", "972", "973", "974", "976"}


@pytest.mark.parametrize("code", codes(OURS))
def test_every_collectivite_is_whole_and_ready_to_print(code: str) -> None:
    found = authority(OURS, code)
    may_be_empty = {"doute"} | ({"organe", "de_organe"} if code in {"75", "976"} else set())
    for name, words in asdict(found).items():
        assert words or name in may_be_empty, name
        assert "'" not in words
    assert found.remarque or found.statut == "confirmé"


def test_a_code_is_read_as_people_type_it() -> None:
    assert authority(OURS, "2a").code == "2A"
    assert authority(OURS, " 35 ").code == "35"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1", "Écrivez « 01 »."),
        ("035", "Écrivez « 35 »."),
        ("20", "En Corse, écrivez « 2A » ou « 2B »."),
        ("Corse", "En Corse, écrivez « 2A » ou « 2B »."),
        ("ille et vilaine", "Écrivez le code et non le nom : « 35 »."),
        ("Ile et Vilaine", "Vouliez-vous dire « 35 » (Ille-et-Vilaine) ? Écrivez le code et non le nom."),
        ("Morbian", "Vouliez-vous dire « 56 » (Morbihan) ? Écrivez le code et non le nom."),
        ("Côte d'Or", "Écrivez le code et non le nom : « 21 »."),
        ("Département du Nord", "Écrivez le code et non le nom : « 59 »."),
        ("métropole de Lyon", "Écrivez le code et non le nom : « 69M »."),
        ("Alsace", "Écrivez le code et non le nom : « 67 » ou « 68 »."),
        ("999", "Un code a deux chiffres"),
        (" ", "Un code a deux chiffres"),
        ("9A", "C'est le code de FINESS pour la Guadeloupe : écrivez « 971 »."),
        ("9b", "C'est le code de FINESS pour la Martinique : écrivez « 972 »."),
        ("9C", "C'est le code de FINESS pour la Guyane : écrivez « 973 »."),
        ("9D", "C'est le code de FINESS pour La Réunion : écrivez « 974 »."),
        ("9F", "C'est le code de FINESS pour Mayotte : écrivez « 976 »."),
    ],
)
def test_what_is_not_a_code_is_answered_with_the_code(typed: str, hint: str) -> None:
    with pytest.raises(InputError) as raised:
        authority(OURS, typed)
    (finding,) = raised.value.findings
    assert (finding.code, finding.path) == ("departement-inconnu", ("departement",))
    assert typed in finding.message
    assert finding.hint.startswith(hint)
