"""A formula in a workbook: the figure of the engine, and nothing looked at that cannot be wanting."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.annexes.classeur import workbook
from engine.formulas.excel import Place, together
from engine.workbook import Range, SheetCell
from tests.tableaux import contract

YEARS = [
    {"annee": "2024", "heures": "1200", "produits": "30000", "charges": "29000", "ouvert": "oui"},
    {"annee": "2025", "heures": "1250", "produits": "31000", "charges": "31500", "ouvert": "non"},
    {"annee": "2026", "heures": "0"},
]
INPUTS: list[dict[str, Any]] = [
    {"nom": "heures", "libelle": "Heures"},
    {"nom": "produits", "libelle": "Produits", "unite": "€"},
    {"nom": "charges", "libelle": "Charges", "unite": "€"},
    {"nom": "ouvert", "libelle": "Ouvert", "unite": "oui/non"},
]
HEURES, PRODUITS, CHARGES, OUVERT = "C7", "C8", "C9", "C10"
"""The cells of 2024: two columns of names and units, then the years; the table begins on the sixth row."""


def computed(folder: Path, formula: str, year: int = 0, *before: dict[str, Any], **line: Any) -> SheetCell:
    """The cell of a formula in a year, the last line of the table."""
    lines = [*INPUTS, *before, {"nom": "resultat", "libelle": "Résultat", "formule": formula, **line}]
    table = {"series": {"pour": "exercices"}, "rubriques": lines}
    book = workbook(contract(folder, {"comptes": table}, exercices=YEARS))
    return next(one for one in book.sheets[1].cells if (one.rubrique, one.serie) == ("resultat", year))


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("produits - charges", f'IF(COUNTBLANK(C8:C9)>0,"",{PRODUITS}-{CHARGES})'),
        ("-produits", f'IF(COUNTBLANK({PRODUITS})>0,"",-{PRODUITS})'),
        ("produits - (charges - heures)", f'IF(COUNTBLANK(C7:C9)>0,"",{PRODUITS}-({CHARGES}-{HEURES}))'),
        ("(produits + charges) * 0,5 %", f'IF(COUNTBLANK(C8:C9)>0,"",({PRODUITS}+{CHARGES})*0.005)'),
        ("produits / heures", f'IF(COUNTBLANK(C7:C8)>0,"",IFERROR({PRODUITS}/{HEURES},"—"))'),
        ("produits / 12", f'IF(COUNTBLANK({PRODUITS})>0,"",{PRODUITS}/12)'),
        ("arrondi(produits * 1,005; 2)", f'IF(COUNTBLANK({PRODUITS})>0,"",ROUND({PRODUITS}*1.005,2))'),
        ("arrondi(produits - 1; 0)", f'IF(COUNTBLANK({PRODUITS})>0,"",ROUND(ROUND({PRODUITS}-1,9),0))'),
        ("somme(produits; charges)", f'IF(COUNTBLANK(C8:C9)>0,"",SUM({PRODUITS},{CHARGES}))'),
        ("max(produits - charges; 0)", f'IF(COUNTBLANK(C8:C9)>0,"",MAX({PRODUITS}-{CHARGES},0))'),
        ("abs(charges)", f'IF(COUNTBLANK({CHARGES})>0,"",ABS({CHARGES}))'),
        ("sinon(charges; 0)", f"IF(ISNUMBER({CHARGES}),{CHARGES},0)"),
        ("produits > charges", f'IF(COUNTBLANK(C8:C9)>0,"",IF({PRODUITS}>{CHARGES},1,0))'),
        (
            "produits - charges >= 0,01",
            f'IF(COUNTBLANK(C8:C9)>0,"",IF(ROUND({PRODUITS}-{CHARGES}-0.01,6)>=0,1,0))',
        ),
        (
            "si(et(produits > 0; charges <= 24); 1; 0)",
            f'IF(COUNTBLANK(C8:C9)>0,"",IF(AND({PRODUITS}>0,{CHARGES}<=24),1,0))',
        ),
        (
            "si(ouvert; produits; 0)",
            f'IF(COUNTBLANK({OUVERT})+COUNTBLANK({PRODUITS})>0,"",IF(IF({OUVERT}="oui",1,0),{PRODUITS},0))',
        ),
        ("total(charges)", 'IF(COUNTBLANK(C9:E9)>0,"",SUM(C9:E9))'),
        ("moyenne(heures)", 'IF(COUNTBLANK(C7:E7)>0,"",AVERAGE(C7:E7))'),
        ("2 * 3", "2*3"),
    ],
)
def test_a_formula_is_written_as_a_spreadsheet_does(tmp_path: Path, formula: str, written: str) -> None:
    cell = computed(tmp_path, formula)
    assert sorted_ranges(cell.formula) == sorted_ranges(written)


def sorted_ranges(formula: str) -> str:
    """A formula whose count of empty cells is in no particular order."""
    guard, sign, rest = formula.partition('>0,"",')
    return "+".join(sorted(guard.removeprefix("IF(").split("+"))) + sign + rest


def test_a_running_sum_and_the_year_before_name_other_columns(tmp_path: Path) -> None:
    assert computed(tmp_path / "a", "cumul(charges)", 1).formula == 'IF(COUNTBLANK(C9:D9)>0,"",SUM(C9:D9))'
    assert computed(tmp_path / "b", "charges - precedent(charges)", 1).formula == 'IF(COUNTBLANK(C9:D9)>0,"",D9-C9)'


def test_a_first_year_without_a_base_has_no_formula_to_work_out(tmp_path: Path) -> None:
    first = computed(tmp_path / "a", "precedent(charges)", 0)
    assert (first.value, first.formula) == ("—", "")
    # Its own figure is still waited for: an empty cell comes before « — », as in the engine.
    needs = computed(tmp_path / "b", "charges - precedent(charges)", 0)
    assert (needs.value, needs.formula) == ("—", 'IF(COUNTBLANK(C9)>0,"","—")')


def test_what_follows_from_a_division_says_so_too(tmp_path: Path) -> None:
    price = {"nom": "prix", "libelle": "Prix", "formule": "produits / heures"}
    cell = computed(tmp_path, "prix * 2", 2, price)
    assert cell.formula == 'IF(COUNTBLANK(E11)>0,"",IF(COUNT(E11)<1,"—",E11*2))'
    assert cell.value == ""  # 2026 has no products yet


def test_the_figure_beside_a_formula_is_that_of_the_engine(tmp_path: Path) -> None:
    assert computed(tmp_path / "a", "produits - charges", 1).value == Decimal(-500)
    assert computed(tmp_path / "b", "charges / (heures - 1250)", 1).value == "—"
    assert computed(tmp_path / "c", "produits - charges", 2).value == ""


def test_a_sum_of_what_is_given_needs_nothing(tmp_path: Path) -> None:
    lines = [{**INPUTS[2], "total": "somme_des_donnes"}]
    table = {"series": {"pour": "exercices", "total": "Total"}, "rubriques": lines}
    book = workbook(contract(tmp_path, {"comptes": table}, exercices=YEARS))
    total = next(one for one in book.sheets[1].cells if (one.rubrique, one.serie) == ("charges", 3))
    assert (total.formula, total.value) == ("SUM(C7:E7)", Decimal(60500))


def test_another_sheet_is_named_in_quotes(tmp_path: Path) -> None:
    costs = {"annexe": "budget", "series": {"pour": "exercices"}, "rubriques": [INPUTS[2]]}
    twice = {"nom": "double", "libelle": "Double", "formule": "couts.charges * 2"}
    table = {"annexe": "activite", "series": {"pour": "exercices"}, "rubriques": [twice]}
    book = workbook(contract(tmp_path, {"couts": costs, "doubles": table}, exercices=YEARS))
    cell = next(one for one in book.sheets[1].cells if (one.rubrique, one.serie) == ("double", 1))
    assert cell.formula == "IF(COUNTBLANK('Annexe 2'!D7)>0,\"\",'Annexe 2'!D7*2)"


def test_side_by_side_cells_are_one_range() -> None:
    square = [Place("A", row, column) for row in (2, 3) for column in (4, 5)]
    assert together([*square, Place("A", 9, 4), Place("B", 2, 6)]) == [
        Range("A", 2, 4, 3, 5),
        Range("A", 9, 4, 9, 4),
        Range("B", 2, 6, 2, 6),
    ]
