"""What a model does not let a contract leave out, with the text that imposes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adaptations import opened, told

REFUSED = [
    ("ehpad-complet", "perimetre/gestionnaire", "arrêté du 3 mars 2017"),
    ("ehpad-complet", "perimetre", "arrêté du 3 mars 2017"),
    ("ehpad-complet", "annexes/diagnostic", "arrêté du 3 mars 2017"),
    ("ehpad-complet", "annexes/besoins", "arrêté du 3 mars 2017"),
    ("ehpad-complet", "annexes/objectifs", "arrêté du 3 mars 2017"),
    ("ehpad-complet", "annexes/financement", "arrêté du 3 mars 2017"),
    ("ehpad-complet", "annexes/aide-sociale", "arrêté du 3 mars 2017"),
    ("chrs-complet", "annexes/diagnostic", "arrêté du 25 octobre 2019, annexe II, VII"),
    ("chrs-complet", "annexes/objectifs", "arrêté du 25 octobre 2019, annexe II, VII"),
    ("saad-habilite", "suivi", "L. 313-11-1"),
    ("sad-ille-et-vilaine-association", "moyens/forfait-global", "L. 313-11-1"),
    ("sad-ille-et-vilaine-association", "suivi", "L. 313-11-1"),
    ("saad-seine-et-marne-association", "communes", "L. 313-11-1"),
    ("saad-seine-et-marne-association", "compensation", "L. 313-11-1"),
]


@pytest.mark.parametrize(("example", "clause", "source"), REFUSED)
def test_it_may_not_be_left_out(example: str, clause: str, source: str) -> None:
    path = Path(f"data/exemples/{example}.yaml")
    found = told(opened(f'adaptations:\n  "{clause}": {{supprimee: oui, motif: accord}}\n', path))
    assert "adaptation-interdite" in {one.code for one in found}
    assert any(source in one.source for one in found if one.code == "adaptation-interdite")


@pytest.mark.parametrize(("example", "clause", "source"), REFUSED[:1] + REFUSED[7:8] + REFUSED[9:10])
def test_it_may_have_other_words(example: str, clause: str, source: str) -> None:
    path = Path(f"data/exemples/{example}.yaml")
    found = told(opened(f'adaptations:\n  "{clause}": {{motif: accord, texte: Autre.}}\n', path))
    assert not [one for one in found if one.code == "adaptation-interdite"], source
