"""A document drafted once: written in several formats, refused in words, and the same as what the commands write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import cpom
from engine.cli import main

JOUR = date(2024, 6, 1)
PREMIER_JET = "data/exemples/saad-premier-jet.yaml"


def test_one_drafting_is_written_in_every_format() -> None:
    dossier = cpom.ouvrir(PREMIER_JET, jour=JOUR)
    redaction = dossier.redaction()
    for nom in ("docx", "odt", "txt", "json"):
        assert redaction.ecrire(nom) == dossier.ecrire(nom)
    with pytest.raises(ValueError, match="n'est pas un format"):
        redaction.ecrire("doc")


def test_a_drafting_says_why_it_is_refused() -> None:
    redaction = cpom.lire("modele: saad\n", jour=JOUR).redaction(definitif=True)
    missing = sum(map(len, redaction.manquants.values()))
    assert redaction.refus == f"{missing} faits manquent pour un document définitif"
    with pytest.raises(cpom.Refus, match=redaction.refus):
        redaction.ecrire("docx")


def test_what_cannot_be_read_whole_is_not_drafted() -> None:
    dossier = cpom.lire("modele: saad\nduree: 12 siècles\n", jour=JOUR)
    assert not dossier.entier
    for made in (dossier.redaction, dossier.annexes):
        with pytest.raises(cpom.Refus) as refus:
            made()
        assert refus.value.constats == dossier.erreurs == dossier.controles


def test_the_annexes_alone_are_those_of_the_command(tmp_path: Path) -> None:
    assert main(["annexes", PREMIER_JET, "--tableau", "activite", "--sortie", str(tmp_path)]) == 0
    made = cpom.ouvrir(PREMIER_JET).annexes(["activite"])
    assert made.ecrire("xlsx") == (tmp_path / "saad-premier-jet-annexes.xlsx").read_bytes()
    with pytest.raises(cpom.Refus, match="n'est pas un tableau de ce contrat"):
        cpom.ouvrir(PREMIER_JET).annexes(["inconnu"])


def test_the_annexes_of_a_model_are_those_of_the_command(tmp_path: Path) -> None:
    assert main(["annexes", "--vierge", "saad", "--sortie", str(tmp_path)]) == 0
    made = cpom.Bibliotheque().modele("saad").annexes_vierges()
    assert made.ecrire("xlsx") == (tmp_path / "saad-vierge-annexes.xlsx").read_bytes()


def test_a_description_tells_where_it_says_a_fact() -> None:
    dossier = cpom.lire("modele: saad\nservices:\n  - {nom: Un}\n", nom="a.yaml", jour=JOUR)
    assert dossier.dit("services[1].nom")
    assert not dossier.dit("services[1].finess")
    assert str(dossier.place("services[1].nom")) == "a.yaml:3:11"
    assert dossier.place("services[1].finess").line == 3
