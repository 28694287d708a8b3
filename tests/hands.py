"""Hands that work in a document or a form, as the pages of the documentation say of people."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import load_workbook


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def answer(form: Path, question: str, answered: str) -> None:
    """Fill in a cell of the first sheet of a form."""
    book = load_workbook(form)
    (cell,) = [row[1] for row in book["Questions"].iter_rows(min_row=6) if str(row[0].value).startswith(question)]
    cell.value = answered
    book.save(form)


def replace(file: Path, before: str, after: str, *, article: str = "", tracked_by: str = "") -> None:
    """Type other words in a document, everywhere or in an article alone, as a tracked change of somebody or not."""
    document = Document(str(file))
    found = [one for one in _texts(document, article) if before in plain(one.text or "")]
    assert found, (file.name, before)
    for text in found:
        head, tail = plain(text.text).split(before, 1)
        if not tracked_by:
            text.text = head + after + tail
            continue
        run = text.getparent()
        about = f'w:id="9000" w:author="{tracked_by}" w:date="2024-03-12T10:00:00Z" {nsdecls("w")}'
        deleted, inserted = parse_xml(f"<w:del {about}/>"), parse_xml(f"<w:ins {about}/>")
        deleted.append(_like(run, before, "w:delText"))
        inserted.append(_like(run, after))
        for part in (_like(run, head), deleted, inserted, _like(run, tail)):
            run.addprevious(part)
        run.getparent().remove(run)
    document.save(str(file))


def comment(file: Path, about: str, remark: str, author: str) -> None:
    """Comment the words of a document."""
    document = Document(str(file))
    run = next(run for one in document.paragraphs for run in one.runs if about in plain(run.text))
    document.add_comment(run, remark, author=author)
    document.save(str(file))


def _texts(document: Any, article: str) -> Iterator[Any]:
    """The words of a body, or of one of its articles."""
    here = not article
    for paragraph in document.element.body.iter(qn("w:p")):
        words = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        if article and plain(words).startswith(("Article ", "Annexe ")):
            here = plain(words).startswith(f"Article {article} :")
        if here:
            yield from paragraph.iter(qn("w:t"))


def _like(run: Any, text: str, tag: str = "w:t") -> Any:
    """A run of the same looks with other words."""
    new = deepcopy(run)
    for one in [one for one in new if one.tag != qn("w:rPr")]:
        new.remove(one)
    words = parse_xml(f'<{tag} xml:space="preserve" {nsdecls("w")}/>')
    words.text = text
    new.append(words)
    return new
