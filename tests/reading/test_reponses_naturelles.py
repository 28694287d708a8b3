"""What people write in words of their own: read where it has one reading, and else told with what was meant."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.dossier import dossier_of
from engine.errors import InputError
from engine.law.codes import code_with_its_name
from engine.reading.lectures import CODE
from engine.reading.yaml_strict import parse_yaml
from models.jours import lire_jour
from models.lettres import en_lettres, nombre_en_lettres
from tests.bibliotheques import OURS
from tests.reading.test_lectures import read, said


@pytest.mark.parametrize("number", [*range(1001), 1100, 1980, 2026, 80_080, 200_000, 1_000_001, 2_500_080, 999_999_999])
def test_a_number_in_letters_comes_back(number: int) -> None:
    assert nombre_en_lettres(en_lettres(number)) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Deux", 2), ("une", 1), ("vingt et un", 21), ("vingt-et-un", 21), ("quatre-vingts", 80), ("deux cents", 200),
        ("soixante et onze", 71), ("quatre-vingt-dix-neuf", 99), ("deux mille vingt-six", 2026), ("zéro", 0),
        ("deux trois", None), ("vingt quatre vingt", None), ("un mille", None), ("et", None), ("", None),
        ("une douzaine", None), ("deux vingt", None),
    ],
)  # fmt: skip
def test_words_say_a_number_or_none(written: str, number: int | None) -> None:
    assert nombre_en_lettres(written) == number


@pytest.mark.parametrize(
    ("fait", "written", "value"),
    [
        ("entier", "deux", 2),
        ("entier", "deux exemplaires originaux", 2),
        ("entier", "deux (2)", 2),
        ("entier", "2 (deux) exemplaires", 2),
        ("places", "quatre-vingts places", 80),
        ("places", "80 pl.", 80),
        ("places", "80 places et lits", 80),
        ("montant", "douze mille euros", Decimal(12000)),
        ("montant", "douze mille euros (12 000 €)", Decimal(12000)),
        ("montant", "12 mille euros", Decimal(12000)),
        ("montant", "12 k€", Decimal(12000)),
        ("montant", "1,2 M€", Decimal(1200000)),
        ("montant", "1,2 million d'euros", Decimal(1200000)),
        ("montant", "12 000,00 EUR", Decimal(12000)),
        ("montant", "€ 12 000", Decimal(12000)),
        ("montant", "12 000 €.", Decimal(12000)),
        ("montant", "25 euros 10", Decimal("25.10")),
        ("montant", "25€10", Decimal("25.10")),
        ("tarif", "25,10 euros l'heure", Decimal("25.10")),
        ("tarif", "25,10 EUR/h", Decimal("25.10")),
        ("tarif", "25,10 par heure", Decimal("25.10")),
        ("pourcentage", "2,5 pour cent", Decimal("2.5")),
        ("pourcentage", "deux pour cent", Decimal(2)),
        ("pourcentage", "0,5 p. cent", Decimal("0.5")),
        ("oui_non", "Oui,", True),
        ("oui_non", "« non »", False),
        ("mode", "à taux fixe", "taux_fixe"),
        ("mode", "taux fixes", "taux_fixe"),
        ("mode", "taux_fixe : Taux fixe", "taux_fixe"),
        ("finess", "N° FINESS : 35 000 002 2 (EJ)", "350000022"),
        ("finess", "n° 350000022", "350000022"),
        ("siren", "SIREN : 732 829 320", "732829320"),
        ("siren", "732 829 320 R.C.S. Rennes", "732829320"),
    ],
)
def test_one_reading_is_taken(fait: str, written: str, value: object) -> None:
    assert read(fait, written) == value


@pytest.mark.parametrize(
    ("fait", "written", "told"),
    [
        ("entier", "II", "Écrivez « 2 »"),
        ("entier", "2 (trois)", "dit deux nombres, 2 et 3"),
        ("places", "env. 80", "Écrivez « 80 » et rien d'autre"),
        ("places", "80 places d'hébergement", "Écrivez « 80 » et rien d'autre"),
        ("montant", "12 000 € TTC", "Écrivez « 12 000 € » et rien d'autre"),
        ("montant", "douze mille euros (13 000 €)", "dit deux nombres"),
        ("montant", "12,345 k€", "a deux lectures : écrivez le montant en euros"),
        ("montant", "néant", "Écrivez 0 s'il n'y en a pas, et rien si vous l'ignorez."),
        ("duree", "cinq", "« 5 ans » ou « 5 mois » ?"),
        ("duree", "5 ans renouvelables", "Écrivez « 5 ans » et rien d'autre"),
        ("duree", "cinq (6) ans", "dit deux nombres, 5 et 6"),
        ("oui_non", "oui, en partie", "Vouliez-vous dire « oui » ?"),
        ("oui_non", "sans objet", "Vouliez-vous dire « non » ?"),
        ("mode", "fixe", "Vouliez-vous dire « taux_fixe » ?"),
        ("civilite", "Monsieur le Président", "Vouliez-vous dire « M. » ?"),
        ("civilite", "Mme Jeanne EXEMPLE", "Vouliez-vous dire « Mme » ?"),
        ("finess", "35000002", "Un tableur a-t-il ôté le zéro du début (« 035000002 ») ?"),
        ("siren", "732 829 320 00074", "le SIREN en est le début, 732829320"),
    ],
)
def test_what_is_doubtful_is_proposed(fait: str, written: str, told: str) -> None:
    assert told in said(fait, written)


@pytest.mark.parametrize("written", ["12 k", "12 mille", "#DIV/0!", "oui/non", "non renseigné", "M./Mme", "Mmes"])
def test_nothing_is_proposed_of_what_may_mean_anything(written: str) -> None:
    fait = "civilite" if written.startswith("M") else "oui_non" if "non" in written else "montant"
    told = said(fait, written)
    assert "Vouliez" not in told
    assert "rien d'autre" not in told


@pytest.mark.parametrize(
    "written",
    [
        "premier février 2026", "dimanche premier février deux mille vingt-six", "DIMANCHE 1ER FÉVRIER 2026",
        "dim. 1 février 2026", "dimanche, 1er février 2026", "à compter du 1er février 2026", "1er-févr.-2026",
        "1 er février 2026", "1° février 2026", "01 / 02 / 2026", "1er/02/2026", "1er février 2026.",
        "au 1er février 2026",
    ],
)  # fmt: skip
def test_a_day_in_words(written: str) -> None:
    assert lire_jour(written) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("1er février 26", "écrivez l'année en quatre chiffres (1er février 2026 ?)"),
        ("1-févr-26", "écrivez l'année en quatre chiffres (1-févr-2026 ?)"),
        ("lundi premier février 2026", "ce jour est un dimanche"),
        ("Rennes, le 1er février 2026", "Écrivez « 1er février 2026 » et rien d'autre"),
        ("20260201", "Écrivez « 2026-02-01 »"),
        ("2026-02", "il manque le jour"),
        ("sans objet", "Laissez vide une date que vous ignorez."),
        ("trente février 2026", "n'est pas un jour du calendrier"),
    ],
)
def test_a_day_in_doubtful_words(written: str, told: str) -> None:
    assert told in said("jour", written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("35 - Ille-et-Vilaine", "35"), ("Ille et Vilaine (35)", "35"), ("Ille-et-Vilaine", "35"), ("1", "01"),
        ("Département 35", "35"), ("le Département d'Ille-et-Vilaine", "35"), ("2a", "2A"), ("La Réunion", "974"),
        ("69M – Métropole de Lyon", "69M"), ("Rhône", None), ("35 - Morbihan", None), ("35000", None), ("Corse", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_departement_is_read_by_its_name(written: str, code: str | None) -> None:
    assert code_with_its_name(OURS, written) == code


def test_what_was_understood_is_told() -> None:
    text = (
        'modele: ehpad\ndepartement: "35 - Ille-et-Vilaine"\nautres_departements: [{departement: "Morbihan (56)"}]\n'
        "exemplaires: deux\neffet: premier janvier 2026\nduree: cinq (5) ans\n"
        "plan_de_financement: {fri_initial: 12 k€}\n"
    )
    dossier = dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), date(2026, 1, 1))
    assert [one.message for one in dossier.findings if one.code == CODE] == [
        "departement : « 35 - Ille-et-Vilaine », lu : 35.",
        "autres_departements[1].departement : « Morbihan (56) », lu : 56.",
        "exemplaires : « deux », lu : 2.",
        "effet : « premier janvier 2026 », lu : 1er\u00a0janvier 2026.",
        "duree : « cinq (5) ans », lu : cinq ans.",
        "plan_de_financement.fri_initial : « 12 k€ », lu : 12\u202f000.",
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("libre affectation", "libre"),
        ("LIBRE AFFECTATION", "libre"),
        ("libre affectation par l'organisme gestionnaire", "libre"),
        ("autorité", "autorite"),
        ("affectation", None),
        ("affectation par le gestionnaire", None),
    ],
)
def test_a_choice_is_read_by_the_words_of_its_label(written: str, value: str | None) -> None:
    source = parse_yaml(f'modele: saad\nmoyens: {{affectation_resultats: "{written}"}}\n'.encode(), "contrat.yaml")
    if value is None:
        with pytest.raises(InputError, match="n'est pas une valeur admise"):
            dossier_of(source, Path("contrat.yaml"), date(2026, 1, 1))
    else:
        contrat = dossier_of(source, Path("contrat.yaml"), date(2026, 1, 1)).contrat
        assert contrat.moyens.affectation_resultats == value  # type: ignore[attr-defined]
