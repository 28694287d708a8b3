"""Reading back an untouched contract gives exactly the lines that it was written with."""

from __future__ import annotations

from pathlib import Path

import pytest

import cpom
from engine.carried import Line
from engine.rereading.files.read import read_edited

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))


def said(lines: tuple[Line, ...]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The body, and its facts: computed figures have no control."""
    return [
        (line.kind, line.text, [(one.text, one.fact) for one in line.words if one.fact])
        for line in lines
        if line.kind not in ("header", "footer")
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_untouched_docx_says_what_was_written(path: Path) -> None:
    edited = read_edited(cpom.ouvrir(path).ecrire("docx"), path.name)
    assert edited.carried
    assert said(edited.lines) == said(edited.carried.lines)
    references = [[one.reference for one in line.words if one.reference] for line in edited.lines]
    written = [[one.reference for one in line.words if one.reference] for line in edited.carried.lines]
    assert references[: len(written)] == written
    assert all(one.is_ours for one in edited.comments)
    assert (edited.revisions, edited.findings) == ((), ())
