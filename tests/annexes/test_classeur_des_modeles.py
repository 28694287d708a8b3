"""The workbooks of every model, empty, complete and blank, within what Excel takes."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import accumulate
from pathlib import Path

import pytest

from engine.annexes.classeur import workbook
from engine.annexes.document import annexes
from engine.assembly.assemble import Assembled, assemble, domains_of
from engine.dossier import open_dossier
from engine.law.applicable import Droit
from engine.libraries.modele import load_model, model_names
from engine.workbook import SheetCell
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS
from tests.descriptions import combinations, complete

DAY = date(2024, 1, 15)
KINDS = ("vide", "complet", "vierge")


def assembled(name: str, kind: str) -> Assembled:
    model = load_model(name)
    traits = next(iter(combinations(domains_of(model))))
    data = complete(model, traits) if kind == "complet" else {"modele": name}
    return assemble(
        model, read_as(model.description, data), Droit(DAY, bibliotheque=OURS), None, blank=kind == "vierge"
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", model_names())
def test_a_workbook_is_within_the_limits_of_excel(name: str, kind: str) -> None:
    book = workbook(assembled(name, kind))
    names = [sheet.name for sheet in book.sheets]
    assert len({one.lower() for one in names}) == len(names)
    assert all(0 < len(one) <= 31 and not re.search(r"[\[\]:*?/\\]", one) for one in names)
    for sheet in book.sheets:
        places = Counter((cell.row, cell.column) for cell in sheet.cells)
        assert not [place for place, count in places.items() if count > 1], sheet.name
        for cell in sheet.cells:
            assert within_limits(cell), f"{sheet.name}!{cell.at} : {cell.formula}"


def within_limits(cell: SheetCell) -> bool:
    """8,192 characters, 255 for a text, 64 functions one inside another."""
    texts = re.findall(r'"((?:[^"]|"")*)"', cell.formula)
    bare = re.sub(r'"(?:[^"]|"")*"|\'[^\']*\'', "", cell.formula)
    depths = accumulate({"(": 1, ")": -1}.get(character, 0) for character in bare)
    return len(cell.formula) < 8192 and all(len(text) <= 255 for text in texts) and max(depths, default=0) <= 64


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", model_names())
def test_no_fact_is_typed_twice(name: str, kind: str) -> None:
    cells = [cell for sheet in workbook(assembled(name, kind)).sheets for cell in sheet.cells if cell.limits]
    typed = Counter(cell.path for cell in cells)
    assert () not in typed
    assert not [path for path, count in typed.items() if count > 1]


@pytest.mark.parametrize("path", sorted(Path("data/exemples").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_annexes_of_a_complete_contract_lack_nothing(path: Path) -> None:
    contract = open_dossier(path, DAY).assembled()
    assert contract.missing or not annexes(contract).missing
