"""The pages of a PDF are counted in its bytes as a reader of PDF counts them, whoever made it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest

from engine.document import Block, Document, Letterhead, PageBreak, Paragraph, Section, Text
from engine.writing.pdf.pages import page_count

DECOY = "<</Type /Pages /Count 99>> /Root 1 0 R startxref 0 %%EOF"


def document(pages: int) -> Document:
    """A document of so many pages, whose words look like the inside of a PDF."""
    blocks: list[Block] = []
    for _ in range(pages):
        blocks += [PageBreak(), Paragraph((Text(DECOY),))]
    return Document(
        title=DECOY,
        sections=(Section(tuple(blocks[1:])),),
        letterhead=Letterhead("CPOM", ("Département d’Exemple",), "Association Exemple"),
        date=date(2024, 1, 15),
        table_of_contents=False,
        source=f"# {DECOY}\n",
        source_name="exemple.yaml",
    )


@pytest.fixture(params=["pdf", "typst"])
def write_pdf(request: pytest.FixtureRequest) -> Callable[[Document], bytes]:
    writer = pytest.importorskip(f"engine.writing.{request.param}.writer")
    made: Callable[[Document], bytes] = writer.write_pdf
    return made


@pytest.mark.parametrize("pages", [1, 3, 120])
def test_pages_are_counted_as_a_reader_counts_them(write_pdf: Callable[[Document], bytes], pages: int) -> None:
    content = write_pdf(document(pages))
    with pypdfium2.PdfDocument(content) as pdf:
        assert page_count(content) == len(pdf) == pages


def test_a_file_cut_short_has_no_known_count(write_pdf: Callable[[Document], bytes]) -> None:
    content = write_pdf(document(1))
    assert page_count(content[:-40]) is None
    assert page_count(content[len(content) // 2 :]) is None
    assert page_count(b"") is None
