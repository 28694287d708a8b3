"""The names of the collectivités, as a contract prints them."""

from dataclasses import astuple
from datetime import date

import pytest

from engine.errors import InputError
from engine.law.collectivites import authority, codes


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
    found = authority(code)
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
    found = authority(code)
    assert (found.executif_m, found.executif_f, found.de_assemblee) == (masculine, feminine, of_assembly)


def test_the_territory_and_its_authorities() -> None:
    found = authority("971")
    assert found.territoire == "la Guadeloupe"
    assert found.prefet_region == "préfet de la région Guadeloupe"
    assert found.ars == "agence régionale de santé Guadeloupe, Saint-Martin, Saint-Barthélemy"
    assert (found.service, found.tribunal) == ("DEETS", "Paris")


def test_a_collectivite_has_its_name_from_its_day_on() -> None:
    assert authority("67", date(2020, 12, 31)).nom == "Département du Bas-Rhin"
    assert authority("67", date(2021, 1, 1)).nom == "Collectivité européenne d’Alsace"
    assert authority("976", date(2025, 6, 1)).nom == "Département de Mayotte"


def test_every_code_of_the_official_list_is_there() -> None:
    metropole = [f"{n:02}" for n in range(1, 96) if n != 20]
    assert set(codes()) == {*metropole, "2A", "2B", "69M", "971", "972", "973", "974", "976"}


@pytest.mark.parametrize("code", codes())
def test_every_collectivite_is_whole_and_ready_to_print(code: str) -> None:
    found = authority(code)
    may_be_empty = {found.tribunal, found.note}
    for words in astuple(found):
        assert words or words in may_be_empty
        assert "'" not in words
    assert bool(found.remarque) == (found.statut == "à vérifier")


def test_a_code_is_read_as_people_type_it() -> None:
    assert authority("2a").code == "2A"
    assert authority(" 35 ").code == "35"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1", "Écrivez « 01 »."),
        ("035", "Écrivez « 35 »."),
        ("20", "En Corse, écrivez « 2A » ou « 2B »."),
        ("Corse", "En Corse, écrivez « 2A » ou « 2B »."),
        ("ille et vilaine", "Écrivez le code et non le nom : « 35 »."),
        ("Côte d'Or", "Écrivez le code et non le nom : « 21 »."),
        ("Département du Nord", "Écrivez le code et non le nom : « 59 »."),
        ("métropole de Lyon", "Écrivez le code et non le nom : « 69M »."),
        ("Alsace", "Écrivez le code et non le nom : « 67 » ou « 68 »."),
        ("999", "Un code a deux chiffres"),
        (" ", "Un code a deux chiffres"),
    ],
)
def test_what_is_not_a_code_is_answered_with_the_code(typed: str, hint: str) -> None:
    with pytest.raises(InputError) as raised:
        authority(typed)
    (finding,) = raised.value.findings
    assert (finding.code, finding.path) == ("departement-inconnu", ("departement",))
    assert typed in finding.message
    assert finding.hint.startswith(hint)
