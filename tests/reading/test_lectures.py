"""What people type is read where it has one reading, told where it is not the form asked for, and else refused."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.dossier import dossier_of
from engine.errors import InputError, Severity
from engine.libraries.questions import Question, compose
from engine.reading.description import validate
from engine.reading.lectures import CODE
from engine.reading.yaml_strict import parse_yaml
from models.jours import Duree, lire_annee, lire_duree, lire_jour
from models.nombres import lire_entier, lire_montant, lire_nombre
from models.reponses import lire_oui_non

GENRES = (
    "montant",
    "nombre",
    "entier",
    "pourcentage",
    "jour",
    "duree",
    "oui_non",
    "civilite",
    "finess",
    "siren",
)
MODELE = compose(
    "lectures",
    {f"faits.{genre}": Question(type=genre, libelle=genre) for genre in GENRES}
    | {
        "faits.places": Question(type="entier", unite="places", libelle="places"),
        "faits.tarif": Question(type="montant", unite="€/h", libelle="tarif"),
        "faits.mode": Question(type="choix", libelle="mode", choix={"taux_fixe": "Taux fixe", "libre": "Au choix"}),
    },
)


def read(fait: str, written: str) -> Any:
    text = f"modele: saad\nfaits:\n  {fait}: '{written.replace(chr(39), chr(39) * 2)}'\n"
    return getattr(validate(parse_yaml(text.encode(), "contrat.yaml"), MODELE).faits, fait)  # type: ignore[attr-defined]


def said(fait: str, written: str) -> str:
    with pytest.raises(InputError) as stopped:
        read(fait, written)
    (found,) = stopped.value.findings
    assert found.place
    return f"{found.message} {found.hint}"


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("88", "88"),
        ("88 000", "88000"),
        ("88\u202f000", "88000"),
        ("88’000", "88000"),
        ("1'234.50", "1234.50"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("12 345,678", "12345.678"),
        ("12 345.678", "12345.678"),
        ("1.234,567", "1234.567"),
        ("1234.567", "1234.567"),
        ("0,125", "0.125"),
        ("88,0000", "88"),
        ("−12,5", "-12.5"),
    ],
)
def test_a_number_with_one_reading_is_read(written: str, figure: str) -> None:
    assert lire_nombre(written) == Decimal(figure)


@pytest.mark.parametrize("fait", ["montant", "nombre", "entier", "places", "tarif"])
@pytest.mark.parametrize("written", ["88.000", "88,000"])
def test_a_mark_and_three_digits_have_two_readings(fait: str, written: str) -> None:
    told = said(fait, written)
    assert f"« {written} » peut se lire 88 (écrivez « 88 ») ou 88 mille (écrivez « 88 000 »)." in told


@pytest.mark.parametrize("written", ["40.000 €", "3,000", "1.260", "-1.260", "999,999"])
def test_neither_reading_is_taken(written: str) -> None:
    with pytest.raises(ValueError, match=r"peut se lire|deux décimales"):
        lire_montant(written)


def test_a_percentage_has_two_readings_too() -> None:
    assert "peut se lire 12,345 (écrivez « 12,3450 ») ou 12 345" in said("pourcentage", "12,345 %")
    assert read("pourcentage", "12,3450 %") == Decimal("12.345")


@pytest.mark.parametrize(
    "written", ["1.234.56", "1 23", "1.23 456", "12.345 678", "1,2,3", "1 234.567,8.9", "01 234", ".5", "5,", "1e3"]
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="un nombre est attendu"):
        lire_nombre(written)


@pytest.mark.parametrize(("written", "count"), [("80", 80), ("80 places", 80), ("80 lits", 80), ("80.0", 80)])
def test_what_is_counted_is_whole(written: str, count: int) -> None:
    assert read("places", written) == count


@pytest.mark.parametrize("written", ["80,5", "80,5 places"])
def test_half_a_place_is_refused(written: str) -> None:
    assert "ce qui se compte (places, personnes, années) n'a pas de décimales" in said("places", written)


def test_a_count_in_another_unit_is_refused() -> None:
    assert "et non en €" in said("places", "80 €")
    assert "et non en personnes" in said("places", "80 personnes")
    with pytest.raises(ValueError, match="et non un nombre en %"):
        lire_entier("80 %")


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-01",
        "2026-2-1",
        "2026/02/01",
        "2026-02-01T00:00:00",
        "2026-02-01 00:00:00",
        "01/02/2026",
        "1/2/2026",
        "01.02.2026",
        "01-02-2026",
        "1er février 2026",
        "1er\u00a0février 2026",
        "1 février 2026",
        "1er Fevrier 2026",
        "1er févr. 2026",
        "le 1er février 2026",
        "dimanche 1er février 2026",
    ],
)
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert lire_jour(written) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("01/02/26", "écrivez l'année en quatre chiffres (01/02/2026 ?)"),
        ("15/13/2026", "n'est pas un jour du calendrier"),
        ("31 février 2026", "n'est pas un jour du calendrier"),
        ("lundi 1er février 2026", "ce jour est un dimanche"),
        ("février 2026", "il manque le jour"),
        ("46054", "est le numéro d'un jour dans un tableur"),
        ("2026-02-01T08:30:00", "une date est attendue"),
    ],
)
def test_a_day_that_is_doubtful_is_refused(written: str, told: str) -> None:
    assert told in said("jour", written)


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("5 ans", 60),
        ("5 années", 60),
        ("cinq ans", 60),
        ("Cinq années", 60),
        ("un an", 12),
        ("60 mois", 60),
        ("dix-huit mois", 18),
        ("1 an et 6 mois", 18),
        ("5 ans (60 mois)", 60),
        ("cinq (5) ans", 60),
        ("5 (cinq) ans", 60),
        ("une durée de cinq ans.", 60),
        ("un an et demi", 18),
        ("2,5 ans", 30),
        ("trois années civiles", 36),
        ("60 mois, soit 5 ans", 60),
        ("six trimestres", 18),
        ("5 ans (6 mois)", None),
        ("6 mois et 1 an", None),
        ("des mois", None),
    ],
)
def test_a_duration(written: str, months: int | None) -> None:
    if months is None:
        assert "une durée est attendue" in said("duree", written)
    else:
        assert lire_duree(written) == Duree(months)


@pytest.mark.parametrize("written", ["oui", "OUI", "Oui.", "o", "x", "X", "1", "VRAI", "true", "yes", "✓"])
def test_yes(written: str) -> None:
    assert lire_oui_non(written) is True


@pytest.mark.parametrize("written", ["non", "N", "0", "FAUX", "false", "no"])
def test_no(written: str) -> None:
    assert lire_oui_non(written) is False


@pytest.mark.parametrize(
    ("fait", "written", "value"),
    [
        ("civilite", "Monsieur", "M."),
        ("civilite", "M", "M."),
        ("civilite", "Mr", "M."),
        ("civilite", "Mme.", "Mme"),
        ("civilite", "madame", "Mme"),
        ("finess", '="350000022"', "350000022"),
        ("finess", "35 000 002 2", "350000022"),
        ("finess", "35.000.002.2", "350000022"),
        ("finess", "350000022.0", "350000022"),
        ("finess", "'350000022", "350000022"),
        ("finess", "2a0000012", "2A0000012"),
        ("siren", "732 829 320", "732829320"),
        ("siren", "732.829.320", "732829320"),
        ("mode", "Taux fixe", "taux_fixe"),
        ("mode", "au choix", "libre"),
        ("tarif", "25,10 €/h", Decimal("25.10")),
        ("tarif", "25,10 € par heure", Decimal("25.10")),
    ],
)
def test_an_answer_is_read_as_people_write_it(fait: str, written: str, value: object) -> None:
    assert read(fait, written) == value


@pytest.mark.parametrize(
    ("written", "meant"),
    [("homme", "M."), ("femme", "Mme"), ("Mademoiselle", "Mme"), ("F", "Mme"), ("Madame la Préfète", "Mme")],
)
def test_a_doubtful_civilite_is_proposed(written: str, meant: str) -> None:
    assert said("civilite", written).endswith(f"Vouliez-vous dire « {meant} » ?")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Public", "etablissement_public"), ("Privé lucratif", "societe"), ("Privé non lucratif", "association")],
)
def test_a_statut_of_the_finess_register_is_proposed(written: str, meant: str) -> None:
    text = f"modele: saad\ngestionnaire: {{statut: {written}}}\n"
    with pytest.raises(InputError, match=f"Vouliez-vous dire « {meant} »"):
        dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), date(2026, 1, 1))


def test_a_year_that_a_spreadsheet_wrote() -> None:
    assert [lire_annee(one) for one in ("2026", "2026.0", "année 2026")] == [2026] * 3
    with pytest.raises(ValueError, match="quatre chiffres"):
        lire_annee("2.026")


def test_what_was_read_is_told_where_it_is_written() -> None:
    """The forms that the questionnaire asks for are not told: 2026-01-05 and « 5 ans » go without saying."""
    text = (
        "modele: saad\ndepartement: '35'\n"
        "gestionnaire:\n  statut: SARL\n  siren: 732.829.320\n  representant: {civilite: Monsieur}\n"
        "effet: 1er février 2026\nduree: cinq ans\nexemplaires: 2 exemplaires\nsignature: {date: 2026-01-05}\n"
        "dotation_complementaire: {retenu: VRAI, appel: 15.01.2025, resultats: 15/02/2025}\n"
    )
    dossier = dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), date(2026, 1, 1))
    told = {str(one.place): one.message for one in dossier.findings if one.code == CODE}
    assert told == {
        "contrat.yaml:4:11": "gestionnaire.statut : « SARL », lu : societe.",
        "contrat.yaml:5:10": "gestionnaire.siren : « 732.829.320 », lu : 732829320.",
        "contrat.yaml:6:28": "gestionnaire.representant.civilite : « Monsieur », lu : M.",
        "contrat.yaml:7:8": "effet : « 1er février 2026 », lu : 1er\u00a0février 2026.",
        "contrat.yaml:8:8": "duree : « cinq ans », lu : cinq ans.",
        "contrat.yaml:9:14": "exemplaires : « 2 exemplaires », lu : 2.",
        "contrat.yaml:11:35": "dotation_complementaire.retenu : « VRAI », lu : oui.",
        "contrat.yaml:11:48": "dotation_complementaire.appel : « 15.01.2025 », lu : 15\u00a0janvier 2025.",
    }
    assert {one.severity for one in dossier.findings if one.code == CODE} == {Severity.INFORMATION}


@pytest.mark.parametrize(
    ("statut", "forme"),
    [("SARL", "sarl"), ("Société à responsabilité limitée", "sarl"), ("CCAS", "ccas"), ("association", None)],
)
def test_a_legal_form_given_for_the_statut_is_the_forme_too(statut: str, forme: str | None) -> None:
    text = f"modele: saad\ngestionnaire: {{statut: {statut}}}\n"
    assert validate(parse_yaml(text.encode(), "contrat.yaml"), MODELE).gestionnaire.forme == forme


def test_what_was_refused_is_not_told_as_read() -> None:
    text = "modele: saad\nobjectifs: [{intitule: Améliorer, dotation_complementaire: peut-être}]\n"
    with pytest.raises(InputError) as stopped:
        dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), date(2026, 1, 1))
    assert [one.code for one in stopped.value.findings if one.path[:1] == ("objectifs",)] == ["valeur-refusee"]
