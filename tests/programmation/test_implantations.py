"""The FINESS number of a row is one of its département: told once, at its row, whatever is made of the rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.checks.finess_departement import CODE
from engine.cli import main
from engine.errors import Finding, Severity
from engine.lot.draft import draft
from engine.lot.outcome import Order
from engine.programmation.arrete import arrete
from engine.programmation.audit import audit
from engine.programmation.programme import Programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from tests.programmations import HEAD, MakeProgramme, rows

ORDER = Order(("txt",), date(2026, 1, 1))
ELSEWHERE = "350000022;350000014;EHPAD A;Association Exemple;29;;2026;oui;84"
THERE = "220000012;350000014;EHPAD B;Association Exemple;22;;2026;oui;45"
REGIONAL = HEAD + "regroupement: region\n"


def of_the_numbers(found: object) -> list[Finding]:
    return [one for one in found if one.code == CODE]  # type: ignore[attr-defined]


def of_the_contracts(programme: Programme) -> list[Finding]:
    made = [one for one in projets(programme) if isinstance(one, Projet)]
    assert made
    return of_the_numbers(one for projet in made for one in draft(projet, ORDER).findings)


@pytest.mark.parametrize("head", [HEAD, REGIONAL, REGIONAL.replace("ehpad", "chrs")])
def test_a_number_of_another_departement_is_told_once_at_its_row(programme: MakeProgramme, head: str) -> None:
    read = programme(rows(THERE, ELSEWHERE), head)

    (told,) = of_the_numbers(audit(read))
    assert str(told.place).endswith("tableau.csv:3:1")
    assert told.severity is Severity.WARNING
    assert "« 350000022 » n'est pas un numéro FINESS du département 29" in told.message
    assert of_the_contracts(read) == []
    assert of_the_numbers(draft(arrete(read, ORDER.today), ORDER).findings) == []


@pytest.mark.parametrize("head", [HEAD, REGIONAL, REGIONAL.replace("ehpad", "chrs")])
def test_the_rows_of_a_regional_contract_are_each_in_their_departement(programme: MakeProgramme, head: str) -> None:
    read = programme(rows(THERE, ELSEWHERE.replace("350000022", "290000025")), head)

    assert of_the_numbers(audit(read)) == []
    assert of_the_contracts(read) == []
    assert of_the_numbers(draft(arrete(read, ORDER.today), ORDER).findings) == []


def test_an_establishment_that_no_row_gives_is_told_of_its_contract(programme: MakeProgramme) -> None:
    head = HEAD.replace("{duree: 5 ans}", '{duree: 5 ans, departement: "29"}')
    read = programme(rows("350000022;350000014;EHPAD A;Association Exemple;;;2026;oui;84"), head)

    assert of_the_numbers(audit(read)) == []
    assert [one.severity for one in of_the_contracts(read)] == [Severity.WARNING]


@pytest.mark.parametrize("command", [["programmation", "verifier"], ["lot"], ["programmation", "arrete"]])
def test_every_command_shows_it(
    programme: MakeProgramme, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    programme(rows(ELSEWHERE))
    written = [] if command[-1] == "verifier" else ["--format", "txt", "--sortie", str(tmp_path / "sortie")]
    main([*command, str(tmp_path / "programme.yaml"), *written])
    out = capsys.readouterr()
    reports = (
        path.read_text(encoding="utf-8") for path in (tmp_path / "sortie").glob("rapport.*") if "xlsx" not in path.name
    )
    said = "".join((out.out, out.err, *reports))
    assert "350000022" in said
    assert CODE in said or "n'est pas un numéro FINESS du département 29" in said
