"""Forms as they come back: filled in with whatever people type and paste, rearranged, damaged, or changed inside."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from typing import Any, Final

import docx
from docx.oxml.ns import qn
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

import cpom
from engine.forms.made import form_of
from engine.forms.sheets import dashed
from engine.libraries.modele import load_model
from tests.forms.conftest import DAY, SENT, cell
from tests.fuzz.archives import altered, undated
from tests.fuzz.classeurs import arranged
from tests.fuzz.documents import SNIPPETS
from tests.fuzz.essais import lots
from tests.fuzz.textes import HOSTILES, TOLD

BEGUN: Final = {"saad": SENT, **{name: f"modele: {name}\n" for name in ("ehpad", "chrs", "sad-ille-et-vilaine")}}
"""The descriptions from which forms are made: one that is begun, and others of which only the model is known."""
PARTIES: Final = (None, "gestionnaire", "departement")
_CELLS: Final[tuple[Any, ...]] = (
    0, 1, -5, 12.5, 0.12, 1e15, 1e300, 999999071, 350999942, 10999936, True, False, date(2026, 3, 1), 46000,
    datetime(2026, 3, 1, 12, 30), time(12, 30), "=1+1", "=1/0", "=A1", "#N/A", "12", "1 250,50", "88.000", "31/12/2026",
    "1er mars 2026", "2026 : 85 %\n2027 : 90 %", "oui", "non", "Aucun", "néant", "5 ans", "350999942", "35",
    "x" * 4_000, "a\n\nb\n", "- a", ": ", "a: b", "a #b", "'", '"', "|", "[a]", "{a}", "&a", "*a", "!a", "%", "@", "`",
)  # fmt: skip
_WORDS: Final = (*(one for one in _CELLS if isinstance(one, str)), *HOSTILES, *TOLD)


@dataclass(frozen=True)
class Filled:
    """A form that came back, and the texts typed in it as answers; none is known of a form that was rearranged."""

    kind: str
    model: str
    content: bytes = field(repr=False)
    typed: tuple[str, ...] = ()


@cache
def sent(kind: Any, model: str, party: Any) -> bytes:
    """The form that is sent."""
    return cpom.lire(BEGUN[model], jour=DAY).formulaire(party, nom_du_format=kind)


def forms(kind: str, model: str) -> st.SearchStrategy[Filled]:
    """Forms filled in, or changed inside."""
    fill = {"xlsx": _in_a_spreadsheet, "docx": _in_word}[kind]

    def filled(lot: random.Random) -> Filled:
        return fill(model, lot.choice(PARTIES), lot)

    def inside(lot: random.Random) -> Filled:
        return Filled(kind, model, altered(sent(kind, model, None), lot, SNIPPETS.get(kind, ())))

    return st.one_of(lots().map(filled), lots().map(filled), lots().map(inside))


@cache
def _worded(model: str, party: Any) -> tuple[tuple[str, bool], ...]:
    """The questions that words answer, whatever they are, and whether each is of a list that stands in no other."""
    form = form_of(load_model(model), party, {})
    listed = (one for table in form.tables if not table.above for one in table.questions)
    every = [*((one, False) for one in form.questions), *((one, True) for one in listed)]
    return tuple((dashed(one.names), many) for one, many in every if one.kind and one.kind.free and not one.choices)


def _answers(book: Workbook) -> list[Cell]:
    """The cells in which answers are typed."""
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return [cell for cell in cells if isinstance(cell, Cell) and not cell.protection.locked]


def _in_a_spreadsheet(model: str, party: Any, lot: random.Random) -> Filled:
    """Words where words are asked, or anything anywhere."""
    book, typed = load_workbook(BytesIO(sent("xlsx", model, party))), []
    if worded := lot.random() < 0.6:
        asked = lot.sample(_worded(model, party), lot.randint(1, 6))
        cells = [cell(book, path, 1 if many else 0) for path, many in asked]
    else:
        cells = lot.sample(_answers(book), lot.randint(1, 6))
    for one in cells:
        value = lot.choice(HOSTILES if worded else (*_CELLS, *_WORDS))
        if isinstance(value, str):
            value = ILLEGAL_CHARACTERS_RE.sub("", value).replace("\ud800", "")[:32_767]
            typed += [] if value.startswith(("=", "#")) else [value]
        one.value = value
    if lot.random() < 0.3:
        arranged(book, lot)
        typed = []
    out = BytesIO()
    book.save(out)
    return Filled("xlsx", model, undated(out.getvalue()), tuple(typed))


def _in_word(model: str, party: Any, lot: random.Random) -> Filled:
    """Words where words are asked, or anything anywhere."""
    document, typed = docx.Document(BytesIO(sent("docx", model, party))), []
    tags = document.element.body.xpath(".//w:sdt/w:sdtPr/w:tag")
    controls = {one.get(qn("w:val")): one.getparent().getparent() for one in tags}
    if worded := lot.random() < 0.6:
        asked = {path for path, _ in _worded(model, party)}
        controls = {tag: one for tag, one in controls.items() if tag.replace("[1]", "") in asked}
    for control in lot.sample([*controls.values()], lot.randint(1, 6)):
        value = ILLEGAL_CHARACTERS_RE.sub("", lot.choice(HOSTILES if worded else _WORDS)).replace("\ud800", "")
        first, *others = control.iter(qn("w:t"))
        first.text = value
        for one in others:
            one.text = ""
        typed.append(value)
    if lot.random() < 0.3:
        _rows(document, lot)
        typed = []
    out = BytesIO()
    document.save(out)
    return Filled("docx", model, undated(out.getvalue()), tuple(typed))


def _rows(document: Any, lot: random.Random) -> None:
    """A line moved, added, deleted or cut into a text, as one does in Word."""
    table = lot.choice(document.tables)
    row = lot.choice(table.rows)._tr
    match lot.randrange(6):
        case 0:
            row.getparent().remove(row)
        case 1:
            lot.choice(table.rows)._tr.addnext(row)
        case 2:
            for cell in table.add_row().cells:
                cell.text = lot.choice(HOSTILES)
        case 3:
            table._tbl.getparent().remove(table._tbl)
        case 4:
            document.add_paragraph(lot.choice(HOSTILES))
        case _:
            lot.choice(document.tables)._tbl.addnext(table._tbl)
