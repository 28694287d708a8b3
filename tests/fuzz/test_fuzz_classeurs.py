"""Workbooks drawn by lot: the figures that are read are those written, and the rest is refused by its cell."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from engine.dossier import dossier_of
from engine.errors import InputError, Severity
from engine.importing.importer import import_sheets
from engine.importing.spreadsheet import read_workbook
from engine.reading.yaml_strict import parse_yaml
from tests.fuzz.classeurs import EXAMPLES, folder_of, workbooks
from tests.fuzz.essais import tried
from tests.fuzz.sorties import TODAY, told


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_workbook_completes_its_description_or_is_refused(name: str) -> None:
    path = folder_of(name)
    text = path.read_bytes()

    @given(workbooks(name))
    @tried(6, share=0.1)
    def test(content: bytes) -> None:
        dossier = dossier_of(parse_yaml(text, path.name), path, TODAY)
        try:
            with tempfile.TemporaryDirectory() as folder:
                (Path(folder) / "annexes.xlsx").write_bytes(content)
                book = read_workbook(Path(folder) / "annexes.xlsx")
            outcome = import_sheets(dossier, book.sheets, "annexes.xlsx", TODAY, erase=False)
        except InputError as error:
            assert all(one.hint for one in told(error))  # noqa: PT017 - one of two ways out
            return
        wrong = [one for one in (*book.findings, *outcome.findings) if one.severity is Severity.ERROR]
        assert all(one.place and one.place.file and (one.message or one.hint) for one in wrong), wrong
        if outcome.refused:
            return
        after = parse_yaml(outcome.text.encode(), path.name)
        assert (
            import_sheets(dossier_of(after, path, TODAY), book.sheets, "annexes.xlsx", TODAY, erase=False).changes == ()
        )
        for change in outcome.changes:
            said: object = after.data
            for step in change.path:
                said = said[step]  # type: ignore[index]
            assert str(said) == change.new or not change.new

    test()
