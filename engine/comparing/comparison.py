"""What differs between two contracts, article by article, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from engine.comparing.causes import Cause
from engine.comparing.explaining import Explains
from engine.comparing.paired import Pair, moved_articles, paired_articles, paired_lines
from engine.comparing.printed import Article, Cell, Line, LineKind, Run
from engine.passages import Passage, passages
from models.records import dataclass

Fate = Literal["modifié", "ajouté", "retiré", "déplacé"]


@dataclass(frozen=True, slots=True)
class Explained:
    """Words that differ, and what makes them; where several things may, and nothing settles it, they are not `sure`."""

    passage: Passage
    causes: tuple[Cause, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class LineChange:
    """A paragraph or a cell that differs; `row` and `column` place a cell in its table.

    One that only moved has its words in both `before` and `after`, and nothing to explain.
    """

    fate: Fate
    kind: LineKind
    before: str
    after: str
    passages: tuple[Explained, ...] = ()
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """An article that differs: its clause, its title in the second contract (in the first, where it is of it alone).

    `causes` say why it is of one alone; `numbers` how it was numbered and how it is, where that changed.
    """

    name: str
    title: str
    fate: Fate
    lines: tuple[LineChange, ...]
    numbers: tuple[str, str] | None = None
    causes: tuple[Cause, ...] = ()
    sure: bool = True


def changes(old: Mapping[str, Article], new: Mapping[str, Article], explainer: Explains) -> Iterator[ArticleChange]:
    """The articles that differ, in the order of the second contract."""
    pairs = list(paired_articles(old, new))
    moved = moved_articles(pairs, old)
    for one, other in pairs:
        if not one or not other:
            yield _of_one_alone(old.get(one), new.get(other), explainer)
            continue
        before, after = old[one], new[other]
        lines = tuple(_line_changes(before, after, explainer))
        numbers = (before.number, after.number) if before.number != after.number else None
        if lines or numbers or other in moved:
            yield ArticleChange(other, after.title, "déplacé" if other in moved else "modifié", lines, numbers)


def _of_one_alone(old: Article | None, new: Article | None, explainer: Explains) -> ArticleChange:
    article = new or old
    assert article is not None  # noqa: S101 - a pair has one or the other
    causes, sure = explainer.of_article(article.name)
    fate: Fate = "ajouté" if new else "retiré"
    lines = (LineChange(fate, one.kind, "" if new else one.text, one.text if new else "") for one in article.lines)
    return ArticleChange(article.name, article.title, fate, tuple(lines), None, causes, sure)


def _line_changes(old: Article, new: Article, explainer: Explains) -> Iterator[LineChange]:
    explainer = explainer.within(old, new)
    for pair in paired_lines(old.lines, new.lines):
        if not pair.old or not pair.new:
            yield from _alone(pair, explainer)
        elif len(pair.old) == len(pair.new) == 1 and pair.new[0].kind in ("rangée", "en-tête"):
            yield from _row(pair.old[0], pair.new[0], explainer)
        else:
            yield from _paragraphs(pair, explainer)


def _alone(pair: Pair, explainer: Explains) -> Iterator[LineChange]:
    """A line of one contract alone."""
    for one in (*pair.old, *pair.new):
        fate: Fate = "ajouté" if pair.new else "retiré"
        before, after = ("", one.text) if pair.new else (one.text, "")
        yield LineChange(fate, one.kind, before, after, tuple(_explained(*_cells(pair), explainer)), one.key)


def _cells(pair: Pair) -> tuple[Cell, Cell]:
    first, second = (_joined(lines) for lines in (pair.old, pair.new))
    return first, second


def _joined(lines: Iterable[Line]) -> Cell:
    return Cell(tuple(run for line in lines for cell in line.cells for run in (*cell.runs, _SPACE)))


def _paragraphs(pair: Pair, explainer: Explains) -> Iterator[LineChange]:
    first, second = _cells(pair)
    found = tuple(_explained(first, second, explainer))
    before, after = ("\n".join(one.text for one in lines) for lines in (pair.old, pair.new))
    if found or len(pair.old) != len(pair.new):
        yield LineChange("modifié", pair.new[0].kind, before, after, found)
    if pair.moved:
        yield LineChange("déplacé", pair.new[0].kind, before, after)


def _row(old: Line, new: Line, explainer: Explains) -> Iterator[LineChange]:
    """The cells that differ, each under its column: by its name, or else by its rank."""
    named = {one.column: one for one in old.cells if one.column}
    unique = len(named) == len(old.cells) and {one.column for one in new.cells} == set(named)
    pairs = [(named[one.column], one) for one in new.cells] if unique and old.kind == "rangée" else list(
        _in_rank(old.cells, new.cells))  # fmt: skip
    for one, other in pairs:
        found = tuple(_explained(one, other, explainer))
        if found:
            column = other.column or one.column
            yield LineChange("modifié", new.kind, one.text, other.text, found, new.key, column if new.key else "")


def _in_rank(old: tuple[Cell, ...], new: tuple[Cell, ...]) -> Iterator[tuple[Cell, Cell]]:
    for at in range(max(len(old), len(new))):
        yield old[at] if at < len(old) else _NOTHING, new[at] if at < len(new) else _NOTHING


def _explained(old: Cell, new: Cell, explainer: Explains) -> Iterator[Explained]:
    for passage in passages(old.text, new.text):
        causes, sure = explainer.of_passage(passage, old, new)
        yield Explained(passage, causes, sure)


_NOTHING = Cell(())
_SPACE = Run(" ")
