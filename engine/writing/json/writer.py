"""The tree as JSON, as schema.py describes it: what is printed, settled, with where each part of it comes from.

The same contract gives the same bytes; nothing of the machine is in it (no path of a logo, no time).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from engine.carried import packed
from engine.document import (
    Block,
    Cell,
    Chart,
    Document,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Missing,
    Note,
    PageBreak,
    Paragraph,
    Reference,
    Section,
    Signature,
    Signatures,
    Sourced,
    Strong,
    Table,
    Text,
)
from engine.seals import sealed
from engine.writing.json.schema import ALIGNMENTS, FORMAT, KINDS, STYLES
from engine.writing.layout.charts.alternative import alternative
from engine.writing.layout.setting import Setting, Written
from engine.writing.layout.store import carried_by
from engine.writing.layout.written_lines import lines_of

Data = dict[str, Any]


def write(document: Document, setting: Setting) -> Written:  # noqa: ARG001 - a tree is drawn in no letterhead
    """Write the tree in UTF-8, one key a line."""
    origin = "".join(packed(carried_by(document, lines_of(document), "json")))
    text = json.dumps({**_document(document), "origine": origin}, ensure_ascii=False, indent=1)
    return sealed(f"{text}\n".encode(errors="replace"), b"\n}", ',\n "empreinte": "{}"'), []


def _document(document: Document) -> Data:
    head = document.letterhead
    anchors = _Anchors()
    return {
        "format": FORMAT,
        "titre": document.title,
        "date": document.date.isoformat(),
        "langue": "fr-FR",
        "vierge": document.blank,
        "sommaire": document.table_of_contents,
        "mots_cles": list(document.keywords),
        "description": {"nom": document.source_name, "texte": document.source},
        "en_tete": {"titre": head.title, "autorites": list(head.authorities), "gestionnaire": head.manager},
        "sections": [_section(section, anchors) for section in document.sections],
    }


class _Anchors:
    """Names the blocks of the sections by their clause and their rank in it, those of headings being their own."""

    def __init__(self) -> None:
        self.ranks: dict[str, int] = {}
        self.taken: set[str] = set()

    def of(self, block: Block, clause: str) -> str:
        """The anchor of the next block of a clause: no other block of the document has it."""
        rank = self.ranks[clause] = self.ranks.get(clause, 0) + 1
        anchor = block.anchor if isinstance(block, Heading) else f"{clause or HEAD}.{rank}"
        while anchor in self.taken:  # the variants of a blank share that of their heading
            anchor += "-bis"
        self.taken.add(anchor)
        return anchor


HEAD = "contrat"
"""What the anchors of the blocks that no clause made begin with: the title, the visas."""


def _section(section: Section, anchors: _Anchors) -> Data:
    blocks = [
        {**_block(block, anchors.of(block, clause)), **({"clause": clause} if clause else {})}
        for block, clause in section.by_clause
    ]
    return {"orientation": "paysage" if section.landscape else "portrait", "blocs": blocks}


def _blocks(blocks: Iterable[Block], anchor: str) -> list[Data]:
    """The blocks of an item or of a cell, whose anchors are under its own."""
    return [_block(block, f"{anchor}.{rank}") for rank, block in enumerate(blocks, start=1)]


def _block(block: Block, anchor: str) -> Data:
    match block:
        case Paragraph():
            data = {"style": STYLES[block.style], "avec_le_suivant": block.keep_with_next}
            return {"type": "paragraphe", "ancre": anchor, **data, "mots": _words(block.content)}
        case Heading():
            return _heading(block, anchor)
        case ListBlock():
            items = [_blocks(item, f"{anchor}.{rank}") for rank, item in enumerate(block.items, start=1)]
            kind = {"ordonnee": block.ordered, "debut": block.start}
            return {"type": "liste", "ancre": anchor, **kind, "elements": items}
        case Table():
            return _table(block, anchor)
        case Chart():
            return _chart(block, anchor)
        case Signatures():
            return {"type": "signatures", "ancre": anchor, "parties": [_party(party) for party in block.parties]}
        case PageBreak():
            return {"type": "saut_de_page", "ancre": anchor}


def _heading(block: Heading, anchor: str) -> Data:
    number = block.number
    settled = {"prefixe": number.prefix, "valeur": number.value, "suffixe": number.suffix} if number else None
    data = {"type": "titre", "ancre": anchor, "niveau": block.level, "numero": settled, "cible": block.anchor}
    return {**data, "mots": _words(block.content)}


def _table(block: Table, anchor: str) -> Data:
    return {
        "type": "tableau",
        "ancre": anchor,
        "legende": block.caption,
        "largeurs": list(block.widths),
        "lignes_d_en_tete": block.header_rows,
        "lignes": [
            [_cell(cell, f"{anchor}.{y}.{x}") for x, cell in enumerate(row, start=1)]
            for y, row in enumerate(block.rows, start=1)
        ],
    }


def _cell(cell: Cell, anchor: str) -> Data:
    return {
        "colonnes": cell.colspan,
        "lignes": cell.rowspan,
        "alignement": ALIGNMENTS[cell.alignment],
        "en_tete": cell.header,
        "blocs": _blocks(cell.blocks, anchor),
    }


def _chart(block: Chart, anchor: str) -> Data:
    return {
        "type": "graphique",
        "ancre": anchor,
        "genre": KINDS[block.kind],
        "titre": block.title,
        "unite": block.unit,
        "categories": list(block.categories),
        "series": [
            {"nom": one.name, "valeurs": [None if value is None else f"{value:f}" for value in one.values]}
            for one in block.series
        ],
        "en_mots": alternative(block),
    }


def _party(party: Signature) -> Data:
    return {"qualite": _words(party.title), "nom": _words(party.name)}


def _words(content: Iterable[Inline]) -> list[Data]:
    """Words in their order, neighbours of one origin as one."""
    found: list[Data] = []
    for inline in map(_inline, content):
        if found and inline["type"] == "texte" and {**inline, "texte": ""} == {**found[-1], "texte": ""}:
            found[-1]["texte"] += inline["texte"]
        else:
            found.append(inline)
    return found


def _inline(inline: Inline) -> Data:
    match inline:
        case Sourced(text, fact, cases):
            origin = {"faits": fact.split(",") if fact else [], "cas": [case.split(",") for case in cases]}
            return {"type": "texte", "texte": text, **{name: found for name, found in origin.items() if found}}
        case Text(text):
            return {"type": "texte", "texte": text}
        case Strong(content):
            return {"type": "gras", "mots": _words(content)}
        case Emphasis(content):
            return {"type": "italique", "mots": _words(content)}
        case LineBreak():
            return {"type": "ligne"}
        case Reference(anchor, text):
            return {"type": "renvoi", "vers": anchor, "texte": text}
        case Missing(label, path):
            return {"type": "manque", "fait": path, "nom": label, "texte": inline.text}
        case Note(text, from_model):
            return {"type": "note", "texte": text, "du_modele": from_model}
