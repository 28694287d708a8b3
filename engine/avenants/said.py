"""The operations of an avenant as it says them: sentences, and the words that they quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.avenants.blanks import Blanks
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
    Missing,
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
    quoted = _Quoting(new)
    body: list[Block] = [_paragraph(sentences[BEGINNING].printed())]
    annexed: list[Block] = []
    for one in modifications:
        name, values = sentence_of(one)
        sentence = sentences[name].printed(values)
        body.append(quoted.sentence(sentence, values.new, keep=isinstance(one, Rewritten | Inserted)))
        if isinstance(one, Rewritten | Inserted) and not is_read_back(one.lines):
            raise refused("ces mots, entre guillemets, se liraient de deux façons", sentence)
        if isinstance(one, Rewritten | Inserted):
            if one.annexed:
                called = values.added or one.place.name
                title = sentences[ANNEXED].printed(replace(values, added=called))
                annexed += PageBreak(), Heading(1, (Text(title),), f"annexe-de-l-avenant-{len(annexed)}")
            (annexed if one.annexed else body).extend(quoted.passage(one.lines, one.start))
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


def _paragraph(text: str) -> Paragraph:
    return Paragraph(tuple(_inlines([Text(text)])))


def _inlines(words: Iterable[Inline]) -> Iterator[Inline]:
    """The same words, whose new lines are breaks."""
    for one in words:
        if isinstance(one, Missing):
            yield one
        elif isinstance(one, Text):
            first, *others = one.text.split("\n")
            yield Text(first)
            for line in others:
                yield from (LineBreak(), Text(line))


class _Quoting:
    """The words of a new contract as its avenant quotes them: its tables are tables, its blanks blanks."""

    def __init__(self, new: Document) -> None:
        self._blanks = Blanks(new)
        self._tables = _tables(new)

    def sentence(self, text: str, new: str, *, keep: bool) -> Paragraph:
        """A sentence; only its `new` words are of the new contract."""
        start = text.rfind(new) if new else len(text)
        return Paragraph(tuple(_inlines(self._blanks.marked(text, start))), keep_with_next=keep)

    def passage(self, lines: Sequence[Line], start: int) -> Iterator[Block]:
        """The lines quoted, those of a table in a table of the same columns."""
        texts = quoted_lines(lines)
        at = 0
        while at < len(lines):
            if lines[at].kind != "cell":
                yield self._line(texts[at], lines[at])
                at += 1
                continue
            table, count = self._tables.get(start + at, (None, 0))
            if table and at + count <= len(lines) and all(one.kind == "cell" for one in lines[at : at + count]):
                yield self._table(table)
                at += count
            else:
                yield Table((1.0,), ((Cell((self._line(texts[at], lines[at]),)),),), header_rows=0)
                at += 1

    def _line(self, text: str, line: Line) -> Paragraph:
        facts = {word.fact for word in line.words if word.fact}
        return Paragraph(tuple(_inlines(self._blanks.marked(text, facts=facts))))

    def _table(self, table: Table) -> Table:
        rows = tuple(tuple(replace(cell, blocks=self._cell(cell.blocks)) for cell in row) for row in table.rows)
        return replace(table, rows=rows, caption="")

    def _cell(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self._line(quoted_cell(one.text), one) for one in lines_in_cell(blocks) if one.text.strip())


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
