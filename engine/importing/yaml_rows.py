"""The items of a list in the text of a description: added, removed or moved with their comments, and nothing else.

The comments above an item are its own, as are those below it that stand further in than its dash. The empty lines
between two items stay where they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from engine.errors import Path
from engine.importing.yaml_marks import end_of, is_block, line_end, line_start, next_line, node_at, own_end, root_of
from models.records import dataclass

_COMMA: Final = re.compile(r"\s*,\s*")
_SPACES: Final = re.compile(r"\s*,?\s*")


@dataclass(frozen=True, slots=True)
class Rows:
    """A text cut at the items of one of its lists: `before + items[0] + between[0] + items[1] + … + after`."""

    before: str
    items: tuple[str, ...]
    between: tuple[str, ...]
    after: str
    is_block: bool
    margin: int

    @property
    def text(self) -> str:
        """The text, whole again."""
        parts = [self.before]
        for at, item in enumerate(self.items):
            parts += [self.between[at - 1] if at else "", item]
        return "".join([*parts, self.after])

    def without(self, rank: int) -> Rows:
        """Without the item of a rank, nor what stands between it and the one before."""
        return replace(self, items=_but(self.items, rank), between=_but(self.between, max(rank - 1, 0)))

    def moved(self, rank: int, to: int) -> Rows:
        """With the item of a rank at another."""
        rest = list(_but(self.items, rank))
        return replace(self, items=(*rest[:to], self.items[rank], *rest[to:]))

    def with_new(self, rank: int, said: str) -> Rows:
        """With one more item, which says this, at a rank."""
        written = f"{' ' * self.margin}-{f' {said}' if said else ''}{line_end(self.text)}" if self.is_block else said
        gap = max(rank - 1, 0)
        usual = self.between[min(gap, len(self.between) - 1)] if self.between else "" if self.is_block else ", "
        items = (*self.items[:rank], written, *self.items[rank:])
        return replace(self, items=items, between=(*self.between[:gap], usual, *self.between[gap:]))


def _but(held: tuple[str, ...], rank: int) -> tuple[str, ...]:
    return (*held[:rank], *held[rank + 1 :])


def rows_of(text: str, path: Path) -> Rows | None:
    """The text cut at the items of the list at a path; None where it has none there, or not one that can be cut."""
    node = node_at(root_of(text), path)
    if node is None or node.id != "sequence" or not node.value:
        return None
    return _of_lines(text, node) if is_block(node) else _of_brackets(text, node)


def _of_brackets(text: str, node: Any) -> Rows | None:
    """The items between brackets, where nothing but commas and spaces stands between them."""
    spans = [(one.start_mark.index, one.end_mark.index) for one in node.value]
    spans = [(start, start + len(text[start:end].rstrip())) for start, end in spans]
    ends = [*(start for start, _ in spans[1:]), node.end_mark.index - 1]
    between = [text[end:start] for (_, end), start in zip(spans, ends, strict=True)]
    if not all(map(_COMMA.fullmatch, between[:-1])) or not _SPACES.fullmatch(between[-1]):
        return None
    items = tuple(text[start:end] for start, end in spans)
    return Rows(text[: spans[0][0]], items, tuple(between[:-1]), text[spans[-1][1] :], is_block=False, margin=0)


def _of_lines(text: str, node: Any) -> Rows | None:
    """The items after dashes, each on lines of its own."""
    if text and not text.endswith("\n"):
        text += line_end(text)
    first_dash, margin = node.start_mark.index, node.start_mark.column
    if text[line_start(text, first_dash) : first_dash].strip():
        return None  # its first item is on the line of what holds it
    dashes = [_dash_line(text, one.start_mark.index, margin) for one in node.value]
    ends = [own_end(text, next_line(text, _last(text, one)), margin) for one in node.value]
    gaps = [text[end:dash] for end, dash in zip(ends, dashes[1:], strict=False)]
    empty = [_empty_lines(gap) for gap in gaps]
    heads = [len(gap) - len(lines) for gap, lines in zip(gaps, empty, strict=True)]
    first = _above_first(text, dashes[0]) if heads and all(heads) else dashes[0]
    starts = [first, *(dash - head for dash, head in zip(dashes[1:], heads, strict=True))]
    items = tuple(text[start:end] for start, end in zip(starts, ends, strict=True))
    return Rows(text[:first], items, tuple(empty), text[ends[-1] :], is_block=True, margin=margin)


def _last(text: str, node: Any) -> int:
    """The last character of an item, for its line."""
    end = end_of(text, node)
    return end - 1 if text[end - 1 : end] == "\n" else end


def _dash_line(text: str, at: int, margin: int) -> int:
    """The start of the line whose dash opens the item that is written at a character."""
    dash, start = re.compile(f" {{{margin}}}-(?:\\s|$)"), line_start(text, at)
    while start and not dash.match(text, start):
        start = line_start(text, start - 1)
    return start


def _empty_lines(gap: str) -> str:
    """The empty lines at the head of some lines."""
    kept = 0
    for line in gap.splitlines(keepends=True):
        if line.strip():
            break
        kept += len(line)
    return gap[:kept]


def _above_first(text: str, dash: int) -> int:
    """The start of the comments right above the first dash."""
    while dash:
        above = line_start(text, dash - 1)
        if not text[above:dash].lstrip().startswith("#"):
            break
        dash = above
    return dash
