"""Reading back an untouched contract gives exactly the lines that it was written with."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

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


def test_words_of_a_letterhead_beside_the_body_are_nobodys_change(tmp_path: Path) -> None:
    letterhead = Document("data/chartes/neutre.docx")
    letterhead.paragraphs[0].insert_paragraph_before("Direction de l’autonomie, pour {{ gestionnaire }}")
    letterhead.add_table(1, 1).cell(0, 0).text = "Hôtel du Département, 35000 Rennes"
    letterhead.save(str(tmp_path / "papier.docx"))
    description = tmp_path / "a.yaml"
    description.write_text(f"{EXAMPLES[-1].read_text(encoding='utf-8')}\ncharte: papier.docx\n", encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(cpom.ouvrir(description).ecrire("docx"))
    found = cpom.relire(tmp_path / "a.docx", description)
    assert (found.faits, found.mots) == ((), ())
    assert "Hôtel du Département, 35000 Rennes" in [line.text for line in read_edited(tmp_path / "a.docx").lines]
    compared = cpom.comparer(description, tmp_path / "a.docx")
    assert "Hôtel" not in compared.texte()
