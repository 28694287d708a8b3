"""The page of a contract that is modified, followed to the letter: a contract signed, avenant n° 1, avenant n° 2."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from engine.dossier import open_dossier
from engine.reading.yaml_strict import read_yaml
from engine.rereading.files.read import read_edited
from engine.writing.layout.written_lines import lines_of
from tests.hands import plain
from tests.test_negocier_dans_word import _STEP, follow

JOUR = date(2026, 11, 28)
PAGE = Path("docs/modifier-un-contrat.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where the page was followed, from its first word to its last."""
    folder = tmp_path_factory.mktemp("avenants")
    for example, name in (("saad-habilite", "contrat"), ("ehpad-complet", "ehpad"), ("chrs-complet", "chrs")):
        shutil.copy(f"data/exemples/{example}.yaml", folder / f"{name}.yaml")
    for step in _STEP.finditer(PAGE):
        follow(folder, step)
        if step["new"]:
            text = (folder / "contrat-2027.yaml").read_text(encoding="utf-8")
            (folder / "contrat-2027.yaml").write_text(f"{text}\n{step['text']}", encoding="utf-8")
    return folder


def test_the_avenant_is_of_its_own_day_and_of_the_parties_of_the_contract(story: Path) -> None:
    text = plain((story / "output/contrat-2026-avenant-1.txt").read_text(encoding="utf-8"))
    for words in (
        "Avenant n° 1 au contrat pluriannuel d’objectifs et de moyens",
        "conclu le 15 janvier 2024 avec l’Association Exemple",
        "dûment habilité à signer le présent avenant par décision de la commission permanente en date du [à compléter",
        "Le tarif horaire est revalorisé.",
        "Le présent avenant prend effet le 1er avril 2026.",
        "Fait à Rennes, le 2 mars 2026, en deux exemplaires originaux.",
    ):
        assert words in text, words
    assert "le présent contrat" not in text


def test_the_second_avenant_follows_the_first(story: Path) -> None:
    text = plain((story / "output/contrat-2027-avenant-2.txt").read_text(encoding="utf-8"))
    assert "Avenant n° 2 au contrat" in text
    assert "conclu le 15 janvier 2024 avec l’Association Exemple, modifié par l’avenant n° 1 du 2 mars 2026 ;" in text
    assert "prend effet à la date de sa signature" in text


def test_the_consolidated_contract_is_made_again_of_its_description_alone(story: Path) -> None:
    made = open_dossier(story / "output/contrat-2027-consolide.yaml", JOUR)
    written = read_edited(story / "output/contrat-2027-consolide.docx").carried
    assert written is not None
    kept = [one.text for one in written.lines if one.kind not in ("header", "footer", "beside")]
    assert [one.text for one in lines_of(made.assembled().document)] == kept
    text = plain("\n".join(kept))
    for words in ("26,40 €/h", "Beaucé", "Article 6 bis : Comité technique", "Article 8 (abrogé)", "Article 9 : "):
        assert words in text, words
    assert "Fait à Rennes, le 15 janvier 2024" in text


def test_avenants_that_stand_alone_are_of_their_one_description(story: Path) -> None:
    text = plain((story / "output/ehpad-convention-tripartite.txt").read_text(encoding="utf-8"))
    assert "prennent fin le 31 octobre 2021, continue de les produire jusqu’au 31 décembre 2021." in text
    text = plain((story / "output/chrs-activites-subventionnees.txt").read_text(encoding="utf-8"))
    assert "Accueil de jour Exemple | 118 000,00 €" in text


def test_the_comments_of_the_description_stay(story: Path) -> None:
    path = story / "output/contrat-2027-consolide.yaml"
    first = Path("data/exemples/saad-habilite.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert path.read_text(encoding="utf-8").startswith(first)
    said = read_yaml(path).data
    assert [one["numero"] for one in said["avenants"]] == ["1", "2"]
    assert (said["numeros"]["comite"], said["numeros"]["litiges"]) == ("6 bis", "8")


def test_every_step_of_the_page_is_followed() -> None:
    assert sum(bool(one["console"] or one["new"]) for one in _STEP.finditer(PAGE)) == len(
        re.findall(r"^```(?:console|fichier)", PAGE, re.MULTILINE)
    )
