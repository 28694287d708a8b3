"""The names of things at a date, as they fit in a sentence."""

from datetime import date

import pytest

from engine.errors import InputError, Severity
from engine.law.collectivites import authority, codes
from engine.law.denominations import load_denominations, term, to_ask
from tests.bibliotheques import OURS

BEFORE, AFTER = date(2022, 9, 15), date(2025, 3, 1)
FORMS = ("singulier", "pluriel", "sigle", "le", "du", "au", "un", "les", "des", "aux")


@pytest.mark.parametrize(
    ("key", "form", "before", "after"),
    [
        ("saad", "singulier", "service d’aide et d’accompagnement à domicile", "service autonomie à domicile"),
        ("saad", "des", "des services d’aide et d’accompagnement à domicile", "des services autonomie à domicile"),
        ("saad", "sigle", "SAAD", "SAD"),
        ("evaluation", "du", "de l’évaluation interne/externe", "de l’évaluation de la qualité"),
        (
            "juridiction-tarification",
            "le",
            "le tribunal interrégional de la tarification sanitaire et sociale",
            "le tribunal administratif",
        ),
    ],
)
def test_names_change_with_the_law(key: str, form: str, before: str, after: str) -> None:
    assert term(OURS, key, BEFORE, form).texte == before
    assert term(OURS, key, AFTER, form).texte == after


@pytest.mark.parametrize(
    ("departement", "court"),
    [
        ("35", "tribunal administratif de Nantes"),
        ("69M", "tribunal administratif de Lyon"),
        ("974", "tribunal administratif de Paris"),
        ("92", "tribunal administratif de Versailles"),
        ("2A", "tribunal administratif de Marseille"),
        ("65", "tribunal administratif de Bordeaux"),
        (None, "tribunal administratif"),
    ],
)
def test_the_court_for_tariffs_is_that_of_the_departement(departement: str | None, court: str) -> None:
    assert term(OURS, "juridiction-tarification", AFTER, departement=departement).texte == court


@pytest.mark.parametrize(
    ("departement", "day", "name"),
    [
        ("974", date(2021, 3, 31), "DJSCS"),
        ("973", date(2019, 12, 31), "DJSCS"),
        ("35", date(2021, 4, 1), "DREETS"),
        ("974", date(2021, 4, 1), "DEETS"),
        ("93", date(2020, 1, 1), "DRIHL"),
        ("93", date(2025, 1, 1), "DRIHL"),
    ],
)
def test_the_state_service_is_that_of_the_territory(departement: str, day: date, name: str) -> None:
    assert term(OURS, "service-deconcentre", day, "sigle", departement).texte == name


def test_a_service_that_the_region_does_not_tell_is_asked() -> None:
    """Twelve regions had a DRDJSCS or a DRJSCS until 31 March 2021: which one is the description's to say."""
    key, eve = "directrice-du-service-deconcentre", date(2021, 3, 31)
    asked = to_ask(OURS, key, eve, "35")
    assert asked is not None
    assert asked.fait == "service_etat.direction"
    assert to_ask(OURS, key, date(2021, 4, 1), "35") is None
    assert to_ask(OURS, key, eve, "974") is None
    assert to_ask(OURS, key, eve, "93") is None
    said = term(OURS, key, eve, departement="35", answer="DRJSCS")
    assert said.texte == "directrice régionale de la jeunesse, des sports et de la cohésion sociale"
    assert not said.findings


def test_guyane_has_a_general_direction_and_no_acronym() -> None:
    day = date(2024, 7, 18)
    named = term(OURS, "directeur-du-service-deconcentre", day, departement="973")
    assert named.texte == "directeur général des populations"
    assert [finding.code for finding in named.findings] == ["terme-usage"]
    assert "DGCOPOP" in named.remarque
    assert term(OURS, "directeur-du-service-deconcentre", day, "sigle", "973").texte == ""


def test_what_a_name_replaces_is_that_of_the_territory() -> None:
    (finding,) = term(OURS, "service-deconcentre", date(2022, 6, 15), departement="974").findings
    before = "direction de la jeunesse, des sports et de la cohésion sociale"
    after = "direction de l’économie, de l’emploi, du travail et des solidarités"
    assert finding.message.replace("\u00a0", " ") == f"« {after} » a remplacé « {before} » le 1er avril 2021."


def test_the_saad_take_their_new_name_on_30_june_2023() -> None:
    assert term(OURS, "saad", date(2023, 6, 29), "sigle").texte == "SAAD"
    assert term(OURS, "saad", date(2023, 6, 30), "sigle").texte == "SAD"


def test_a_new_name_is_reported_once_whatever_its_form() -> None:
    found = {finding for form in ("singulier", "pluriel", "le") for finding in term(OURS, "saad", AFTER, form).findings}
    (finding,) = found
    assert finding.code == "terme-remplace"
    assert finding.severity is Severity.INFORMATION
    assert finding.source


def test_as_published_the_name_is_the_models_and_a_warning_says_it_is_outdated() -> None:
    named = term(OURS, "juridiction-tarification", AFTER, departement="35", as_published=True)
    assert named.texte == "tribunal interrégional de la tarification sanitaire et sociale"
    assert [finding.severity for finding in named.findings] == [Severity.WARNING]
    assert "tribunal administratif de Nantes" in named.remarque


def test_a_name_to_verify_says_so() -> None:
    named = term(OURS, "plan-logement-dabord", date(2023, 2, 1))
    assert named.texte == "plan quinquennal pour le Logement d’abord et la lutte contre le sans-abrisme 2018-2022"
    assert "dénomination à vérifier" in named.remarque.replace("\u00a0", " ")


def test_a_plan_is_not_named_before_it_was_presented() -> None:
    assert "2018-2022" in term(OURS, "plan-logement-dabord", date(2023, 6, 19)).texte
    assert "2023-2027" in term(OURS, "plan-logement-dabord", date(2023, 6, 20)).texte


@pytest.mark.parametrize("key", sorted(load_denominations(OURS)))
def test_a_form_that_exists_once_exists_at_every_date_and_everywhere(key: str) -> None:
    def exists(form: str, day: date, departement: str | None) -> bool:
        try:
            term(OURS, key, day, form, departement)
            return True
        except InputError:
            return False

    days = [date(year, month, 15) for year in (2017, 2018, 2021, 2022, 2023, 2025, 2027) for month in (1, 8)]
    one_of_each = {(authority(OURS, code).tribunal, authority(OURS, code).service): code for code in codes(OURS)}
    territories = [None, *one_of_each.values()]
    for form in FORMS:
        assert len({exists(form, day, departement) for day in days for departement in territories}) == 1, form


def test_unknown_names_and_forms_are_refused() -> None:
    with pytest.raises(InputError, match="n'est pas dans"):
        term(OURS, "sad", AFTER)
    with pytest.raises(InputError, match="n'a pas de forme « duel »"):
        term(OURS, "saad", AFTER, "duel")
