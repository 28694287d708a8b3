"""A document that nobody changed says exactly the lines that it was written with, clause by clause."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.carried import Line, Words
from engine.dossier import open_dossier
from engine.libraries.modele import load_model, model_names
from engine.redaction import blank_of, redaction_of
from engine.rereading.files.read import read_edited
from engine.writing import written
from tests import descriptions
from tests.assembly.test_coverage import assembled, pairs

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
TODAY = date(2026, 1, 1)


def without_origin_of_figures(line: Line) -> Line:
    """A line as a file can say it: nothing in it tells a computed figure from the words around."""
    words: list[Words] = []
    for one in line.words:
        if words and not (words[-1].fact or words[-1].reference or one.fact or one.reference):
            words[-1] = Words(words[-1].text + one.text)
        else:
            words.append(Words(one.text, one.fact, reference=one.reference))
    return Line(tuple(words), line.kind, line.clause)


def assert_untouched(content: bytes) -> None:
    found = read_edited(content, "contrat.docx")
    assert found.findings == ()
    assert found.carried is not None
    assert list(map(without_origin_of_figures, found.lines)) == list(
        map(without_origin_of_figures, found.carried.lines)
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_reads_as_it_was_written(example: Path) -> None:
    content, _ = redaction_of(open_dossier(example, TODAY)).file("docx")
    assert_untouched(content)


@pytest.mark.parametrize("name", model_names())
def test_every_blank_reads_as_it_was_written(name: str) -> None:
    content, _ = blank_of(load_model(name), TODAY).file("docx")
    assert_untouched(content)


@pytest.mark.parametrize("name", model_names())
def test_every_case_of_a_model_reads_as_it_was_written(name: str) -> None:
    """A draft and a whole contract of every third of the cases that cover its traits by pairs."""
    model = load_model(name)
    for case in [*pairs(model)][::3]:
        for description in (descriptions.partial(model, case), descriptions.complete(model, case)):
            content, _ = written(assembled(model, description).document, "docx", None)
            assert_untouched(content)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_odt_has_the_words_that_it_was_written_with(example: Path) -> None:
    """It has no controls: where its facts stand is known by its words."""
    content, _ = redaction_of(open_dossier(example, TODAY)).file("odt")
    found = read_edited(content, "contrat.odt")
    assert found.carried is not None
    assert list(map(said, found.lines)) == list(map(said, found.carried.lines))
    assert found.carried.description == example.read_text()


def said(line: Line) -> tuple[str, str, str]:
    return line.text, line.kind, line.clause
