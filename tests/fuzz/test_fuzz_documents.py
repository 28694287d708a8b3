"""Documents drawn by lot: their words are read in both views, or a sentence says why not; never a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from engine.errors import InputError, Severity
from engine.reading.enclosed import read_description
from engine.rereading.files.read import read_edited
from tests.fuzz.documents import documents, written
from tests.fuzz.essais import tried
from tests.fuzz.sorties import told


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_document_is_read_or_is_refused(kind: str) -> None:
    @given(documents(kind))
    @tried(12, share=0.1)
    def test(content: bytes) -> None:
        try:
            both = [read_edited(content, f"contrat.{kind}", view) for view in ("finale", "initiale")]
        except InputError as error:
            assert all(one.hint for one in told(error))  # noqa: PT017 - one of two ways out
            return
        for edited in both:
            assert all(one.hint and one.place for one in edited.findings)
            assert all(one.severity is not Severity.ERROR for one in edited.findings)
            assert all(line.text.strip() for line in edited.lines)
            placed = [*(one.line for one in edited.revisions), *(one.line for one in edited.comments)]
            assert all(0 <= line <= len(edited.lines) for line in placed)

    test()


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_its_description_is_read_or_refused(kind: str) -> None:
    @given(documents(kind))
    @tried(12, share=0.1)
    def test(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"contrat.{kind}"
            path.write_bytes(content)
            try:
                source = read_description(path)
            except InputError as error:
                assert all(one.hint for one in told(error))  # noqa: PT017
                return
        assert source.data["modele"] == "saad"

    test()


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_an_untouched_document_says_the_same_in_both_views(kind: str) -> None:
    finale, initiale = (read_edited(written(kind), f"contrat.{kind}", view) for view in ("finale", "initiale"))
    assert finale.lines == initiale.lines
    assert finale.revisions == ()
