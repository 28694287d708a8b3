"""What is signed or sent says nothing of what its drafters have still to verify: comments and findings tell them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import cpom

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
JOUR = date(2026, 3, 2)
INTERNAL = ("à vérifier", "lu comme", "est lue ", "état de 2016", "de mémoire")


def internal(made: cpom.Redaction) -> list[str]:
    text = made.ecrire("txt").decode().replace("\u00a0", " ").replace("\u202f", " ")
    return [line for line in text.splitlines() if any(words in line for words in INTERNAL)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda one: one.stem)
def test_no_contract_annexe_or_letter_prints_a_doubt(path: Path) -> None:
    dossier = cpom.ouvrir(path, jour=JOUR)
    assert internal(dossier.redaction()) == []
    if dossier.tableaux:
        assert internal(dossier.annexes()) == []
    if "premier-jet" in path.stem:
        return
    kinds = [one.genre for one in dossier.calendrier]
    for de in cpom.expediteurs(dossier):
        assert internal(cpom.courrier(dossier, "rappel", de=de, echeances=kinds)) == []


def test_a_doubt_of_a_computation_is_a_comment_of_the_annexes() -> None:
    made = cpom.ouvrir("data/exemples/sad-ille-et-vilaine-association.yaml", jour=JOUR).annexes()
    with ZipFile(BytesIO(made.ecrire("docx"))) as opened:
        comments = plain(opened.read("word/comments1.xml"))
    assert "À vérifier : après la première année, le forfait annuel est lu comme" in comments


def test_a_reminder_tells_its_drafter_what_to_verify_and_not_who_receives_it() -> None:
    dossier = cpom.ouvrir("data/exemples/chrs-complet.yaml", jour=JOUR)
    made = cpom.courrier(dossier, "rappel", de="prefet", echeances=["bilan-d-etape-2026"])
    (found,) = made.constats
    assert found.code == "echeance-a-verifier"
    assert "état de 2016" in found.message
    assert "CASF, article R. 314-49)" in plain(made.ecrire("txt"))


def plain(content: bytes) -> str:
    return content.decode().replace("\u00a0", " ").replace("\u202f", " ")
