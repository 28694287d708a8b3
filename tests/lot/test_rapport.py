"""The reports of a run say the same of the same contracts, however the run went, and never what is not true."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

import engine.commands.run
import engine.commands.work.lot
from engine.cli import main
from engine.lot.journal import Entry
from engine.lot.run import run
from tests.programmations import HEAD, TABLE, rows

REPORTS = ("rapport.html", "rapport.xlsx", "echeances.ics", "manifeste.json")
BAD_ROW = "560000036;560000044;EHPAD Exemple des Ajoncs;Mutualité Exemple;56;;2026;non;une quarantaine"


class Lot:
    """A programmation in a folder, and the runs made of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write(TABLE)

    def write(self, table: str, head: str = HEAD) -> None:
        (self.folder / "tableau.csv").write_text(table, encoding="utf-8")
        (self.folder / "programme.yaml").write_text(head, encoding="utf-8")

    def run(self, name: str, *words: str) -> int:
        programme, into = str(self.folder / "programme.yaml"), str(self.folder / name)
        return main(["lot", programme, "--format", "txt", "--sortie", into, *words])

    def reports(self, name: str) -> dict[str, bytes]:
        return {report: (self.folder / name / report).read_bytes() for report in REPORTS}

    def words(self, name: str) -> str:
        """What the page says."""
        return "".join(map(str, html.document_fromstring(self.reports(name)["rapport.html"].decode()).itertext()))

    def manifest(self, name: str) -> Any:
        return json.loads((self.folder / name / "manifeste.json").read_bytes())

    def states(self, name: str) -> dict[str, str]:
        return {one["nom"]: one["etat"] for one in self.manifest(name)["contrats"]}


@pytest.fixture
def lot(tmp_path: Path) -> Lot:
    return Lot(tmp_path)


def stopping(monkeypatch: pytest.MonkeyPatch, after: int, error: BaseException) -> None:
    """Have the next run stopped after so many contracts."""

    def cut(*arguments: Any, **options: Any) -> Iterator[Entry]:
        for count, entry in enumerate(run(*arguments, **options), start=1):
            yield entry
            if count == after:
                monkeypatch.undo()
                raise error

    monkeypatch.setattr(engine.commands.work.lot, "run_batch", cut)


def test_a_run_taken_up_again_is_told_as_one_that_never_stopped(lot: Lot, monkeypatch: pytest.MonkeyPatch) -> None:
    lot.run("entier")
    stopping(monkeypatch, 1, KeyboardInterrupt())
    assert lot.run("repris") == 1
    assert set(lot.states("repris").values()) == {"écrit", "à rédiger"}
    assert lot.run("repris", "--reprendre") == 0
    assert lot.reports("repris") == lot.reports("entier")
    lot.run("repris", "--reprendre")  # nothing has changed
    assert lot.reports("repris") == lot.reports("entier")


def test_nothing_depends_on_the_day_of_the_run(lot: Lot, monkeypatch: pytest.MonkeyPatch) -> None:
    lot.run("un-jour")
    monkeypatch.setattr(engine.commands.run, "date", SimpleNamespace(today=lambda: date(2031, 7, 14)))
    lot.run("un-autre")
    assert lot.reports("un-jour") == lot.reports("un-autre")


def test_the_order_of_the_rows_is_not_that_of_the_contracts(lot: Lot) -> None:
    """By year, département and gestionnaire; and the places are those of today's table, though nothing is redone."""
    lot.run("lot")
    head, first, second, third = TABLE.splitlines()
    lot.write("\n".join([head, third, first, second, ""]))
    lot.run("lot", "--reprendre")
    assert list(lot.states("lot")) == ["2026/35-association-exemple", "2027/22-fondation-exemple"]
    lot.run("entier")
    assert lot.reports("lot") == lot.reports("entier")


def test_a_contract_that_has_no_description_is_reported_with_the_others(lot: Lot) -> None:
    head, first, *_ = TABLE.splitlines()
    lot.write(f"{head};Fichier\n{first};\n{BAD_ROW.replace('une quarantaine', '40')};absent.yaml\n")
    assert lot.run("lot") == 1
    assert lot.states("lot") == {"2026/35-association-exemple": "écrit", "2026/56-mutualite-exemple": "à corriger"}
    assert "Mutualité Exemple (56)\u00a0: tableau.csv, ligne 3, colonne 10" in lot.words("lot")


def test_what_is_wrong_with_the_table_is_in_the_report(lot: Lot) -> None:
    lot.write(rows(*TABLE.splitlines()[1:], BAD_ROW))
    lot.run("lot")
    assert "« une quarantaine »" in lot.words("lot")
    assert "Mutualité Exemple (56)\u00a0: tableau.csv, ligne 5, colonne 9" in lot.words("lot")


def test_the_manifest_tells_the_files_that_are_there(lot: Lot) -> None:
    lot.run("lot")
    told = {path: digest for one in lot.manifest("lot")["contrats"] for path, digest in one["fichiers"].items()}
    told |= lot.manifest("lot")["rapports"]
    folder = lot.folder / "lot"
    there = [file for file in folder.rglob("*") if file.is_file()]
    found = {file.relative_to(folder).as_posix(): sha256(file.read_bytes()).hexdigest() for file in there}
    assert found.keys() - told.keys() == {"manifeste.json", "cpom-journal.jsonl"}
    assert told.items() <= found.items()


def test_the_reports_say_nothing_of_the_machine(lot: Lot) -> None:
    lot.write(rows(*TABLE.splitlines()[1:], BAD_ROW))
    lot.run("lot")
    reports = lot.reports("lot")
    with zipfile.ZipFile(BytesIO(reports.pop("rapport.xlsx"))) as workbook:
        reports |= {name: workbook.read(name) for name in workbook.namelist()}
    assert [name for name, content in reports.items() if str(lot.folder).encode() in content] == []


def test_a_report_that_cannot_be_written_does_not_hold_back_the_others(
    lot: Lot, capsys: pytest.CaptureFixture[str]
) -> None:
    (lot.folder / "lot" / "rapport.xlsx").mkdir(parents=True)
    assert lot.run("lot") == 1
    assert "rapport.xlsx ne peut pas être écrit" in capsys.readouterr().err
    assert lot.manifest("lot")["rapports"].keys() == {"rapport.html", "echeances.ics"}


def test_a_terminal_is_told_the_essentials(lot: Lot, capsys: pytest.CaptureFixture[str]) -> None:
    lot.run("lot")
    told = capsys.readouterr()
    assert told.out == f"{lot.folder / 'lot'} : 2 écrits\n"
    assert "À compléter : " in told.err
    assert (
        f"Rapport : {lot.folder / 'lot' / 'rapport.html'} (et rapport.xlsx, echeances.ics, manifeste.json)" in told.err
    )
