"""The floor: a prototype that reads, checks and assembles nothing, and only places prepared text in a DOCX and a PDF.

Nothing that makes these files can be quicker than to deflate the words of the contract, or to have Typst typeset them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from engine.dossier import open_dossier
from engine.writing import written
from engine.writing.docx.package import zipped
from tests.benchmarks.timing import in_turn

if TYPE_CHECKING:
    from tests.benchmarks.chaud import Described

TURNS, IN_A_ROW = 7, 3
TEXT = "word/document.xml"
DAY = date(2024, 1, 15)
_PLACING = b'#set page(paper: "a4")\n#for line in json("lines.json") [#line\\\n]'


def beside(*examples: Described) -> None:
    """Print the times of the prototype, and how many times as long we take."""
    print("Au regard du plancher (un prototype qui ne fait que placer un texte tout prêt) :")
    for described in examples:
        floor = docx_floor(described.contract("docx"))
        pair = in_turn(partial(described.contract, "docx"), floor, TURNS, warmup=3, each=IN_A_ROW)
        print(pair.line(f"{described.name}, DOCX", "plancher", longer=True))
    for described in examples:
        pair = in_turn(partial(described.contract, "pdf"), pdf_floor(described), TURNS, warmup=2)
        print(pair.line(f"{described.name}, PDF par Typst", "plancher", longer=True))


def docx_floor(contract: bytes) -> Callable[[], bytes]:
    """Join the prepared pieces of the text, and write them beside the other parts, which are deflated already."""
    with ZipFile(BytesIO(contract)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    pieces = parts.pop(TEXT).decode().split("<w:t")

    def placed() -> bytes:
        return zipped({**parts, TEXT: "<w:t".join(pieces).encode()})

    return placed


def pdf_floor(described: Described) -> Callable[[], bytes]:
    """Typst alone on the words of the contract, a line after the other: no table, no tag, no check."""
    import typst  # noqa: PLC0415 - 30 MB: only where a page is typeset

    document = open_dossier(described.path, DAY).assembled().document
    lines = written(document, "txt", None)[0].decode().splitlines()
    compiler: Any = typst.Compiler()

    def placed() -> bytes:
        # One line changes each time: what Typst has typeset already, it does not typeset again.
        said = json.dumps([*lines, str(next(described.turn))], ensure_ascii=False)
        made: bytes = compiler.compile(input={"main": _PLACING, "lines.json": said.encode()})
        return made

    return placed
