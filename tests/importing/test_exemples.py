"""The workbook of each example goes back into it, and fills a description that has none of its figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.annexes.classeur import workbook
from engine.dossier import Dossier, dossier_of, open_dossier
from engine.errors import Path as YamlPath
from engine.importing.importer import Outcome, import_sheets
from engine.importing.spreadsheet import read_workbook
from engine.importing.yaml_edit import edited
from engine.reading.yaml_strict import parse_yaml
from engine.writing import write_workbook

TODAY = date(2026, 1, 15)
EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
COMPLETE = [
    Path(f"data/exemples/{name}.yaml")
    for name in (
        "chrs-complet", "ehpad-complet", "saad-mixte", "saad-seine-et-marne-association",
        "sad-ille-et-vilaine-association",
    )
]  # fmt: skip


def again(dossier: Dossier, text: str) -> Dossier:
    return dossier_of(parse_yaml(text.encode(), "contrat.yaml"), dossier.path, TODAY)


def imported(workbook_of: Dossier, into: Dossier, folder: Path) -> Outcome:
    file = folder / "annexes.xlsx"
    file.write_bytes(write_workbook(workbook(workbook_of.assembled())))
    return import_sheets(into, read_workbook(file).sheets, file.name, TODAY)


def typed(dossier: Dossier) -> dict[YamlPath, Decimal | str]:
    """Every fact that the workbook of a description holds."""
    cells = (cell for sheet in workbook(dossier.assembled()).sheets for cell in sheet.cells)
    return {cell.path: cell.value for cell in cells if cell.role == "input" and cell.value is not None}


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_workbook_of_an_example_changes_nothing_in_it(file: Path, tmp_path: Path) -> None:
    dossier = open_dossier(file, TODAY)
    outcome = imported(dossier, dossier, tmp_path)
    assert (outcome.changes, outcome.findings, outcome.text) == ((), (), dossier.source.text)


@pytest.mark.parametrize("file", COMPLETE, ids=lambda file: file.stem)
def test_the_workbook_of_an_example_fills_the_same_without_its_figures(file: Path, tmp_path: Path) -> None:
    dossier = open_dossier(file, TODAY)
    facts = typed(dossier)
    assert facts
    without = again(dossier, edited(dossier.source.text, dict.fromkeys(facts, ""), lambda _names: []))
    assert typed(without) == {}
    outcome = imported(dossier, without, tmp_path)
    assert outcome.findings == ()
    assert len(outcome.changes) == len(facts)
    assert typed(again(dossier, outcome.text)) == facts
    assert comments(outcome.text) == comments(dossier.source.text)


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("# ")]


def test_the_workbook_of_a_whole_contract_fills_a_first_draft(tmp_path: Path) -> None:
    """Rows of years that the draft has not are made; its own words and the order of its keys stay."""
    complete = open_dossier(Path("data/exemples/saad-seine-et-marne-association.yaml"), TODAY)
    draft = open_dossier(Path("data/exemples/saad-seine-et-marne-premier-jet.yaml"), TODAY)
    outcome = imported(complete, draft, tmp_path)
    filled = typed(again(draft, outcome.text))
    assert typed(complete).items() <= filled.items()
    kept = [line for line in draft.source.text.splitlines() if line not in outcome.text.splitlines()]
    assert all(line.strip().partition(":")[0] in {path[-1] for path in typed(draft)} for line in kept)
