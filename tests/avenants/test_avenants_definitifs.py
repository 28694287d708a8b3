"""A final avenant refuses what a final contract does, and has no more notes to the drafter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import cpom
from engine.cli import main
from tests.rereading.paquets import parts_of

EXEMPLES = Path("data/exemples")
JOUR = date(2026, 11, 28)
LES_DATES = """
avenants:
  - date: 2026-12-02
    motif: Accord du 2 novembre.
    decision: 2026-11-23
    deliberation: 2026-11-16
    deliberation_gestionnaire: 2026-11-09
"""


def _avenant(said: str = "", added: str = "Beaucé", **asked: Any) -> cpom.Avenant:
    old = cpom.ouvrir(EXEMPLES / "saad-habilite.yaml", jour=JOUR)
    text = old.yaml().replace("communes: [Fougères, ", f"communes: [Fougères, {added}, ") + said
    new = cpom.lire(text, dossier=EXEMPLES, jour=JOUR)
    return cpom.avenant(old, new, date=date(2026, 12, 2), jour=JOUR, **asked)


def test_a_fact_that_is_missing_refuses_it_and_the_contract_that_it_makes() -> None:
    made = _avenant(definitif=True, avec_reserves=True)
    assert "faits manquent pour un document définitif" in made.refus
    assert made.contrat_consolide.refus == made.refus
    assert not _avenant().refus


def test_what_is_to_be_verified_refuses_it_unless_it_is_kept() -> None:
    asked: dict[str, Any] = {"said": LES_DATES, "added": "à confirmer", "definitif": True}
    assert _avenant(**asked).refus.startswith("un point reste à vérifier")
    assert not _avenant(**asked, avec_reserves=True).refus


def test_what_was_to_be_verified_of_the_contract_that_was_signed_refuses_nothing() -> None:
    assert cpom.ouvrir(EXEMPLES / "saad-habilite.yaml", jour=JOUR).redaction(definitif=True).refus
    made = _avenant(LES_DATES, definitif=True)
    assert (made.refus, made.contrat_consolide.refus) == ("", "")


@pytest.mark.parametrize("part", ["redaction", "contrat_consolide"])
def test_it_has_no_notes_to_the_drafter(part: str, tmp_path: Path) -> None:
    asked: tuple[dict[str, Any], ...] = ({}, {"definitif": True, "avec_reserves": True})
    draft, final = (_avenant(LES_DATES, prorogation="1 an", **said) for said in asked)
    with_notes, without = (parts_of(getattr(one, part).ecrire("docx")) for one in (draft, final))
    assert b"commentReference" in with_notes["word/document.xml"]
    assert b"commentReference" not in without["word/document.xml"]
    assert getattr(draft, part).ecrire("txt") == getattr(final, part).ecrire("txt")
    file = tmp_path / "avenant.docx"
    file.write_bytes(getattr(final, part).ecrire("docx"))
    again = cpom.refaire(file)
    assert again.identique, again.texte()


def test_one_that_stands_alone_is_refused_likewise() -> None:
    contract = cpom.ouvrir(EXEMPLES / "ehpad-complet.yaml", jour=JOUR)
    asked: dict[str, Any] = {"convention": 2, "date": date(2021, 10, 4)}
    assert not cpom.avenant_seul(contract, "convention-tripartite", **asked).refus
    assert cpom.avenant_seul(contract, "convention-tripartite", definitif=True, **asked).refus


def test_the_command_refuses_it_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = EXEMPLES / "saad-habilite.yaml", tmp_path / "nouveau.yaml"
    new.write_text(old.read_text("utf-8").replace("communes: [Fougères, ", "communes: [Fougères, Beaucé, "), "utf-8")
    words = ["avenant", str(old), str(new), "--date", "2026-12-02", "--motif", "Accord.", "--sortie", str(tmp_path)]
    assert main([*words, "--definitif"]) == 1
    told = capsys.readouterr().err
    assert "faits manquent pour un document définitif" in told
    assert told.count("\n    avenants[1].deliberation : ") == 1
    assert not [*tmp_path.glob("*.docx")]
    assert main(words) == 0
    assert [*tmp_path.glob("*.docx")]
