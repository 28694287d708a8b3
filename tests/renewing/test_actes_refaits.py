"""A letter is made again under the head of the party that wrote it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import cpom

JOUR = date(2026, 3, 2)
SAAD = "data/exemples/saad-habilite.yaml"
EHPAD = "data/exemples/ehpad-complet.yaml"
LETTERS = [
    (SAAD, "prorogation", "departement"),
    (SAAD, "reponse", "gestionnaire"),
    (EHPAD, "transmission", "agence"),
    (EHPAD, "rappel", "departement"),
    ("data/exemples/ehpad-premier-jet.yaml", "pieces", "departement"),
]


@pytest.mark.parametrize(("path", "genre", "de"), LETTERS)
def test_a_letter_is_made_again_to_the_byte(path: str, genre: str, de: str, tmp_path: Path) -> None:
    facts = {"courrier.notification": "2026-02-20", "courrier.accord": "oui"} if genre == "reponse" else {}
    letter = cpom.courrier(cpom.ouvrir(path), genre, jour=JOUR, de=de, faits=facts, definitif=genre != "pieces")
    for name in ("docx", "html"):
        written = tmp_path / f"courrier.{name}"
        written.write_bytes(letter.ecrire(name))
        assert cpom.refaire(written).identique, name
