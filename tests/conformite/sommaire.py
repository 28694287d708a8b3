"""The pages that the contents of a DOCX tell, beside those on which a PDF made of it puts the headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from pypdf import PdfReader

ENTRY = re.compile(r"PAGEREF _Toc(\d+) .*?<w:t[^>]*>(\d+)</w:t>")


def pages_apart(contract: Path, printed: Path) -> Iterator[int]:
    """How far each number of the contents of a DOCX is from the page of its heading in a PDF."""
    reader = PdfReader(printed)
    pages = list(outline(reader, reader.outline))
    with ZipFile(contract) as package:
        entries = ENTRY.findall(package.read("word/document.xml").decode())
    for heading, told in entries:
        yield int(told) - pages[int(heading)]


def outline(reader: PdfReader, entries: Iterable[Any]) -> Iterator[int]:
    """The page of each heading, in order."""
    for entry in entries:
        if isinstance(entry, list):
            yield from outline(reader, entry)
        else:
            number = reader.get_destination_page_number(entry)
            assert number is not None
            yield number + 1
