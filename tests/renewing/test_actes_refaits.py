"""A letter is made again under the head of the party that wrote it, and an avenant of both its contracts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import cpom
from engine.avenants import draft

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


def avenants(folder: Path) -> list[cpom.Avenant]:
    """One of what was signed in a document, and the next, of the description of the consolidated contract."""
    old = cpom.ouvrir(SAAD)
    signed = folder / "contrat.docx"
    signed.write_bytes(old.redaction().ecrire("docx"))
    dearer = old.yaml().replace('tarif_horaire: "25,10"', 'tarif_horaire: "26,40"')
    first = cpom.avenant(signed, cpom.lire(dearer, nom="contrat-2026.yaml"), date=JOUR, motif="Le tarif.")
    third = first.yaml().replace("communes: [Fougères, ", "communes: [Fougères, Beaucé, ")
    assert third != first.yaml()
    consolidated = cpom.lire(first.yaml(), nom="contrat-2026.yaml")
    new = cpom.lire(third, nom="contrat-2027.yaml")
    return [first, cpom.avenant(consolidated, new, date=date(2027, 3, 2), motif="Beaucé.")]


def test_an_avenant_is_made_again_of_both_its_contracts(tmp_path: Path) -> None:
    for made in avenants(tmp_path):
        for name in ("docx", "html"):
            written = tmp_path / f"avenant.{name}"
            written.write_bytes(made.redaction.ecrire(name))
            again = cpom.refaire(written)
            assert again.identique, again.texte()


def test_an_avenant_that_does_not_keep_the_old_contract_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "OLD", "autre")
    written = tmp_path / "avenant.docx"
    written.write_bytes(avenants(tmp_path)[0].redaction.ecrire("docx"))
    monkeypatch.undo()
    with pytest.raises(cpom.Erreur) as error:
        cpom.refaire(written)
    assert "refaire-avenant" in str(error.value)
