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
    ("ehpad-complet", "perimetre/aide-sociale", "arrêté du 3 mars 2017"),
    ("ehpad-complet", "moyens/resultats", "arrêté du 3 mars 2017"),
    ("ehpad-complet", "suivi", "arrêté du 3 mars 2017"),
    ("ehpad-complet", "duree", "arrêté du 3 mars 2017"),
    ("ehpad-complet", "annexes/evaluation", "arrêté du 3 mars 2017"),
    ("ehpad-complet", "annexes/siege", "arrêté du 3 mars 2017"),
    ("ehpad-complet", "annexes/autres-contrats", "arrêté du 3 mars 2017"),
    ("chrs-complet", "moyens/resultats", "arrêté du 25 octobre 2019, annexe II, III"),
    ("chrs-complet", "moyens/subventions", "arrêté du 25 octobre 2019, annexe II, III"),
    ("chrs-complet", "suivi", "arrêté du 25 octobre 2019, annexe II, IV"),
    ("chrs-complet", "annexes/investissement", "arrêté du 25 octobre 2019, annexe II, III"),
    ("chrs-complet", "annexes/frais-de-siege", "arrêté du 25 octobre 2019, annexe II, III"),
    ("chrs-complet", "annexes/diagnostic", "arrêté du 25 octobre 2019, annexe II, VII"),
    ("chrs-complet", "annexes/objectifs", "arrêté du 25 octobre 2019, annexe II, VII"),
    ("saad-habilite", "suivi", "L. 313-11-1"),
    ("sad-ille-et-vilaine-association", "moyens/forfait-global", "L. 313-11-1"),
    ("sad-ille-et-vilaine-association", "suivi", "L. 313-11-1"),
    ("saad-seine-et-marne-association", "obligations-de-service-public", "Altmark"),
    ("saad-seine-et-marne-association", "compensation/principes", "Altmark"),
    ("saad-seine-et-marne-association", "communes", "L. 313-11-1"),
    ("saad-seine-et-marne-association", "compensation", "L. 313-11-1"),
    ("saad-habilite", "objet", "CASF, article L. 313-11"),
    ("saad-habilite", "duree", "CASF, article L. 313-11"),
    ("sad-ille-et-vilaine-association", "objet", "CASF, article L. 313-11"),
    ("sad-ille-et-vilaine-association", "duree", "CASF, article L. 313-11"),
    ("saad-seine-et-marne-association", "objet", "CASF, article L. 313-11"),
    ("saad-seine-et-marne-association", "duree", "CASF, article L. 313-11"),
    ("chrs-complet", "duree", "arrêté du 25 octobre 2019, annexe II, VIII"),
]


@pytest.mark.parametrize(("example", "clause", "source"), REFUSED)
def test_it_may_not_be_left_out(example: str, clause: str, source: str) -> None:
    path = Path(f"data/exemples/{example}.yaml")
    found = told(opened(f'adaptations:\n  "{clause}": {{supprimee: oui, motif: accord}}\n', path))
    assert "adaptation-interdite" in {one.code for one in found}
    assert any(source in one.source for one in found if one.code == "adaptation-interdite")


@pytest.mark.parametrize(("example", "clause", "source"), REFUSED[:1] + REFUSED[9:10] + REFUSED[14:15] + REFUSED[21:22])
def test_it_may_have_other_words(example: str, clause: str, source: str) -> None:
    path = Path(f"data/exemples/{example}.yaml")
    found = told(opened(f'adaptations:\n  "{clause}": {{motif: accord, texte: Autre.}}\n', path))
    assert not [one for one in found if one.code == "adaptation-interdite"], source
