"""The code of a signatory that is no département's is told where the description gives it, and not at a clause."""

from datetime import date
from pathlib import Path

import pytest

from engine.dossier import dossier_of
from engine.errors import Severity
from engine.reading.yaml_strict import parse_yaml


@pytest.mark.parametrize("listed", ["autres_departements: [{departement: abc}]",
                                    "programmation: {signataires: [{departement: abc}]}"])  # fmt: skip
def test_a_code_that_is_none_is_told_at_its_line(listed: str) -> None:
    text = f'modele: ehpad\ndepartement: "35"\n{listed}\n'
    dossier = dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), date(2024, 1, 15))
    told = dossier.told(dossier.assembled())
    wrong = [one for one in told if one.severity is Severity.ERROR and "« abc » n'est pas un code" in one.message]
    assert [(one.place.file, one.place.line) for one in wrong if one.place] == [("contrat.yaml", 3)]
