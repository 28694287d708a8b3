"""The tables of a DOCX that people filled in: the words of each cell, and what stands outside of them."""

from __future__ import annotations

from typing import Any

from engine.carried import Kind, Line
from engine.containers import Container, ContainerError
from engine.elements import W
from engine.importing.given import Given, GivenDocument, GivenSheet
from engine.rereading.files.docx import main_part
from engine.rereading.files.docx_lines import Lines
from engine.rereading.files.docx_styles import Styles
from engine.rereading.files.docx_words import Context, value
from engine.rereading.files.gathering import Gathering


def read_tables(container: Container) -> GivenDocument:
    """Read the body of a DOCX whose archive was checked, its tracked changes accepted.

    Raises:
        ContainerError: where it is none, or a part of its words is missing or damaged.
    """
    main = main_part(container)
    if not main:
        raise ContainerError("other")
    related = {kind: part for kind, _, part in container.relations(main)}
    grids = _Grids(Styles(container, related.get("styles", "")), _Every({}))
    grids.read(container.root(main))
    return grids.found()


class _Every(Gathering):
    """The lines of a document, those that have no letter too."""

    def end(self, kind: Kind) -> None:
        words, self._words = self._words, []
        self.lines.append(Line(tuple(words), kind))


class _Grids(Lines):
    """Reads the cells of tables, by row and column; what is in a table of a cell is words of that cell."""

    def __init__(self, styles: Styles, gathering: Gathering) -> None:
        super().__init__(styles, "finale", gathering)
        self._tables: list[dict[tuple[int, int], Given]] = []
        self._outside: list[str] = []
        self._tags: dict[tuple[int, int], str] = {}
        self._row, self._column, self._inside = 0, 0, False
        self._apart = 0  # the lines before this one have their place

    def found(self) -> GivenDocument:
        """What was read."""
        self._outside += self._lines()
        outside = {(row, 1): Given(row, 1, "text", text) for row, text in enumerate(self._outside, start=1) if text}
        tables = (GivenSheet(f"tableau {rank}", cells) for rank, cells in enumerate(self._tables, start=1))
        return GivenDocument(tuple(tables), GivenSheet("texte", outside), self._tags)

    def _lines(self) -> list[str]:
        """The lines since those that have their place."""
        lines = self.gathering.lines[self._apart :]
        self._apart = len(self.gathering.lines)
        return [line.text.strip() for line in lines]

    def _held(self, element: Any, name: str, kind: Kind | None, context: Context) -> None:
        if self._inside or name not in ("tbl", "tr", "tc"):
            super()._held(element, name, kind, context)
        elif name == "tc":
            self._cell(element, kind, context)
        else:
            if name == "tbl":
                self._outside += self._lines()
                self._tables.append({})
            else:
                self._row, self._column = self._row + 1, 1
            super()._held(element, name, kind, context)

    def _cell(self, element: Any, kind: Kind | None, context: Context) -> None:
        before, self._inside = self._apart, True
        super()._held(element, "tc", kind, context)
        self._inside = False
        where = (self._row, self._column)
        if text := "\n".join(self._lines()).strip():
            self._tables[-1][where] = Given(*where, "text", text)
        held = (words.fact for line in self.gathering.lines[before:] for words in line.words)
        if fact := next(filter(None, held), ""):
            self._tags[where] = fact
        span = value(element.find(f"{W}tcPr"), "gridSpan")
        self._column += int(span) if span.isdecimal() and len(span) < 4 else 1
