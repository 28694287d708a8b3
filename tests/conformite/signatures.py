"""`make conformite`: veraPDF on PDFs with fields of signature and marks, by both engines, and once they are signed.

Of most contracts, only the page where they are signed is written: the rest is what conformite.py gives to veraPDF. One
is written whole, and signed twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.assembly.signing import with_spaces
from engine.document import Document, Signatures
from engine.dossier import open_dossier
from engine.writing import written
from engine.writing.engines import ENGINES
from models.contrat import Signature
from tests.conformite.conformite import COMPLETE
from tests.conformite.validateurs import all_conform
from tests.signatures import signed

ASKED = {
    "champs": Signature(champs=True),
    "reperes": Signature(reperes="/signature1/"),
    "les-deux": Signature(champs=True, reperes="#SIGNATURE1#"),
}
WHOLE = Path("data/exemples/sad-ille-et-vilaine-association.yaml")
"""The contract of the most pages."""


def contract(path: Path) -> Document:
    return open_dossier(path, date(2026, 1, 1)).assembled().document


def only_signatures(whole: Document) -> Document:
    """Its title, and the block where its parties sign."""
    (section, block), *others = [
        (one, block) for one in whole.sections for block in one.blocks if isinstance(block, Signatures)
    ]
    assert not others
    alone = replace(section, blocks=(block,), clauses=())
    return replace(whole, sections=(alone,), table_of_contents=False)


def written_and_signed(document: Document, asked: Mapping[str, Signature], engine: str) -> Iterator[tuple[str, bytes]]:
    """With what is asked in turn, then the last signed by one party and by two."""
    for name, one in asked.items():
        content = written(replace(document, sections=with_spaces(document.sections, one)), "pdf", None, engine)[0]
        yield name, content
    once = signed(content, "Signature_1", "Jean EXEMPLE")
    yield "signe", once
    yield "signes", signed(once, "Signature_2", "Jeanne EXEMPLE")


@pytest.mark.parametrize("engine", ENGINES)
def test_fields_marks_and_signatures_leave_a_pdf_conform(engine: str, tmp_path: Path) -> None:
    """A signature whose look has no words; a tool that writes some without their font makes a PDF that is not."""
    for path in COMPLETE:
        for name, content in written_and_signed(only_signatures(contract(path)), ASKED, engine):
            (tmp_path / f"{path.stem}-{name}.pdf").write_bytes(content)
    *_, (_, content) = written_and_signed(contract(WHOLE), {"les-deux": ASKED["les-deux"]}, engine)
    (tmp_path / f"{WHOLE.stem}-entier.pdf").write_bytes(content)
    all_conform(sorted(tmp_path.glob("*.pdf")))
