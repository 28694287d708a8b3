"""The tree of an avenant: its own clauses, with the parties and the signatures of the contract, and what it changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from engine.adapting.consolidated import VERSION
from engine.avenants.said import Said
from engine.document import Block, Document, Heading, Missing, PageBreak, Paragraph, Section, Signatures, Table, Text
from engine.libraries.plan import Plan
from engine.nodes import nodes_of, rewritten

NAMED = "…"
"""What stands in the title of an avenant for what names it: its number, a year, the date of a convention."""
_AFTER = {"titre": "parties", "modifications": "modifications", "effet": "signatures"}
"""What comes after each of these clauses of the avenant."""


def avenant_tree(
    act: Document, contract: Document, of_contract: Plan, named: tuple[str, Plan], title: str, changes: Said
) -> Document:
    """The avenant of a `title`: `act` are the clauses of its kind; `contract` is the contract as of its day."""
    name, plan = named
    taken = _taken(contract, of_contract)
    others = {
        "parties": tuple(_reworded(block, plan.mots) for block in taken["parties"]),
        "modifications": tuple(_before_the_next(changes.body)),
        "signatures": tuple(_reworded(block, plan.mots) for block in taken["signatures"]),
    }
    places = {f"{name}/{clause}": others[part] for clause, part in _AFTER.items()}
    first, *annexes = act.sections
    body = Section(tuple(_with(first, places)), first.landscape)
    titled = tuple(_titled(block, act.title, title) for block in body.blocks)
    annexed = _pages(changes.annexed, contract)
    head = replace(act.letterhead, title=title)
    return replace(act, title=title, letterhead=head, sections=(replace(body, blocks=titled), *annexes, *annexed))


def _before_the_next(body: Sequence[Block]) -> Iterator[Block]:
    """What announces the changes, on the page of the first."""
    for rank, block in enumerate(body):
        yield replace(block, keep_with_next=True) if rank == 0 and isinstance(block, Paragraph) else block


def missing_paths(blocks: Iterable[Any]) -> set[str]:
    """The paths of the facts that these blocks leave to fill in."""
    return {one.path for one in nodes_of(tuple(blocks), Missing)}


def _titled(block: Block, before: str, after: str) -> Block:
    if isinstance(block, Paragraph) and block.style == "title" and block.content == (Text(before),):
        return replace(block, content=(Text(after),))
    return block


def _with(section: Section, places: Mapping[str, tuple[Block, ...]]) -> Iterator[Block]:
    """The blocks of a section, those that come after a clause once it ends."""
    for clause, blocks in groupby(section.by_clause, key=lambda one: one[1]):
        yield from (block for block, _ in blocks)
        yield from places.get(clause, ())


def _taken(contract: Document, plan: Plan) -> dict[str, tuple[Block, ...]]:
    """The designation of the parties and the signatures of a contract, without the headings of the latter."""
    every = [one for section in contract.sections for one in section.by_clause]
    signing = {clause for block, clause in every if isinstance(block, Signatures)}
    parties = tuple(block for block, clause in every if clause in plan.parties and clause != VERSION)
    signatures = tuple(block for block, clause in every if clause in signing and not isinstance(block, Heading))
    return {"parties": parties, "signatures": signatures}


def _reworded(part: Any, words: Mapping[str, str]) -> Any:
    """A part of a tree where the act says other words than its contract."""

    def change(node: Any) -> Any:
        return Text(_other_words(node.text, words)) if type(node) is Text else node

    return rewritten(part, change) if words else part


def _other_words(text: str, words: Mapping[str, str]) -> str:
    for before, after in words.items():
        text = re.sub(r"\b" + r"\s+".join(map(re.escape, before.split())) + r"\b", after, text)
    return text


def _pages(blocks: Sequence[Block], contract: Document) -> tuple[Section, ...]:
    """The annexes of an avenant, each on pages of its own: wide ones, where one of its tables is on wide pages."""
    wide = {
        _shape(one) for part in contract.sections if part.landscape for one in part.blocks if isinstance(one, Table)
    }
    pages: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, PageBreak) or not pages:
            pages.append([])
        if not isinstance(block, PageBreak):
            pages[-1].append(block)
    return tuple(
        Section(tuple(page), any(isinstance(one, Table) and _shape(one) in wide for one in page))
        for page in pages
        if page
    )


def _shape(table: Table) -> tuple[tuple[float, ...], int]:
    return table.widths, len(table.rows)
