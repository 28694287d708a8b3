"""A clause tried in the small library of the tests: what its article prints in a blank, a draft or a contract."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from engine.assembly.assemble import assemble
from engine.assembly.soundness import check_syntax, open_model
from engine.document import Document, Note
from engine.law.applicable import Droit
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS, alone

LIBRARY = Path("tests/fixtures/bibliotheque")
CLAUSE = Path("essai", "suivi.md")


def placed(folder: Path, clause: str) -> Path:
    """A copy of the library of the tests, whose article « Suivi » is this clause."""
    shutil.copytree(LIBRARY, folder, dirs_exist_ok=True)
    (folder / CLAUSE).write_text(clause, encoding="utf-8")
    return folder


def document(folder: Path, facts: Mapping[str, Any] | None) -> Document:
    """The contract that the library of `folder` makes of these facts; its blank where there are none (None)."""
    model = open_model("essai", alone(folder))
    check_syntax(model)
    contrat = read_as(model.description, {"modele": "essai", "departement": "35", **(facts or {})})
    blank = facts is None
    return assemble(
        model, contrat, Droit(date(2024, 1, 1), tel_que_publie=blank, bibliotheque=OURS), None, blank=blank
    ).document


def plain(text: str) -> str:
    """Words with plain spaces and apostrophes."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def lines(document: Document) -> list[str]:
    """What the article « Suivi » says, a paragraph or an item of a list at a time."""
    text = plain(write_text(document)).rpartition("Article 4 : ")[2].partition("Annexe 1")[0]
    return [" ".join(line.split()) for line in text.splitlines()[1:] if line.strip()]


def words(document: Document) -> str:
    """The same, on one line."""
    return " ".join(lines(document))


def comments(part: object) -> Iterator[str]:
    """The comments that a Word document has, in order."""
    if isinstance(part, Note):
        yield plain(part.text)
    elif is_dataclass(part):
        for each in fields(part):
            yield from comments(getattr(part, each.name))
    elif isinstance(part, tuple | list):
        for each in part:
            yield from comments(each)
