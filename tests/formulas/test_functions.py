"""The functions of the tables' language: one file says all of each, and a new one is known everywhere."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from engine.annexes.classeur import workbook
from engine.formulas.cells import Absence
from engine.formulas.function import Function, settled
from engine.formulas.functions import CALLED, KNOWN, SIGNS, function
from engine.formulas.parsing import parse_formula
from tests.conformite.formules_au_hasard import FORMS
from tests.fonction_inverse import FUNCTION as INVERSE
from tests.tableaux import contract

PAGE = Path("docs/formules.md").read_text(encoding="utf-8")
EVERY = [*map(function, CALLED), *SIGNS.values()]
TABLE = {
    "series": {"pour": "exercices"},
    "rubriques": [
        {"nom": "heures", "libelle": "Heures"},
        {"nom": "resultat", "libelle": "Résultat", "formule": "2 * inverse(heures - 4)"},
    ],
}


@pytest.fixture
def inverse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KNOWN, INVERSE.name, INVERSE)


@pytest.mark.usefixtures("inverse")
def test_a_new_function_is_read_worked_out_written_and_told(tmp_path: Path) -> None:
    years = [{"annee": "2024", "heures": "8"}, {"annee": "2025", "heures": "4"}, {"annee": "2026"}]
    assembled = contract(tmp_path, {"comptes": TABLE}, exercices=years)
    grille = assembled.tables.grilles["comptes"]
    found = [grille.case("resultat", serie).value for serie in range(3)]
    assert found == [Decimal("0.5"), Absence.SANS_BASE, Absence.A_RENSEIGNER]
    cells = [cell for cell in workbook(assembled).sheets[1].cells if cell.rubrique == "resultat"]
    computed, told = next(one for one in cells if one.serie == 0), next(one for one in cells if one.role == "formula")
    assert computed.formula == 'IF(COUNTBLANK(C7)>0,"",IFERROR(2*(1/(C7-4)),"—"))'
    assert told.value == "2 × inverse de (heures − 4)"


def test_a_function_that_is_not_in_the_list_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match=re.escape("« inverse » n'est pas une fonction (precedent, total, cumul")):
        parse_formula("inverse(9)")


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_a_function_says_everything_that_is_asked_of_it(one: Function) -> None:
    assert one.words is not settled
    written = one.excel is not None or one.condition is not None
    assert (one.figure is not settled) == written
    assert written or one.resolved is not None


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_the_page_tells_every_function(one: Function) -> None:
    assert f"| `{one.usage}` | {one.aide} |" in PAGE


def test_the_page_tells_no_other_function() -> None:
    assert len(re.findall(r"^\| `", PAGE, re.MULTILINE)) == len(EVERY)


def test_every_function_is_drawn_by_lot_for_libreoffice() -> None:
    assert set(re.findall(r"[a-z_]+(?=\()", " ".join(FORMS))) == set(CALLED)


def test_every_example_of_the_page_is_a_formula() -> None:
    for block in re.findall(r"```\n(.*?)```", PAGE, re.DOTALL):
        for line in block.splitlines():
            parse_formula(line)
