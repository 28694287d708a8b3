"""What whoever opens a library from Python gets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import cpom

JOUR = date(2024, 6, 1)
DUREE = """---
titre: Durée
source: essai
---
Le contrat dure {mots}.
"""


@pytest.mark.parametrize("ouvre", [cpom.Bibliotheque, cpom.Bibliotheque().relire])
def test_a_library_tells_its_models_and_its_law(ouvre: Callable[[], cpom.Bibliotheque]) -> None:
    bibliotheque = ouvre()
    for nom, modele in bibliotheque.modeles.items():
        assert modele.nom == nom
        assert modele.questions
        assert modele.clauses
        assert all(valeurs for valeurs in modele.traits.values())
    assert any(une.condition for une in bibliotheque.modele("saad").questions)
    textes = {texte.cle: texte for texte in bibliotheque.droit(date(2024, 1, 15))}
    assert not textes["decret-2016-502"].en_vigueur
    assert textes["decret-2023-608"].en_vigueur
    with pytest.raises(cpom.Refus, match="n'est pas un modèle"):
        bibliotheque.modele("inconnu")


@pytest.fixture
def sienne(tmp_path: Path) -> Path:
    """A library of one's own: its model inherits everything but a clause."""
    modele = tmp_path / "bibliotheque/modeles/sad-exemple"
    modele.mkdir(parents=True)
    (tmp_path / "bibliotheque/bibliotheque.yaml").write_text(
        "format: 1\nnom: Département Exemple\nversion: '2'\n", encoding="utf-8"
    )
    (modele / "modele.yaml").write_text(
        "modele: sad-exemple\nintitule: CPOM d'exemple\nherite: saad\n", encoding="utf-8"
    )
    written(tmp_path / "bibliotheque", "longtemps")
    return tmp_path / "bibliotheque"


def written(folder: Path, mots: str) -> None:
    (folder / "modeles/sad-exemple/duree.md").write_text(DUREE.format(mots=mots), encoding="utf-8")


def test_a_library_of_ones_own_is_laid_over_the_installed_one(sienne: Path) -> None:
    bibliotheque = cpom.Bibliotheque(sienne)
    assert bibliotheque.titres[0] == "Département Exemple 2"
    assert {"sad-exemple", "saad"} <= set(bibliotheque.modeles)
    dossier = cpom.lire("modele: sad-exemple\n", jour=JOUR, bibliotheque=bibliotheque)
    assert dossier.document().title == "CPOM d’exemple"
    assert cpom.lire("modele: sad-exemple\n", jour=JOUR).erreurs[0].code == "modele-inconnu"


def test_what_changed_on_disk_is_read_again_when_asked(sienne: Path) -> None:
    bibliotheque = cpom.Bibliotheque(sienne)

    def said(library: cpom.Bibliotheque) -> str:
        return cpom.lire("modele: sad-exemple\n", jour=JOUR, bibliotheque=library).ecrire("txt").decode()

    assert "Le contrat dure longtemps." in said(bibliotheque)
    written(sienne, "toujours")
    assert "Le contrat dure longtemps." in said(bibliotheque)
    assert "Le contrat dure toujours." in said(bibliotheque.relire())


def test_the_library_of_a_folder_is_that_of_its_settings(sienne: Path) -> None:
    (sienne.parent / "cpom.yaml").write_text("bibliotheque: bibliotheque\n", encoding="utf-8")
    (sienne.parent / "contrat.yaml").write_text("modele: sad-exemple\n", encoding="utf-8")
    assert cpom.ouvrir(sienne.parent / "contrat.yaml", jour=JOUR).modele == "sad-exemple"
    seule = cpom.ouvrir(sienne.parent / "contrat.yaml", jour=JOUR, bibliotheque=cpom.Bibliotheque())
    assert seule.erreurs[0].code == "modele-inconnu"


def test_a_folder_that_is_no_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(cpom.Refus, match="une bibliothèque"):
        cpom.Bibliotheque(tmp_path)
