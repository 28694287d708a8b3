"""The operations of an avenant as it says them: sentences, and the words that they quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.avenants.modifications import (
    Deleted,
    Inserted,
    Modification,
    Repealed,
    Rewritten,
    WordsDeleted,
    WordsInserted,
    WordsReplaced,
)
from engine.avenants.quoted import inner, is_read_back, quoted_cell, quoted_lines
from engine.avenants.refusal import refused
from engine.avenants.sentences import ANNEXED, BEGINNING, END, Values, sentences_of
from engine.carried import Line
from engine.document import (
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    LineBreak,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
    Text,
)
from engine.libraries.bibliotheque import Bibliotheque
from engine.writing.layout.signing import signing_rows
from engine.writing.layout.written_lines import lines_by_block, lines_in_cell
from models.records import dataclass

_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]?\d{3})*(?:,\d+)?")
"""A number alone: « 224 », « 1 480 », « 16,4 »."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the avenant prints where it says its modifications, and after its signatures, where annexes are whole."""

    body: tuple[Block, ...]
    annexed: tuple[Block, ...] = ()


def said(modifications: Sequence[Modification], new: Document, library: Bibliotheque) -> Said:
    """The modifications that lead to `new`, whose tables are printed as they are there, their words between guillemets.

    The body begins with the sentence of `avenants/modifications/debut.md` and ends with that of `fin.md`: what stands
    between them is read back by `applied`, which refuses any other sentence there.

    Raises:
        InputError: where the library cannot be read, or words cannot be quoted without a doubt.
    """
    sentences = sentences_of(library)
    tables = _tables(new)
    body: list[Block] = [_paragraph(sentences[BEGINNING].printed())]
    annexed: list[Block] = []
    for one in modifications:
        name, values = sentence_of(one)
        body.append(_paragraph(sentences[name].printed(values), keep=isinstance(one, Rewritten | Inserted)))
        if isinstance(one, Rewritten | Inserted) and not is_read_back(one.lines):
            raise refused("ces mots, entre guillemets, se liraient de deux façons", sentences[name].printed(values))
        if isinstance(one, Rewritten | Inserted):
            if one.annexed:
                called = values.added or one.place.name
                title = sentences[ANNEXED].printed(replace(values, added=called))
                annexed += PageBreak(), Heading(1, (Text(title),), f"annexe-de-l-avenant-{len(annexed)}")
            (annexed if one.annexed else body).extend(_quoted(one.lines, one.start, tables))
    body.append(_paragraph(sentences[END].printed()))
    return Said(tuple(body), tuple(annexed))


def sentence_of(operation: Modification) -> tuple[str, Values]:
    """The sentence that says an operation, by its name, and what it says."""
    place = operation.place
    match operation:
        case WordsReplaced(old=old, new=new):
            name = "nombre-remplace" if _NUMBER.fullmatch(old) and _NUMBER.fullmatch(new) else "mots-remplaces"
            return name, Values(place, old=inner(old), new=inner(new))
        case WordsInserted(after=after, words=words):
            return "mots-inseres", Values(place, old=inner(after), new=inner(words))
        case WordsDeleted(words=words):
            return "mots-supprimes", Values(place, old=inner(words))
        case Rewritten(what=what, plural=plural, annexed=annexed):
            name = "redaction-annexee" if annexed else "remplacement" if what else "redaction"
            return name, Values(place, what, plural=plural)
        case Inserted(where=where, what=what, feminine=feminine, plural=plural, annexed=annexed):
            name = {"après": "insertion-apres", "avant": "insertion-avant", "fin": "insertion-fin"}[where]
            return ("insertion-annexee" if annexed else name), Values(place, what, feminine, plural)
        case Deleted():
            return "suppression", Values(place)
        case Repealed():
            return "abrogation", Values(place)


def _paragraph(text: str, *, keep: bool = False) -> Paragraph:
    inlines: list[Inline] = []
    for rank, line in enumerate(text.split("\n")):
        inlines += [LineBreak(), Text(line)] if rank else [Text(line)]
    return Paragraph(tuple(inlines), keep_with_next=keep)


def _quoted(lines: Sequence[Line], start: int, tables: dict[int, tuple[Table, int]]) -> Iterator[Block]:
    """The lines quoted, those of a table in a table of the same columns."""
    texts = quoted_lines(lines)
    at = 0
    while at < len(lines):
        if lines[at].kind != "cell":
            yield _paragraph(texts[at])
            at += 1
            continue
        table, count = tables.get(start + at, (None, 0))
        if table and at + count <= len(lines) and all(one.kind == "cell" for one in lines[at : at + count]):
            yield _quoted_table(table)
            at += count
        else:
            yield Table((1.0,), ((Cell((_paragraph(texts[at]),)),),), header_rows=0)
            at += 1


def _quoted_table(table: Table) -> Table:
    rows = tuple(tuple(replace(cell, blocks=_quoted_cell(cell.blocks)) for cell in row) for row in table.rows)
    return replace(table, rows=rows, caption="")


def _quoted_cell(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(_paragraph(quoted_cell(one.text)) for one in lines_in_cell(blocks) if one.text.strip())


def _tables(document: Document) -> dict[int, tuple[Table, int]]:
    """The tables of a document by the rank of their first cell, with the count of their lines."""
    found: dict[int, tuple[Table, int]] = {}
    rank = 0
    for block, lines in lines_by_block(document):
        cells = sum(line.kind == "cell" for line in lines)
        if isinstance(block, Table):
            found[rank + len(lines) - cells] = block, cells
        elif isinstance(block, Signatures):
            found[rank] = _signing(block), cells
        rank += len(lines)
    return found


def _signing(block: Signatures) -> Table:
    """The signing parties, their titles above their names."""
    rows: list[tuple[Cell, ...]] = []
    parties = signing_rows(block)
    columns = max(map(len, parties), default=1)
    for row in parties:
        rows += (
            tuple(Cell((Paragraph(words),)) for words in (*line, *[()] * (columns - len(row))))
            for line in ([party.title for party in row], [party.name for party in row])
        )
    return Table((1 / columns,) * columns, tuple(rows), header_rows=0)
