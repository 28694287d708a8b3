"""What is left of a description: all that is found missing is asked, inside lists and year by year."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import cpom

CONTRAT = Path("data/exemples/saad-habilite.yaml").read_text(encoding="utf-8")
FIRST, SECOND = "  - intitule: Renforcer la coordination", "  - intitule: Intervenir sur une amplitude"
MARK = "  - dotation_complementaire: oui\n"


def test_years_that_are_missing_are_asked_and_written_blank() -> None:
    begun = cpom.lire(
        re.sub(r"annees: \{2024: 68.*", "annees: {2024: 68 %, 2025: 75 %}", CONTRAT), jour=date(2026, 1, 5)
    )
    where = "objectifs[1].operationnels[1].indicateurs[1].annees"
    assert where in {one.chemin for one in begun.questions()}
    written = begun.questionnaire()
    assert re.search(r"annees:\n +2024: .*68.*\n +2025: .*75.*\n +2026:\n +2027:\n +2028:\n +2029:\n", written)
    assert cpom.lire(written, jour=date(2026, 1, 5)).erreurs == begun.erreurs


@pytest.mark.parametrize(
    "said", ["", "    operationnels: []\n", '    operationnels: ""\n', "    operationnels: [{}]\n"]
)
def test_what_is_missing_of_an_item_is_asked_however_it_was_left_blank(said: str) -> None:
    start, end = CONTRAT.index(FIRST), CONTRAT.index(SECOND)
    begun = cpom.lire(f"{CONTRAT[:start]}{MARK}{said}{CONTRAT[end:]}", jour=date(2026, 1, 5))
    missing = {
        re.sub(r"(\.[0-9]{4}|\[1\])$", "", one.chemin) for several in begun.manquants.values() for one in several
    }
    asked = {one.chemin for one in begun.questions()}
    assert {one for one in missing if one.startswith("objectifs[2]")} <= asked
    assert all(re.search(rf"(?m)^ +(- )?{one.rpartition('.')[2]}:", begun.questionnaire()) for one in missing)
