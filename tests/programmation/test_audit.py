"""The audit: what is wrong with a programmation as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli import main
from engine.programmation.audit import audit
from tests.programmations import HEAD, TABLE, MakeProgramme, rows

GOOD = (
    "350000022;350000014;EHPAD A;Association Exemple;35;;2026;oui;84",
    "220000012;220000020;EHPAD B;Fondation Exemple;22;;2027;oui;45",
)


def codes(found: object) -> list[str]:
    return [one.code for one in found]  # type: ignore[attr-defined]


def test_a_sound_programmation_has_nothing_to_mend(programme: MakeProgramme) -> None:
    assert audit(programme()) == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("350000022;350000014;EHPAD A bis;Association Exemple;35;;2026;oui;84", "finess-programme-deux-fois"),
        ("350000030;350000014;EHPAD C;Association Autre;35;;2026;oui;84", "gestionnaire-incoherent"),
        ("350000030;350000048;EHPAD C;Association Exemple;35;;2026;oui;84", "gestionnaire-a-deux-finess"),
        ("350000030;350000014;EHPAD C;Association Exemple;35;;2028;oui;84", "annees-differentes"),
        ("350000030;350000055;EHPAD C;Autre;35;;;oui;84", "annee-absente"),
        ("350000030;;EHPAD C;;35;;2026;oui;84", "gestionnaire-absent"),
        ("350000030;350000055;EHPAD C;Autre;35;;2031;oui;84", "annee-hors-periode"),
        ("350000030;350000055;EHPAD C;Autre;35;30/06/2024;2026;oui;84", "convention-trop-prolongee"),
        ("350000030;350000014;EHPAD C;;;;2026;oui;84", "departement-absent"),
    ],
)
def test_a_row_that_contradicts_the_others_is_told_at_its_place(programme: MakeProgramme, row: str, code: str) -> None:
    found = audit(programme(rows(*GOOD, row)))
    assert codes(found) == [code]
    assert all(one.place and one.hint for one in found)


@pytest.mark.parametrize(
    ("end", "hint"),
    [
        ("30/06/2026", "Avancez sa signature, par exemple au 1er\u00a0juillet 2026."),
        ("30/06/2024", "Aucune année de la programmation n'y suffit : vérifiez la date de fin de la convention."),
    ],
)
def test_an_earlier_signature_is_proposed_in_the_years_of_the_programmation_alone(
    programme: MakeProgramme, end: str, hint: str
) -> None:
    (found,) = audit(programme(rows(*GOOD, f"350000030;350000055;EHPAD C;Autre;35;{end};2029;oui;84")))
    assert (found.code, found.hint) == ("convention-trop-prolongee", hint)


def test_a_name_that_is_written_in_two_ways_is_told(programme: MakeProgramme) -> None:
    """The contract prints one of them, and its gestionnaire signs it."""
    table = rows(
        "350000022;350000014;EHPAD A;Association des Îles;35;;2026;oui;84",
        "350000030;350000014;EHPAD B;Association Des Iles;35;;2026;oui;84",
    )
    (found,) = audit(programme(table))
    assert found.code == "gestionnaire-ecrit-autrement"
    assert "« Association Des Iles », et « Association des Îles »" in found.message


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("2026-2030", "2026-2029", "periode-de-programmation"),
        ("publication: 2025-12-05", "publication: 2025-12-31", "publication-tardive"),
        ("publication: 2025-12-05", "publication: 2025-11-01", "publication-anterieure"),
        ("tableau: tableau.csv\n", "", "programmation-vide"),
    ],
)
def test_a_head_that_the_text_forbids_is_told(programme: MakeProgramme, before: str, after: str, code: str) -> None:
    assert codes(audit(programme(TABLE, HEAD.replace(before, after)))) == [code]


def test_the_arrete_may_be_published_until_the_30th_of_december(programme: MakeProgramme) -> None:
    assert audit(programme(TABLE, HEAD.replace("2025-12-05", "2025-12-30"))) == []


def test_a_day_is_proposed_where_conventions_end_on_several(programme: MakeProgramme) -> None:
    table = rows(
        "350000022;350000014;EHPAD A;Association Exemple;35;30/06/2025;2026;oui;84",
        "350000030;350000014;EHPAD B;Association Exemple;35;31/12/2025;2026;oui;84",
    )
    found = audit(programme(table))
    assert codes(found) == ["date-proposee"]
    assert "1er janvier 2026" in found[0].message.replace("\u00a0", " ")


def test_no_more_places_are_habilitated_than_there_are(programme: MakeProgramme) -> None:
    table = TABLE.replace("Capacité", "Capacité;Capacité habilitée").replace("oui;84", "oui;84;85")
    assert codes(audit(programme(table))) == ["capacite-habilitee"]


def test_the_legal_limit_of_a_model_is_told(programme: MakeProgramme) -> None:
    head = HEAD.replace("modele: ehpad", "modele: chrs").replace("commun: {duree: 5 ans}\n", "")
    found = audit(programme(rows(GOOD[0]), head))
    assert codes(found) == ["signature-apres-echeance"]
    assert "après le 31 décembre 2022" in found[0].message.replace("\u00a0", " ")
    assert "à titre conservatoire" in found[0].hint
    assert "légale" not in found[0].message


def test_a_regional_contract_says_whom_it_binds(programme: MakeProgramme) -> None:
    table = rows(GOOD[0], GOOD[1].replace("220000020", "350000014").replace("Fondation", "Association"))
    (found,) = audit(programme(table.replace("2027", "2026"), HEAD + "regroupement: region\n"))
    assert found.code == "contrat-regional"
    assert "département 35" in found.message
    assert "22" in found.message


@pytest.mark.parametrize(
    ("annee", "effet", "words"),
    [
        ("2026", "01/01/2025", "il se signe en 2026"),
        ("2025", "01/11/2025", "l'arrêté qui le programme est du 24 novembre 2025"),
        ("2027", "01/12/2026", "il se signe en 2027"),
    ],
)
def test_a_contract_that_takes_effect_before_it_can_be_signed_is_told(
    programme: MakeProgramme, annee: str, effet: str, words: str
) -> None:
    table = rows(f"350000022;350000014;EHPAD A;Association Exemple;35;;{annee};oui;84;{effet}")
    table = table.replace("Capacité", "Capacité;Date d'effet", 1)
    head = HEAD.replace("2026-2030", "2025-2029").replace("publication: 2025-12-05", "publication: 2024-12-05")
    (found,) = [one for one in audit(programme(table, head)) if one.code == "effet-avant-signature"]
    assert words in found.message.replace("\u00a0", " ")
    assert found.place


def test_a_contract_that_takes_effect_from_its_year_and_after_its_act_is_left_alone(programme: MakeProgramme) -> None:
    table = rows("350000022;350000014;EHPAD A;Association Exemple;35;;2026;oui;84;01/01/2026")
    assert audit(programme(table.replace("Capacité", "Capacité;Date d'effet", 1))) == []


def test_what_an_adjustment_moves_takes_effect_after_it_and_what_it_keeps_after_the_first_act(
    programme: MakeProgramme, tmp_path: Path
) -> None:
    kept = "350000022;350000014;EHPAD A;Association Exemple;35;;2026;oui;84"
    programme(rows(kept))
    for name in ("tableau.csv", "programme.yaml"):
        (tmp_path / name).rename(tmp_path / f"avant-{name}")
    before = (tmp_path / "avant-programme.yaml").read_text(encoding="utf-8")
    (tmp_path / "avant-programme.yaml").write_text(before.replace("tableau.csv", "avant-tableau.csv"), encoding="utf-8")
    head = HEAD.replace("arrete: {date: 2025-11-24, publication: 2025-12-05}", "precedente: avant-programme.yaml")
    head += "arrete: {date: 2026-03-02, publication: 2026-03-05}\n"
    added = "220000012;220000020;EHPAD B;Fondation Exemple;22;;2026;oui;45"
    found = audit(programme(rows(kept, added), head))
    assert [(one.code, "Fondation Exemple" in one.message) for one in found] == [("effet-avant-signature", True)]


def test_a_fault_of_a_row_is_not_told_again_of_its_contract(
    programme: MakeProgramme, capsys: pytest.CaptureFixture[str]
) -> None:
    made = programme(
        TABLE.replace("Capacité", "Capacité;Capacité habilitée").replace("oui;84", "oui;84;85").rstrip("\n")
        + "\n350000022;350000014;EHPAD A bis;Association Exemple;35;;2026;oui;84;\n"
    )
    assert main(["programmation", "verifier", str(made.path)]) == 1
    said = capsys.readouterr().out
    assert said.count("[finess-programme-deux-fois]") == said.count("[capacite-habilitee]") == 1
    assert "[finess-double]" not in said
    assert "[capacites-capacite-habilitee]" not in said
