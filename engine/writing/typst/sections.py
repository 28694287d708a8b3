"""The sections of a contract in the JSON that main.typ reads: a block is written once for all that hold it."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from engine.by_identity import ByIdentity
from engine.document import Block, Heading, PageBreak, Section
from engine.writing.layout.keeping import Kept, kept
from engine.writing.layout.measures import LANDSCAPE_WIDTH
from engine.writing.layout.outline import headings_of
from engine.writing.typst.blocks import block_data, heading_data
from engine.writing.typst.headings import is_empty
from engine.writing.typst.heights import room_for_sheet
from engine.writing.typst.measures import LANDSCAPE_HEIGHT
from engine.writing.typst.place import Place

_WRITTEN: ByIdentity[str] = ByIdentity()


def section_json(section: Section, place: Place) -> str:
    """Write a section; only there may a page be asked to end."""
    within = replace(place, width=LANDSCAPE_WIDTH, height=LANDSCAPE_HEIGHT) if section.landscape else place
    found = kept(section.blocks, blank=place.blank, section=True)
    led = {id(after) for before, after in pairwise(found) if before.with_next}
    while found and isinstance(found[-1].block, PageBreak):  # it asks nothing of what follows
        found.pop()
    sheets: list[str] = []
    for sheet, group in groupby(found, key=lambda one: one.sheet or -id(one)):
        together = list(group)
        written = ",".join(_block(one, within, id(one) in led) for one in together)
        if sheet > 0:
            room = room_for_sheet([one.block for one in together], within)
            written = f'{{"kind":"sheet","blocks":[{written}],"room":{as_json(room)}}}'
        sheets.append(written)
    return f'{{"landscape":{as_json(section.landscape)},"blocks":[{",".join(sheets)}]}}'


def _block(one: Kept, place: Place, led: bool) -> str:
    how = (place, place.headings.labels, one.with_next, led)
    match one.block:
        case Heading() as heading:
            ranked = None if is_empty(heading, place.blank) else place.headings.next(heading)
            listed = ranked is not None and ranked[1] in place.headings.listed
            return _WRITTEN.of(
                heading,
                (*how, ranked, listed),
                lambda: as_json({**heading_data(heading, place, ranked), "sticky": one.with_next, "led": led}),
            )
        case block if _has_headings(block):  # those that stand before it decide of their ranks
            return as_json(block_data(block, place, one.with_next, led))
        case block:
            return _WRITTEN.of(block, how, lambda: as_json(block_data(block, place, one.with_next, led)))


def _has_headings(block: Block) -> bool:
    return next(headings_of((block,)), None) is not None


def as_json(data: Any) -> str:
    """Data as it is given to Typst."""
    return json.dumps(data, ensure_ascii=False)
