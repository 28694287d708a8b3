"""`cpom bibliotheque apercu`: a clause in each of its forms."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from engine.cli import main
from engine.commands.bibliotheque.apercu import COMMAND
from engine.libraries.modele import model_names


def shown(capfd: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["bibliotheque", "apercu", *words]) == 0
    return " ".join(capfd.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_a_clause_is_shown_blank_then_filled_in(capfd: pytest.CaptureFixture[str]) -> None:
    said = shown(capfd, "saad/revision")
    assert said.startswith("Clause « revision » du modèle « saad » clauses/saad/revision.md · source : saad, article 6")
    blank, filled = said.split("Modèle vierge Article 6")[1].split("Tous les contrats Article 6")
    assert "soit le 31 janvier" in filled
    assert "soit le" not in blank


def test_the_cases_that_print_the_same_words_are_told_together(capfd: pytest.CaptureFixture[str]) -> None:
    said = shown(capfd, "saad/moyens-habilite")
    assert "habilitation : habilite Article 3" in said
    assert "habilitation : mixte Article 3" in said
    assert "Le présent article s’applique au service habilité à l’aide sociale" in said.split("habilitation : mixte")[1]
    assert "habilitation : non_habilite La clause n’est pas du contrat." in said


@pytest.mark.parametrize("words", [example for example, _ in COMMAND.examples])
def test_the_examples_of_its_help_show_something(words: str, tmp_path: Path) -> None:
    folder = ["--sortie", str(tmp_path)] if "--format" in words else []
    named = [words.replace("MODELE", name).split()[1:] for name in model_names()]
    assert 0 in (main([*one, *folder]) for one in named)


def test_one_case_alone_can_be_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    said = shown(capfd, "saad/moyens-habilite", "--trait", "habilitation=mixte")
    assert "habilitation : mixte" in said
    assert "habilite Article" not in said.replace("mixte", "")


def test_a_clause_is_named_by_its_file_or_with_its_model(capfd: pytest.CaptureFixture[str]) -> None:
    whole = shown(capfd, "clauses/saad/duree.md")
    assert whole == shown(capfd, "saad/duree") == shown(capfd, "duree", "--modele", "saad")


def test_a_clause_may_be_named_with_a_model_that_inherits_it(capfd: pytest.CaptureFixture[str]) -> None:
    said = shown(capfd, "sad-ille-et-vilaine/resiliation")
    assert said.startswith("Clause « resiliation » du modèle « sad-ille-et-vilaine » clauses/saad/resiliation.md")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["duree"], "est une clause de plusieurs modèles : chrs, ehpad, saad"),
        (["saad/dure"], "Vouliez-vous dire « saad/duree » ?"),
        (["communes/fait-a"], "se montre dans la clause qui l'emploie"),
        (["saad/moyens-habilite", "--trait", "habilitation=mix"], "Au choix : habilite, non_habilite, mixte."),
        (["saad/duree", "--trait", "couleur=bleu"], "« couleur » ne change rien à cette clause"),
        (["duree", "--modele", "sad"], "« sad » n'est pas un modèle"),
    ],
)
def test_what_is_no_clause_or_no_case_is_told(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["bibliotheque", "apercu", *words]) == 1
    assert said in " ".join(capfd.readouterr().err.split())


def test_in_word_its_references_are_words_and_its_headings_have_anchors_of_their_own(tmp_path: Path) -> None:
    words = ["saad/moyens-habilite", "--format", "docx,html", "--sortie", str(tmp_path)]
    assert main(["bibliotheque", "apercu", *words]) == 0
    with zipfile.ZipFile(tmp_path / "apercu-saad-moyens-habilite.docx") as package:
        body = package.read("word/document.xml").decode()
    marks = re.findall(r'bookmarkStart [^>]*w:name="([^"]+)"', body)
    assert len(marks) == len(set(marks))
    assert "REF " not in body
