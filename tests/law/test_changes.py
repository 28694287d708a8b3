"""The working list of a legal watch: what changes between two days, and whom it reaches."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from engine.cli import main
from engine.law.applicable import Droit
from engine.law.changes import changes
from engine.law.experimentations import experiment_traits
from tests.bibliotheques import OURS


def test_the_changes_of_a_period_are_told_in_order_with_their_day() -> None:
    found = [(one.day.isoformat(), one.key) for one in changes(OURS, date(2023, 7, 1), date(2025, 1, 1))]
    assert ("2023-07-16", "decret-2016-502") in found
    assert ("2024-01-01", "tarif-minimal") in found
    assert ("2025-01-01", "juridiction-tarification") in found
    assert found == sorted(found)


def test_the_names_of_regions_and_collectivites_change_in_their_territories() -> None:
    told = changes(OURS, date(2018, 6, 1), date(2026, 6, 1))
    found = {(one.day, one.key, one.words.replace("\u00a0", " ")): one.territoires for one in told}
    ars = "Mayotte : « agence régionale de santé Mayotte » remplace « agence de santé de l’océan Indien »"
    assert found[date(2020, 1, 1), "autorite.ars", ars] == ("976",)
    service = (
        "Guyane : « direction générale des populations » remplace « direction de la jeunesse, des sports et de la "
        "cohésion sociale »"
    )
    assert found[date(2020, 1, 1), "service-deconcentre", service] == ("973",)
    prefet = "Guyane : « préfet de Guyane » remplace « préfet de la région Guyane »"
    assert found[date(2020, 1, 1), "autorite.de_prefet", prefet] == ("973",)
    paris = "« Ville de Paris » remplace « Département de Paris »"
    assert found[date(2019, 1, 1), "autorite.nom", paris] == ("75",)
    alsace = "« Collectivité européenne d’Alsace » remplace « Département du Bas-Rhin » et « Département du Haut-Rhin »"
    assert found[date(2021, 1, 1), "autorite.nom", alsace] == ("67", "68")


def test_a_change_of_the_names_of_a_region_reaches_its_contracts_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for code in ("974", "35"):
        text = f'modele: ehpad\ndepartement: "{code}"\nsignature: {{date: 2019-06-01}}\n'
        (tmp_path / f"{code}.yaml").write_text(text, encoding="utf-8")
    files = [str(tmp_path / f"{code}.yaml") for code in ("974", "35")]
    assert main(["droit", "--de", "2019-12-01", "--a", "2020-01-01", *files]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    line = said[said.index("autorite.ars La Réunion") :].split("autorite.", 2)[1]
    assert "974.yaml" in line
    assert "35.yaml" not in line


def test_a_change_belongs_to_one_period() -> None:
    """The first day is left out, the last is in: two periods in a row tell each change once."""
    whole = changes(OURS, date(2017, 1, 1), date(2027, 1, 1))
    halves = changes(OURS, date(2017, 1, 1), date(2023, 7, 16)) + changes(OURS, date(2023, 7, 16), date(2027, 1, 1))
    assert whole == halves


def test_the_end_of_the_saad_reaches_their_clauses_and_examples(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["droit", "--de", "2023-07-01", "--a", "2023-08-01", "data/exemples/saad-habilite.yaml"]
    assert main(words) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "16 juillet 2023 : decret-2016-502 est remplacé par le décret n° 2023-608" in said
    assert "clauses de saad : visas" in said
    assert "descriptions : data/exemples/saad-habilite.yaml" in said


def test_a_description_that_cannot_be_read_is_told_and_returned(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "faux.yaml").write_text("modele: [", encoding="utf-8")
    files = [str(tmp_path / "faux.yaml"), "data/exemples/saad-habilite.yaml"]
    assert main(["droit", "--de", "2023-07-01", "--a", "2023-08-01", *files]) == 1
    said = capsys.readouterr()
    assert "descriptions : data/exemples/saad-habilite.yaml" in said.out
    assert "faux.yaml:1:10: erreur [yaml-syntaxe]" in said.err


def test_the_law_of_a_day_says_what_is_in_force_and_what_is_not_sure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["droit", "--date", "2025-03-01"]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Droit du 1er mars 2025" in said
    assert "tarif-minimal : 24,58 €/h en 2025 ; confirmé" in said
    assert "; remplacé par decret-2023-608 ; confirmé" in said
    assert "; remplacée par directive-2006-111 ; confirmé" in said
    assert re.findall(r"(?m)^\S+ : la [^;]*; remplacé par", said) == []
    assert "; à vérifier" in said


@pytest.mark.parametrize(
    ("departement", "signed", "life", "expected"),
    [
        # The contract ends before the experiment begins, or begins after it has ended.
        ("22", date(2024, 1, 1), (date(2024, 1, 1), date(2025, 6, 30)), {"non"}),
        ("22", date(2026, 11, 28), (date(2027, 1, 1), date(2031, 12, 31)), {"non"}),
        # One day in common is enough.
        ("22", date(2025, 3, 1), (date(2025, 3, 1), date(2025, 7, 1)), {"ensuite"}),
        ("22", date(2026, 11, 28), (date(2026, 12, 31), date(2031, 12, 30)), {"oui"}),
        # Signed before the first day, effective on it.
        ("22", date(2025, 6, 15), (date(2025, 7, 1), date(2030, 6, 30)), {"oui"}),
        # Signed before the law of 28 February 2025 that fixes its days and its territories.
        ("22", date(2024, 6, 15), (date(2024, 7, 1), date(2029, 6, 30)), {"non"}),
        # The term is unknown: it decides.
        ("22", date(2025, 3, 15), (date(2025, 4, 1), None), {"ensuite", "non"}),
        ("22", date(2025, 6, 15), (date(2025, 7, 1), None), {"oui"}),
        # Other territories, and none.
        ("35", date(2026, 1, 1), (date(2026, 1, 1), date(2030, 12, 31)), {"non"}),
        ("69M", date(2026, 1, 1), (date(2026, 1, 1), date(2030, 12, 31)), {"oui"}),
        ("69", date(2026, 1, 1), (date(2026, 1, 1), date(2030, 12, 31)), {"non"}),
        (None, date(2026, 1, 1), (date(2026, 1, 1), date(2030, 12, 31)), {"oui", "non"}),
        (None, date(2027, 1, 1), (date(2027, 1, 1), date(2031, 12, 31)), {"non"}),
    ],
)
def test_the_forfait_unique_applies_where_the_contract_and_the_experiment_overlap(
    departement: str | None, signed: date, life: tuple[date, date | None], expected: set[str]
) -> None:
    droit = Droit(signed, departement=departement, debut=life[0], fin=life[1], bibliotheque=OURS)
    assert experiment_traits(droit)["forfait_unique"].valeurs == expected


@pytest.mark.parametrize(
    ("first", "others", "expected"),
    [
        ("53", ("49",), {"oui"}),
        ("53", ("44",), {"en_partie"}),
        ("44", ("53", "72"), {"en_partie"}),
        ("44", ("72",), {"non"}),
        ("53", (None,), {"oui", "en_partie"}),
        ("44", (None,), {"en_partie", "non"}),
        (None, (None,), {"oui", "en_partie", "non"}),
    ],
)
def test_an_experiment_is_decided_in_each_departement_that_signs(
    first: str | None, others: tuple[str | None, ...], expected: set[str]
) -> None:
    signed = date(2026, 1, 15)
    droit = Droit(signed, departement=first, debut=signed, fin=date(2031, 1, 14), autres=others, bibliotheque=OURS)
    assert experiment_traits(droit)["forfait_unique"].valeurs == expected


def test_a_change_reaches_a_contract_in_any_of_its_territories() -> None:
    (alsace,) = [one for one in changes(OURS, date(2020, 12, 31), date(2021, 1, 1)) if one.key == "autorite.nom"]
    assert alsace.reaches({"autorite.nom"}, ("54", "67"))
    assert not alsace.reaches({"autorite.nom"}, ("54", "57"))
