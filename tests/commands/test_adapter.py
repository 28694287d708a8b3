"""`cpom adapter`: the text of a clause to change for one contract, on the terminal or in its description."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.cli import main
from engine.commands.work import adapter
from engine.dossier import Dossier, open_dossier
from engine.libraries.empreinte import fingerprint
from engine.reading.yaml_strict import read_yaml
from tests.adaptations import SAAD, opened

LITIGES = opened("").modele.clauses["litiges"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    copy = tmp_path / "contrat.yaml"
    copy.write_bytes(SAAD.read_bytes())
    return copy


def run(*words: object) -> int:
    return main(["adapter", *map(str, words)])


def test_it_prints_what_is_to_be_pasted_and_writes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    assert run(file, "litiges") == 0

    said = capsys.readouterr().out
    assert said.startswith(f"adaptations:\n  litiges:\n    motif:\n    base: {fingerprint(LITIGES)}\n    texte: |\n")
    assert file.read_bytes() == before


def test_with_a_reason_it_is_in_the_description_whose_comments_stay(file: Path) -> None:
    file.write_text(f"# Un commentaire.\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    assert run(file, "litiges", "--motif", "accord du 3 mai") == 0

    assert "# Un commentaire." in file.read_text(encoding="utf-8")
    assert read_yaml(file).data["adaptations"] == {
        "litiges": {
            "motif": "accord du 3 mai",
            "base": fingerprint(LITIGES),
            "texte": f"{LITIGES.ecrit}\n",
            "origine": f"{LITIGES.ecrit}\n",
        }
    }
    assert main(["verifier", str(file)]) == 0


def test_a_clause_is_left_out(file: Path) -> None:
    assert run(file, "litiges", "--supprimer", "--motif", "accord") == 0
    assert read_yaml(file).data["adaptations"]["litiges"]["supprimee"] == "oui"


def test_what_may_not_be_left_out_is_refused_with_its_source(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    assert run(file, "suivi", "--supprimer", "--motif", "accord") == 1
    assert "L. 313-11-1" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_a_clause_is_adapted_once(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(file, "litiges", "--motif", "accord")
    assert run(file, "litiges", "--motif", "accord") == 1
    assert "déjà adaptée" in capsys.readouterr().err


def test_the_whole_texts_of_a_clause_adapted_already_are_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(file, "litiges", "--motif", "accord")
    text = file.read_text(encoding="utf-8").replace("l'amiable tout", "l'amiable et vite tout", 1)
    text = text.replace(fingerprint(LITIGES), "000000000000").replace("lettre recommandée", "lettre simple")
    file.write_text(text, encoding="utf-8")
    main(["verifier", str(file)])
    assert "cpom adapter FICHIER litiges" in capsys.readouterr().out

    assert run(file, "litiges") == 0
    said = capsys.readouterr().out
    titles = [line for line in said.splitlines() if line.startswith("# ")]
    assert titles == [
        "# la clause qui a été adaptée",
        "# la clause du modèle aujourd'hui",
        "# l'adaptation de ce contrat",
        "# la fusion proposée",
    ]
    assert LITIGES.ecrit in said
    merged = said.partition("# la fusion proposée")[2]
    assert "l'amiable et vite tout" in merged
    assert "lettre simple" not in merged
    assert file.read_text(encoding="utf-8") == text


def test_it_takes_what_the_model_changed_since(file: Path) -> None:
    origin = LITIGES.ecrit.replace("lettre recommandée", "lettre simple")
    run(file, "litiges", "--motif", "accord")
    text = file.read_text(encoding="utf-8").replace(fingerprint(LITIGES), "000000000000")
    text = text.replace("lettre recommandée", "lettre simple").replace("l'amiable tout", "l'amiable et vite tout", 1)
    file.write_text(text, encoding="utf-8")

    assert run(file, "litiges", "--fusion") == 0
    said = read_yaml(file).data["adaptations"]["litiges"]
    assert said["base"] == fingerprint(LITIGES)
    assert "l'amiable et vite tout" in said["texte"]
    assert "lettre recommandée" in said["texte"]
    assert "lettre simple" in origin


@pytest.mark.parametrize(("whose", "kept"), [("adaptation", "remise en main propre"), ("modele", "lettre recommandée")])
def test_words_that_both_changed_are_settled_once_for_all(file: Path, whose: str, kept: str) -> None:
    run(file, "litiges", "--motif", "accord")
    text = file.read_text(encoding="utf-8").replace(fingerprint(LITIGES), "000000000000")
    text = text.replace("lettre recommandée", "lettre simple").replace("lettre simple", "remise en main propre", 1)
    file.write_text(text, encoding="utf-8")

    assert run(file, "litiges", "--fusion") == 1
    assert file.read_text(encoding="utf-8") == text
    assert run(file, "litiges", "--fusion", "--preferer", whose) == 0
    said = read_yaml(file).data["adaptations"]["litiges"]
    assert kept in said["texte"]
    assert (said["base"], said["origine"].strip()) == (fingerprint(LITIGES), LITIGES.ecrit.strip())


@pytest.mark.parametrize(
    "words",
    [["litiges", "--supprimer"], ["litiges", "--fusion", "--motif", "x"], ["litiges", "--preferer", "modele"]],
)
def test_words_that_contradict_each_other_are_refused(file: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit):
        run(file, *words)


def test_what_is_written_while_it_is_opened_is_not_lost(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def opened_then_written(*words: Any) -> Dossier:
        dossier = open_dossier(*words)
        file.write_text(f"{file.read_text(encoding='utf-8')}# Une autre commande.\n", encoding="utf-8")
        return dossier

    monkeypatch.setattr(adapter, "open_dossier", opened_then_written)
    assert run(file, "litiges", "--motif", "accord du 3 mai") == 1
    assert "[fichier-change]" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8").endswith("# Une autre commande.\n")
