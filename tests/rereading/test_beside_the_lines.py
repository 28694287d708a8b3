"""What somebody puts in a document beside its lines (a picture, words in the table of contents) is told, and stays."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.text.paragraph import Paragraph
from PIL import Image

from engine.rereading.files.read import read_edited
from tests.rereading.gardes import description, generer, with_facts


@pytest.fixture
def written(tmp_path: Path) -> Path:
    assert generer(description(tmp_path), tmp_path) == 0
    return tmp_path / "contrat.docx"


def entry(document: Path, words: str) -> None:
    """Type words after an entry of the table of contents, or an entry of its own."""
    opened = Document(str(document))
    first = next(
        one for one in opened.element.body.iter() if one.tag.endswith("}p") and "PAGEREF" in "".join(one.itertext())
    )
    if words.startswith(" "):
        Paragraph(first, opened._body).add_run(words)
    else:
        Paragraph(first, opened._body).insert_paragraph_before(words)
    opened.save(str(document))


def picture(document: Path) -> None:
    opened, image = Document(str(document)), BytesIO()
    Image.new("RGB", (20, 20), "blue").save(image, "PNG")
    image.seek(0)
    opened.add_picture(image)
    opened.save(str(document))


def codes(document: Path) -> list[str]:
    return [one.code for one in read_edited(document).findings]


def test_nothing_is_told_of_a_document_that_nobody_changed(written: Path) -> None:
    assert codes(written) == []


@pytest.mark.parametrize("words", [" (à revoir ensemble)", "Article 12 : Clause de revoyure"])
def test_words_in_the_table_of_contents_are_told_and_stay(
    written: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    entry(written, words)
    assert codes(written) == ["document-sommaire"]
    kept = written.read_bytes()
    capsys.readouterr()
    assert generer(with_facts(written.with_name("contrat.yaml"), Rennes="Vannes"), written.parent) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "[document-change]" in said
    assert words.strip() in said
    assert written.read_bytes() == kept


def test_a_picture_is_told_and_stays(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture(written)
    assert codes(written) == ["document-ajout"]
    kept = written.read_bytes()
    capsys.readouterr()
    assert generer(with_facts(written.with_name("contrat.yaml"), Rennes="Vannes"), written.parent) == 1
    assert "une image a été ajoutée" in " ".join(capsys.readouterr().err.split())
    assert written.read_bytes() == kept
