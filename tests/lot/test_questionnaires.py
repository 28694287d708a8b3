"""What is sent to each gestionnaire: what it alone knows, and a questionnaire that comes back as its row's own file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from engine.cli import main
from engine.lot.draft import draft
from engine.lot.outcome import Order
from engine.lot.questionnaires import to_send
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from tests.programmations import TABLE, MakeProgramme


def test_the_list_says_what_the_gestionnaire_alone_knows(programme: MakeProgramme) -> None:
    found = programme()
    projet = next(one for one in projets(found) if isinstance(one, Projet))
    sent = to_send(projet, draft(projet, Order((), date(2026, 1, 1))), found.modele)
    assert sent["manques.txt"].startswith("Association Exemple\n")
    assert "nom du représentant de l’organisme gestionnaire (gestionnaire.representant.nom)" in sent["manques.txt"]
    assert "collectivite.president" not in sent["manques.txt"]


def test_a_questionnaire_that_was_filled_in_is_kept(
    programme: MakeProgramme, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    programme()
    asked = ["programmation", "verifier", str(tmp_path / "programme.yaml"), "--questionnaires", str(tmp_path)]
    assert main(asked) == 0
    sent = tmp_path / "2026" / "35-association-exemple-questionnaire.yaml"
    assert f"{sent}\n" in capsys.readouterr().out
    assert main(asked) == 0
    assert f"{sent}\n" in capsys.readouterr().out
    answered = sent.read_text(encoding="utf-8").replace("\n    nom:", "\n    nom: EXEMPLE", 1)
    sent.write_text(answered, encoding="utf-8")
    assert main(asked) == 0
    assert f"{sent} : gardé tel quel, car il peut contenir des réponses" in capsys.readouterr().out
    assert sent.read_text(encoding="utf-8") == answered


def test_the_questionnaire_holds_what_is_known_and_comes_back_as_the_file_of_the_row(
    programme: MakeProgramme, tmp_path: Path
) -> None:
    programme()
    assert main(["programmation", "verifier", str(tmp_path / "programme.yaml"), "--questionnaires", str(tmp_path)]) == 0
    sent = tmp_path / "2026" / "35-association-exemple-questionnaire.yaml"
    text = sent.read_text(encoding="utf-8")
    assert [one["nom"] for one in yaml.safe_load(text)["etablissements"]] == [
        "EHPAD Exemple du Bourg",
        "EHPAD Exemple des Prés",
    ]
    asked, answered = text.split("\n  representant:")
    answered = answered.replace("\n    nom:", "\n    nom: EXEMPLE", 1)
    (tmp_path / "rendu.yaml").write_text(f"{asked}\n  representant:{answered}", encoding="utf-8")
    found = programme(TABLE.replace("Capacité", "Capacité;Fichier").replace("non;60", "non;60;rendu.yaml"))
    back = next(one for one in projets(found) if isinstance(one, Projet))
    said = yaml.safe_load(back.texte)
    assert said["gestionnaire"]["representant"]["nom"] == "EXEMPLE"
    assert [one["capacite"] for one in said["etablissements"]] == ["84", "60"]
