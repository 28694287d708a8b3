"""Every example, as its reader gets it: the same words in every format, the law of its day, nothing left to fill in."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from docx import Document as WordDocument
from docx.oxml.ns import qn
from lxml import html

from engine.assembly.assemble import Assembled
from engine.cli import main
from engine.document import Document
from engine.dossier import open_dossier
from engine.writing import written
from engine.writing.layout.charts import charts
from engine.writing.layout.charts.alternative import alternative, has_figures
from engine.writing.layout.words import printable
from tests import odt
from tests.pages import faults, row_by_row

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
COMPLETE = [path for path in EXAMPLES if "premier-jet" not in path.stem]
DAY = date(2026, 1, 1)


@cache
def assembled(path: Path) -> Assembled:
    return open_dossier(path, DAY).assembled()


def letters(text: str) -> str:
    """The characters that are printed, without spaces nor the marks of lists and columns."""
    return re.sub(r"[\s|/•–-]", "", re.sub(r"^ *\d+\. ", "", text.replace("\u00ad", ""), flags=re.MULTILINE))


def printed(document: Document) -> str:
    """The letters of the plain text, without what it says of charts, which the other formats draw."""
    words = written(document, "txt", None)[0].decode()
    for chart in filter(has_figures, charts(document.sections)):
        words = words.replace(printable(alternative(chart)), "", 1)
    return letters(words)


def lost(words: str, among: str) -> str:
    """The first words that `among` does not hold in the same order; empty where nothing was lost."""
    position = 0
    for start in range(0, len(words), 40):
        part = words[start : start + 40]
        found = _after(part, among, position)
        if found < 0:
            return words[start : start + 80]
        position = found
    return ""


def _after(part: str, among: str, position: int) -> int:
    """Where a few words end: as they are, in cells side by side, or on two pages with the headings of their table."""
    if among.startswith(part, position):
        return position + len(part)
    for cut in range(len(part) - 1, 0, -1):
        second = (
            among.find(part[cut:], position + cut, position + 600) if among.startswith(part[:cut], position) else -1
        )
        if second >= 0:
            return second + len(part) - cut
    whole = among.find(part, position)
    if whole >= 0:
        return whole + len(part)
    for letter in part:
        found = among.find(letter, position, position + 4000)
        if found < 0:
            return -1
        position = found + 1
    return position


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_the_docx_says_what_the_text_says(example: Path) -> None:
    document = assembled(example).document
    body = WordDocument(io.BytesIO(written(document, "docx", None)[0])).element.body
    words = "".join(node.text or "-" for node in body.iter(qn("w:t"), qn("w:noBreakHyphen")))
    assert lost(printed(row_by_row(document)), letters(words)) == ""


def test_the_odt_says_what_the_text_says(example: Path) -> None:
    document = assembled(example).document
    words = "\n".join(odt.lines(written(document, "odt", None)[0]))
    assert lost(printed(row_by_row(document)), letters(words)) == ""


def test_the_page_says_what_the_text_says(example: Path) -> None:
    document = assembled(example).document
    page = "".join(map(str, html.document_fromstring(written(document, "html", None)[0])[1].itertext()))
    assert lost(printed(document), letters(page)) == ""


def test_the_pdf_says_what_the_text_says_on_pages_that_nobody_sends_back(example: Path) -> None:
    document = assembled(example).document
    content = written(document, "pdf", None)[0]
    assert faults(content, document) == []
    pages = pypdfium2.PdfDocument(content)
    words = "".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    assert lost(printed(document), letters(words)) == ""


def test_no_mark_of_the_library_is_printed_as_words(example: Path) -> None:
    words = written(assembled(example).document, "txt", None)[0].decode()
    assert re.findall(r"\{.*|^:::.*|\^\[.*|\|---.*|<<|\^\^", words, re.MULTILINE) == []


def test_a_sentence_has_a_space_before_it(example: Path) -> None:
    words = written(assembled(example).document, "txt", None)[0].decode()
    assert (
        re.findall(r"[^\W\d_]+[.;][^\W\d_]{2,}|[^\W\d_]+,[^\W\d_]+", re.sub(r"\S*(?:@|://|www\.)\S*", "", words)) == []
    )


@pytest.mark.parametrize("path", COMPLETE, ids=lambda path: path.stem)
def test_a_complete_example_is_a_definitive_contract(path: Path, tmp_path: Path) -> None:
    final = ["generer", str(path), "--definitif", "--avec-reserves"]
    assert main([*final, "--format", "txt", "--sortie", str(tmp_path)]) == 0
    written = (tmp_path / f"{path.stem}.txt").read_text(encoding="utf-8")
    assert not re.search(r"\bX{2,}|…|\((?:s|e)\)|M\./Mme|à compléter|OUI/NON|\[", written)


def test_a_first_draft_lacks_facts_and_says_so(tmp_path: Path) -> None:
    draft = Path("data/exemples/saad-premier-jet.yaml")
    assert main(["generer", str(draft), "--definitif", "--sortie", str(tmp_path)]) == 1
    assert "[à compléter" in written(assembled(draft).document, "txt", None)[0].decode()
