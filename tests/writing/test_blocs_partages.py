"""A block that contracts share is written once, and never with what was another contract's: numbers, references."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from itertools import product
from pathlib import Path
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

import cpom
from engine.by_identity import ByIdentity
from engine.document import (
    Block,
    Cell,
    Document,
    Fact,
    Heading,
    Letterhead,
    ListBlock,
    Note,
    Number,
    Paragraph,
    Reference,
    Section,
    Table,
    Text,
)
from engine.writing.docx import shared
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.writer import write_docx
from engine.writing.layout import placing
from engine.writing.layout.placing import Pages, Passage


def heading(name: str) -> Heading:
    return Heading(1, (Text(name.capitalize()),), name, Number("Article ", "1", " : "))


OBJECT, GOAL = heading("objet"), heading("but")
REFERS = Paragraph((Text("Voir l’article "), Reference("but", "1"), Text(".")))
NOTED = Paragraph((Text("À adapter."), Note("Voir le formulaire.")))
GIVEN = Paragraph((Fact("Rennes", "signature.lieu", "lieu"),))
WORDS = Paragraph((Text("Des mots."),))
PARAGRAPHS = (REFERS, NOTED, GIVEN, WORDS)
LISTS = tuple(ListBlock(((one,), (other,))) for one, other in product(PARAGRAPHS, repeat=2))
TABLES = tuple(Table((0.5, 0.5), ((Cell((one,)), Cell((other,))),)) for one, other in product(PARAGRAPHS, repeat=2))


def contract(blocks: Sequence[Block]) -> Document:
    parties = Letterhead("Contrat", ("Département d’Exemple",), "Association Exemple")
    return Document("Contrat", (Section(tuple(blocks)),), parties, date(2024, 1, 15))


Known = tuple[ByIdentity[shared._Shared], ByIdentity[Passage], ByIdentity[tuple[Pages, ...]]]
"""What a process knows of blocks, of passages, and of the documents that it wrote last."""


def nothing() -> Known:
    return ByIdentity(), ByIdentity(), ByIdentity(2)


def written(document: Document, known: Known) -> bytes:
    """The file, by a process that has written what is `known`."""
    before = shared._SHARED, placing._PASSAGES, placing._OF_DOCUMENTS
    shared._SHARED, placing._PASSAGES, placing._OF_DOCUMENTS = known
    try:
        return write_docx(document, load_letterhead(None))
    finally:
        shared._SHARED, placing._PASSAGES, placing._OF_DOCUMENTS = before


def test_a_reference_in_a_table_follows_its_article_wherever_that_stands() -> None:
    """Another table held the same cell: it was written already when this table first was."""
    known = nothing()
    first, second = (Table((0.5, 0.5), ((Cell((REFERS,)), Cell((one,))),)) for one in (NOTED, WORDS))
    written(contract((GOAL, first)), known)
    written(contract((GOAL, second)), known)
    with ZipFile(BytesIO(written(contract((OBJECT, GOAL, second)), known))) as archive:
        said = archive.read("word/document.xml").decode()
    assert "REF _Ref000000001 " in said  # the second heading, from 0
    assert "REF _Ref000000000 " not in said


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from((OBJECT, GOAL, *PARAGRAPHS, *LISTS, *TABLES)), max_size=6), max_size=5))
def test_a_contract_after_others_is_what_it_is_alone(contracts: list[list[Block]]) -> None:
    known = nothing()
    for blocks in contracts:
        document = contract(list({id(one): one for one in blocks}.values()))
        assert written(document, known) == written(document, nothing())
        assert written(replace(document, blank=True), known) == written(replace(document, blank=True), nothing())


EXAMPLES = Path("data/exemples")
ALONE = """
import hashlib, sys
from datetime import date
import cpom
written = cpom.ouvrir(sys.argv[1], jour=date(2026, 1, 15)).ecrire("docx")
print(hashlib.sha256(written).hexdigest())
"""


def test_an_example_after_others_is_what_a_new_process_writes(tmp_path: Path) -> None:
    """Nothing that a process keeps of the contracts that it wrote changes a byte of the next: words, sums, pages."""
    saad = EXAMPLES / "saad-habilite.yaml"
    other = tmp_path / "autre.yaml"
    other.write_text(saad.read_text("utf-8").replace("Jeanne", "Marie-Jeanne"), "utf-8")
    command = [sys.executable, "-c", ALONE, str(saad)]
    alone = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    digests = [
        sha256(cpom.ouvrir(path, jour=date(2026, 1, 15)).ecrire("docx")).hexdigest()
        for path in (saad, EXAMPLES / "ehpad-complet.yaml", other, saad)
    ]
    assert digests[0] == digests[3] == alone
    assert digests[2] != alone
