"""What a draft tells in comments of the clauses that the parties changed, and of those that they left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.assembly.selection import Decision
from engine.document import Block, Heading, ListBlock, Note, Paragraph, Table


def left_out(decisions: Sequence[Decision]) -> dict[str, tuple[str, ...]]:
    """What is told of the clauses left out, by the clause that comes before each; the first of all, by the next."""
    found: dict[str, tuple[str, ...]] = {}
    if not any(one.left_out for one in decisions):  # most contracts
        return found
    kept = [one.clause.id for one in decisions if one.kept and not one.clause.id.startswith("visas/")]
    last = kept[0] if kept else ""
    for one in decisions:
        if one.kept and one.clause.id in kept:
            last = one.clause.id
        elif one.left_out and one.clause.negociee:
            found[last] = (*found.get(last, ()), *one.clause.negociee.remarques)
    return found


def noted(blocks: tuple[Block, ...], notes: tuple[Note, ...]) -> tuple[Block, ...]:
    """The blocks with these notes at the end of the first words among them; the same where none can have a note."""
    for at, block in enumerate(blocks):
        made = _noted(block, notes)
        if made is not None:
            return (*blocks[:at], made, *blocks[at + 1 :])
    return blocks


def _noted(block: Block, notes: tuple[Note, ...]) -> Block | None:
    match block:
        case Heading() | Paragraph():
            return replace(block, content=(*block.content, *notes))
        case ListBlock(items=(first, *others)) if first:
            return replace(block, items=(noted(first, notes), *others))
        case Table(rows=((first, *cells), *others)):
            return replace(block, rows=((replace(first, blocks=noted(first.blocks, notes)), *cells), *others))
    return None
