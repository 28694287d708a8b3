"""A contract as whoever compares it reads it: article by article, line by line, each word with where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from itertools import zip_longest
from typing import Literal

from engine.carried import Line as Written
from engine.document import (
    Block,
    Chart,
    Document,
    Emphasis,
    Fact,
    Figure,
    Heading,
    Inline,
    ListBlock,
    Missing,
    Note,
    Paragraph,
    Reference,
    Signatures,
    Sourced,
    Strong,
    Table,
    Text,
)
from engine.writing.layout.charts.alternative import alternative
from engine.writing.layout.words import grid, heading_label, words_of
from models.records import dataclass

LineKind = Literal["titre", "paragraphe", "puce", "légende", "en-tête", "rangée", "graphique", "signature"]
TITLE, VISAS, LETTERHEAD = "titre", "visas", "en-tete"
"""The names of what no clause makes: the title of the contract, its visas, its header and footer."""
_OPENING = "Parties au contrat"
"""What stands before the first heading."""
_TITLES = {TITLE: "Titre du contrat", VISAS: "Visas", LETTERHEAD: "En-tête et pied de page"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one origin: a fact by its path, the cases that decide of them, the number of a heading, a figure."""

    text: str
    fact: str = ""
    cases: tuple[str, ...] = ()
    number: bool = False
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words under one column of a row; a line that is no row has one, under no column."""

    runs: tuple[Run, ...]
    column: str = ""

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(one.text for one in self.runs)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a row of a table, known by the words of its first cell."""

    kind: LineKind
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """Its letters, those of its cells apart."""
        return " | ".join(one.text for one in self.cells)

    @property
    def key(self) -> str:
        """What names a row: the words of its first cell."""
        return " ".join(self.cells[0].text.split()) if self.kind == "rangée" and self.cells else ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """All its words."""
        return tuple(run for cell in self.cells for run in cell.runs)


@dataclass(slots=True)
class Article:
    """What one clause prints; `title` is its heading under that of its article, `number` how it is numbered."""

    name: str
    title: str = ""
    number: str = ""
    lines: list[Line] = field(default_factory=list)


def articles_of(document: Document, letterhead: str = "") -> dict[str, Article]:
    """The articles of a document by their clauses, in its order; `letterhead` names the paper that it is printed on."""
    found = {LETTERHEAD: Article(LETTERHEAD, _TITLES[LETTERHEAD], lines=list(_bands(document, letterhead)))}
    above = ""
    for section in document.sections:
        for block, clause in section.by_clause:
            name = clause or (VISAS if isinstance(block, Paragraph) and block.style == "visa" else TITLE)
            article = found.setdefault(name, Article(name, _TITLES.get(name, "")))
            if isinstance(block, Heading):
                said = " ".join(f"{heading_label(block)}{words_of(block.content, document.blank)}".split())
                above = said if block.level == 1 else above
                if not article.title:
                    article.title = said if said == above or not above else f"{above} › {said}"
                    article.number = heading_label(block).strip(" :.")
            article.title = article.title or above or _OPENING
            article.lines += _lines((block,))
    return found


def articles_of_lines(lines: Iterable[Written], clauses: Sequence[str] = ()) -> dict[str, Article]:
    """The articles of a document that is known by its lines alone, by their `clauses`, or the headings above them."""
    found: dict[str, Article] = {}
    title = ""
    for line, clause in zip_longest(lines, clauses, fillvalue=""):
        assert not isinstance(line, str)  # noqa: S101 - there are no more clauses than lines
        if line.kind in ("header", "footer"):
            continue
        said = " ".join(line.text.split())
        title = said if line.kind == "heading" else title
        article = found.setdefault(clause or title or TITLE, Article(clause or title or TITLE, title or _TITLES[TITLE]))
        kind: LineKind = "titre" if line.kind == "heading" else "puce" if line.kind == "item" else "paragraphe"
        article.lines.append(Line(kind, (Cell((Run(line.text),)),)))
    return found


def _bands(document: Document, letterhead: str) -> Iterator[Line]:
    """What the header and the footer say, and the paper that says where."""
    said = document.letterhead
    fact = said.manager_fact.path if said.manager_fact else ""
    runs = [Run(said.title), *map(Run, said.authorities), Run(said.manager, fact), Run(letterhead)]
    runs += [Run(f"logo : {path}") for path in (said.authority_logo, said.manager_logo) if path]
    yield from (Line("paragraphe", (Cell((run,)),)) for run in runs if run.text)


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        yield from (one for one in _block(block) if one.text.strip(" |"))


def _block(block: Block) -> Iterator[Line]:
    match block:
        case Heading(content=content):
            yield _line("titre", content)
        case Paragraph(content=content):
            yield _line("paragraphe", content)
        case ListBlock(items=items):
            for first, *others in (tuple(_lines(item)) or (_line("puce", ()),) for item in items):
                yield replace(first, kind="puce") if first.kind == "paragraphe" else first
                yield from others
        case Table():
            yield from _table(block)
        case Chart(title=title):
            yield from (_line("graphique", (Text(words),)) for words in (title, alternative(block)))
        case Signatures(parties=parties):
            yield from (_line("signature", words) for party in parties for words in (party.title, party.name))


def _table(table: Table) -> Iterator[Line]:
    """The caption, the heads of the columns, then each row under them."""
    if table.caption:
        yield _line("légende", (Text(table.caption),))
    rows = [[_cell(one.blocks) if one else () for one in row] for row in grid(table)]
    heads = rows[: table.header_rows]
    columns = [_column([row[at] for row in heads if at < len(row)]) for at in range(len(table.widths))]
    for rank, row in enumerate(rows):
        cells = tuple(Cell(runs, column) for runs, column in zip(row, columns, strict=False) if runs)
        yield Line("en-tête" if rank < table.header_rows else "rangée", cells)


def _column(heads: Sequence[tuple[Run, ...]]) -> str:
    return " ".join(" ".join(run.text for runs in heads for run in runs).split())


def _cell(blocks: Iterable[Block]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for line in _lines(blocks):
        runs += [Run("\n"), *line.runs] if runs else line.runs
    return tuple(runs)


def _line(kind: LineKind, content: Iterable[Inline]) -> Line:
    return Line(kind, (Cell(tuple(_runs(content))),))


def _runs(content: Iterable[Inline]) -> Iterator[Run]:
    for inline in content:
        if isinstance(inline, Strong | Emphasis):
            yield from _runs(inline.content)
        elif not isinstance(inline, Note):
            yield _run(inline)


def _run(inline: Inline) -> Run:
    match inline:
        case Sourced(text, fact, cases):
            return Run(text, fact, cases)
        case Fact(text, path) | Missing(text=text, path=path):
            return Run(text, path)
        case Figure(text, case):
            return Run(text, figure=case)
        case Reference(text=text):
            return Run(text, number=True)
        case Text(text):
            return Run(text)
    return Run("\n")
