"""What the law does to a contract between the day it is signed and its term."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.dossier import dossier_of
from engine.errors import Finding, Severity
from engine.reading.yaml_strict import parse_yaml
from engine.writing.layout.plain import write_text

TODAY = date(2026, 11, 28)
JUGE = "pour les questions relatives à la tarification des établissements et services sociaux et médico-sociaux"


def contract(model: str, signed: str, effet: str, departement: str = "35", rest: str = "") -> tuple[str, list[Finding]]:
    """The words of a contract of five years, with straight apostrophes and plain spaces, and its findings."""
    known = f'departement: "{departement}"\n' if departement else ""
    text = f"modele: {model}\n{known}signature: {{date: {signed}}}\neffet: {effet}\nduree: 5 ans\n{rest}"
    dossier = dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), TODAY)
    assembled = dossier.assembled()
    return plain(write_text(assembled.document)), [*dossier.findings, *assembled.findings]


def plain(words: str) -> str:
    """Words with straight apostrophes and plain spaces."""
    return words.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def said(findings: list[Finding], code: str) -> list[str]:
    """What the findings of one code say."""
    return [plain(one.message) for one in findings if one.code == code]


@pytest.mark.parametrize("model", ["saad", "chrs"])
def test_no_contract_names_a_court_that_its_first_day_abolishes(model: str) -> None:
    words, _ = contract(model, "2024-12-20", "2025-01-01")
    assert "devant le tribunal administratif de Nantes" in words
    assert "interrégional" not in words


@pytest.mark.parametrize("model", ["saad", "chrs"])
def test_a_contract_names_no_court_that_was_designated_after_its_signature(model: str) -> None:
    words, findings = contract(model, "2024-01-15", "2024-02-01")
    assert "tribunal administratif de" not in words
    assert (
        "devant le tribunal interrégional de la tarification sanitaire et sociale jusqu'au 31 décembre 2024, compétent"
    ) in words
    assert (
        "ou devant le tribunal administratif compétent pour les autres questions et, à compter du 1er janvier 2025, "
        "pour toutes."
    ) in words
    assert any(
        "1er janvier 2025, dans l'année qui suit la prise d'effet" in one for one in said(findings, "droit-qui-change")
    )


@pytest.mark.parametrize(
    ("signed", "court"),
    [
        ("2023-11-20", "devant le tribunal interrégional de la tarification sanitaire et sociale compétent pour"),
        ("2024-12-06", "devant le tribunal administratif compétent, y compris pour les questions relatives"),
        ("2024-12-07", "devant le tribunal administratif de Nantes, compétent pour les questions relatives"),
    ],
)
def test_the_court_of_a_contract_to_come_is_the_one_known_at_its_signature(signed: str, court: str) -> None:
    words, findings = contract("saad", signed, "2025-01-01")
    assert court in words
    assert "celui du territoire est nommé" not in " ".join(plain(one.message) for one in findings)


@pytest.mark.parametrize("model", ["saad", "chrs"])
def test_a_contract_that_outlives_a_court_names_both(model: str) -> None:
    words, findings = contract(model, "2024-12-15", "2024-12-20")
    assert (
        "devant le tribunal interrégional de la tarification sanitaire et sociale jusqu'au 31 décembre 2024 et, "
        "à compter du 1er janvier 2025, devant le tribunal administratif de Nantes, compétents pour les questions"
    ) in words
    assert any(
        "1er janvier 2025, dans l'année qui suit la prise d'effet" in one for one in said(findings, "droit-qui-change")
    )


def test_a_contract_signed_before_the_law_that_abolishes_a_court_names_it_alone_and_the_drafter_is_told() -> None:
    words, findings = contract("saad", "2022-06-15", "2022-07-01")
    assert f"devant le tribunal interrégional de la tarification sanitaire et sociale compétent {JUGE}" in words
    assert any("1er janvier 2025, avant l'échéance" in one for one in said(findings, "droit-qui-change"))


@pytest.mark.parametrize(("model", "what"), [("saad", "à la tarification"), ("chrs", "au financement")])
@pytest.mark.parametrize(("signed", "effet"), [("2025-06-15", "2025-07-01"), ("2024-12-20", "2025-01-01")])
def test_where_no_court_is_known_one_sentence_says_so_and_a_finding(
    model: str, what: str, signed: str, effet: str
) -> None:
    words, findings = contract(model, signed, effet, departement="")
    (sentence,) = [line for line in words.splitlines() if "tribun" in line]
    assert sentence.endswith(
        "porté devant le tribunal administratif compétent, y compris pour les questions relatives "
        f"{what} des établissements et services sociaux et médico-sociaux."
    )
    told = [one for one in findings if "celui du territoire est nommé" in plain(one.message)]
    assert [one.reserve for one in told] == [True]


@pytest.mark.parametrize("model", ["saad", "chrs"])
def test_where_the_court_to_come_is_not_known_it_is_said_once(model: str) -> None:
    words, _ = contract(model, "2024-01-15", "2024-02-01", departement="")
    (sentence,) = [line for line in words.splitlines() if "tribun" in line]
    assert sentence.count("tribunal administratif compétent") == 1
    assert sentence.endswith(
        "ou devant le tribunal administratif compétent pour les autres questions et, à compter du 1er janvier 2025, "
        "pour toutes."
    )


@pytest.mark.parametrize(
    ("model", "departement", "signed", "effet", "told"),
    [
        ("saad", "67", "2020-12-15", "2021-01-01", "1er janvier 2021, entre la signature et la prise d'effet"),
        ("ehpad", "976", "2025-12-15", "2026-01-01", "1er janvier 2026, entre la signature et la prise d'effet"),
        ("ehpad", "974", "2019-12-15", "2020-01-01", "1er janvier 2020, entre la signature et la prise d'effet"),
        ("chrs", "35", "2021-03-15", "2021-04-01", "1er avril 2021, entre la signature et la prise d'effet"),
        ("saad", "35", "2023-06-15", "2023-07-01", "30 juin 2023, entre la signature et la prise d'effet"),
        ("saad", "75", "2018-12-15", "2019-01-01", "1er janvier 2019, entre la signature et la prise d'effet"),
    ],
)
def test_a_name_that_changes_before_the_contract_begins_is_told(
    model: str, departement: str, signed: str, effet: str, told: str
) -> None:
    rest = "preambule: libre\n" if model == "saad" else ""
    _, findings = contract(model, signed, effet, departement, rest)
    warned = [one for one in findings if one.severity is Severity.WARNING]
    assert any(told in one for one in said(warned, "droit-qui-change"))


def test_what_changes_late_in_the_contract_is_only_an_information() -> None:
    _, findings = contract("saad", "2021-12-27", "2022-01-01")
    late = [one for one in findings if one.code == "droit-qui-change" and "30 juin 2023" in plain(one.message)]
    assert [one.severity for one in late] == [Severity.INFORMATION]


DOTATION = "dotation_complementaire: {retenu: oui}\npreambule: libre\n"


@pytest.mark.parametrize("model", ["saad", "sad-ille-et-vilaine"])
@pytest.mark.parametrize(("signed", "refused"), [("2022-08-31", True), ("2022-09-01", False)])
def test_no_dotation_complementaire_before_its_decree(model: str, signed: str, refused: bool) -> None:
    _, findings = contract(model, signed, "2022-10-01", rest=DOTATION)
    errors = [one for one in findings if one.code == "clause-anachronique"]
    assert bool(errors) is refused
    assert all(one.severity is Severity.ERROR and "décret n° 2022-735" in plain(one.message) for one in errors)


@pytest.mark.parametrize(("signed", "refused"), [("2021-12-23", True), ("2021-12-24", False)])
def test_the_virage_domiciliaire_does_not_come_before_its_law(signed: str, refused: bool) -> None:
    _, findings = contract("saad", signed, "2022-01-01", rest="preambule: virage-domiciliaire\n")
    assert bool(said(findings, "clause-anachronique")) is refused


def test_an_article_not_created_yet_leaves_the_visa_and_is_told_elsewhere() -> None:
    words, findings = contract("chrs", "2018-06-01", "2018-06-01")
    assert "et notamment, dans sa partie législative, les articles L. 313-11, L. 322-1 et L. 345-1 et" in words
    assert any("L. 313-11-2" in one for one in said(findings, "texte-anachronique"))
    later, _ = contract("chrs", "2018-11-25", "2018-12-01")
    assert "les articles L. 313-11, L. 313-11-2, L. 322-1 et L. 345-1 et" in later


def test_a_contract_older_than_its_model_is_told() -> None:
    _, findings = contract("chrs", "2018-06-01", "2018-06-01")
    assert said(findings, "modele-posterieur")


@pytest.mark.parametrize(
    ("departement", "signed", "effet", "told"),
    [
        ("53", "2026-01-15", "2026-02-01", "avant l'échéance du contrat, qui le dit"),
        ("53", "2026-11-28", "2027-01-01", "avant la prise d'effet : le contrat n'en dit rien"),
        ("35", "2026-01-15", "2026-02-01", ""),
    ],
)
def test_the_end_of_an_experiment_is_to_be_verified_in_its_territories(
    departement: str, signed: str, effet: str, told: str
) -> None:
    _, findings = contract("ehpad", signed, effet, departement)
    found = [one for one in findings if one.code == "experimentation-qui-finit"]
    assert bool(found) is bool(told)
    assert all(one.reserve and told in plain(one.message) for one in found)


def test_a_name_that_changes_in_another_departement_that_signs_is_told() -> None:
    _, findings = contract("ehpad", "2020-12-15", "2021-01-01", "54", 'autres_departements: [{departement: "67"}]\n')
    assert any("« Collectivité européenne d'Alsace » remplace" in one for one in said(findings, "droit-qui-change"))


@pytest.mark.parametrize("model", ["saad", "sad-ille-et-vilaine"])
def test_every_preambule_that_speaks_of_a_law_waits_for_it(model: str) -> None:
    """The « contrat de progrès » speaks of the loi de financement de la sécurité sociale pour 2022."""
    rest = "preambule: contrat-de-progres\n"
    assert said(contract(model, "2021-12-23", "2022-01-01", rest=rest)[1], "clause-anachronique")
    assert not said(contract(model, "2021-12-24", "2022-01-01", rest=rest)[1], "clause-anachronique")


def test_a_service_whose_name_stays_the_same_does_not_change() -> None:
    """The DRIHL of Île-de-France went on in 2021; elsewhere the direction got another name."""
    changed = [said(contract("chrs", "2021-03-15", "2021-04-15", code)[1], "droit-qui-change") for code in ("75", "35")]
    paris, rennes = (" ".join(one) for one in changed)
    assert "directeur régional" not in paris
    assert "« directeur régional de l'économie, de l'emploi, du travail et des solidarités » remplace" in rennes


def test_the_amounts_of_the_year_are_told_as_a_warning_only_before_the_effect() -> None:
    _, findings = contract("saad", "2024-12-20", "2025-01-01")
    told = {plain(one.message)[-20:]: one.severity for one in findings if "tarif minimal de l" in one.message}
    assert [severity for words, severity in told.items() if "24,58" in words] == [Severity.WARNING]
    assert [severity for words, severity in told.items() if "25,00" in words] == [Severity.INFORMATION]


@pytest.mark.parametrize(("signed", "doubtful"), [("2022-04-27", True), ("2022-04-28", False)])
@pytest.mark.parametrize("model", ["saad", "chrs", "ehpad"])
def test_the_sixth_year_is_to_be_verified_in_a_contract_older_than_its_last_known_text(
    model: str, signed: str, doubtful: bool
) -> None:
    rest = "preambule: contrat-de-progres\n" if model == "saad" else ""
    _, findings = contract(model, signed, "2022-05-01", rest=rest)
    sixth = [one for one in findings if one.code == "visa-a-verifier" and "sixième année" in plain(one.hint)]
    assert bool(sixth) is doubtful
    assert all(one.reserve for one in sixth)


def test_a_contract_signed_before_the_law_of_an_experiment_says_nothing_and_its_drafter_is_told() -> None:
    words, findings = contract("ehpad", "2022-03-15", "2022-04-01", "53")
    assert "forfait global unique" not in words
    (told,) = said(findings, "experimentation-posterieure")
    assert "sa loi, du 28 février 2025, vient après la signature" in told
    assert not said(contract("ehpad", "2022-03-15", "2022-04-01", "35")[1], "experimentation-posterieure")


def test_an_effect_that_is_not_given_is_that_of_the_signature() -> None:
    text = b'modele: ehpad\ndepartement: "53"\nsignature: {date: 2025-06-15}\nduree: 5 ans\n'
    dossier = dossier_of(parse_yaml(text, "contrat.yaml"), Path("contrat.yaml"), TODAY)
    assert "du 1er juillet 2025 au 31 décembre 2026, un forfait global unique" in plain(
        write_text(dossier.assembled().document)
    )


def test_the_experiment_has_its_visas() -> None:
    words, _ = contract("ehpad", "2025-06-15", "2025-07-01", "53")
    assert "Vu la loi n° 2023-1250 du 26 décembre 2023" in words
    assert "Vu le décret n° 2025-168 du 20 février 2025" in words


@pytest.mark.parametrize(
    ("departement", "signed", "effet", "lost"),
    [
        ("53", "2026-11-28", "2027-01-01", True),
        ("35", "2026-01-15", "2026-02-01", True),
        ("53", "2025-06-15", "2025-07-01", False),
        ("53", "2025-03-15", "2025-04-01", False),
    ],
)
def test_a_forfait_unique_that_nothing_shows_is_told(departement: str, signed: str, effet: str, lost: bool) -> None:
    """Where the experiment meets the contract, the annexes show it (`cpom annexes`)."""
    rest = "etablissements: [{nom: EHPAD Exemple, nature: ehpad, forfait_unique: 1000000}]\n"
    _, findings = contract("ehpad", signed, effet, departement, rest)
    assert any("forfait_unique" in f"{one.message} {one.path}" for one in findings) is lost


@pytest.mark.parametrize(("signed", "told"), [("2027-12-31", False), ("2028-01-01", True)])
def test_a_plan_whose_years_are_past_is_to_be_verified(signed: str, told: bool) -> None:
    _, findings = contract("chrs", signed, "2028-02-01")
    doubts = [one for one in findings if one.code == "terme-a-verifier" and "Logement" in plain(one.message)]
    assert [one.severity for one in doubts] == [Severity.WARNING] * told


@pytest.mark.parametrize(("signed", "omitted"), [("2023-11-19", False), ("2024-01-01", True), ("2024-01-02", False)])
def test_the_sentence_on_the_least_tariff_is_never_left_out_in_silence(signed: str, omitted: bool) -> None:
    words, findings = contract("saad", signed, "2024-01-02", rest="services: [{habilitation_aide_sociale: non}]\n")
    assert ("Il tient compte du montant minimal" in words) is not omitted
    told = [one for one in findings if "La phrase du modèle sur le montant minimal est omise" in plain(one.message)]
    assert [one.reserve for one in told] == [True] * omitted
