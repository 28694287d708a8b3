"""The proof of an avenant: its own words, read from its document and its text, make the new contract of the old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from engine.avenants.applier import applied
from engine.avenants.differences import modifications
from engine.avenants.letters import key
from engine.avenants.modifications import Modification
from engine.avenants.said import said
from engine.carried import Line, Words
from engine.document import Document, Letterhead, Section
from engine.writing.layout.plain import write_text
from engine.writing.layout.written_lines import lines_of
from tests.bibliotheques import OURS

PROVED: list[int] = []
"""How many modifications each proved avenant has: one number a pair of contracts that differ."""
NOTHING = Document("Contrat", (), Letterhead("", (), ""), date(2024, 1, 15))


def avenant_of(operations: Sequence[Modification], new: Document) -> Document:
    """A document that says these modifications, and nothing else."""
    printed = said(operations, new, OURS)
    return replace(new, title="Avenant", sections=(Section(printed.body), Section(printed.annexed)))


def lines_of_text(document: Document) -> tuple[Line, ...]:
    """The lines of its plain text."""
    return tuple(Line((Words(line),)) for line in write_text(document).splitlines())


def proved(old: Sequence[Line], new: Sequence[Line], document: Document = NOTHING) -> tuple[Modification, ...]:
    """The modifications between two contracts, whose words are found to make the second of the first.

    `document` is that of the second: its tables are printed as they are there.
    """
    operations = modifications(old, new)
    assert bool(operations) is (key(old) != key(new))
    if operations:
        avenant = avenant_of(operations, document)
        assert key(applied(old, lines_of(avenant), OURS)) == key(new)
        assert key(applied(old, lines_of_text(avenant), OURS)) == key(new)
        PROVED.append(len(operations))
    return operations
