"""`cpom annexes`: what it writes, what it says, and what it refuses without writing anything."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from engine.cli import main

EXAMPLE = "data/exemples/sad-ille-et-vilaine-association.yaml"
DRAFT = """\
modele: sad-ille-et-vilaine
effet: 2024-01-01
duree: 2 ans
recettes_et_depenses:
  - {annee: 2024, tarif_moyen: "25,90"}
"""


def draft(folder: Path, text: str = DRAFT) -> str:
    path = folder / "projet.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_annexes_of_an_example_are_written_in_every_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sortie"
    assert main(["annexes", EXAMPLE, "--format", "xlsx,docx,txt", "--sortie", str(out)]) == 0
    names = [f"sad-ille-et-vilaine-association-annexes.{extension}" for extension in ("docx", "txt", "xlsx")]
    assert sorted(file.name for file in out.iterdir()) == ["rapport.txt", *names]
    assert capsys.readouterr().out.startswith(f"{out / names[2]}, .docx, .txt : ")
    book = openpyxl.load_workbook(out / names[2])
    assert book.sheetnames[0] == "Sommaire"
    assert "Annexe 10" in book.sheetnames
    text = (out / names[1]).read_text(encoding="utf-8")
    assert "Annexe 10 — " in text
    assert "Mode de calcul" in text


def test_a_draft_says_what_its_tables_lack_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["annexes", draft(tmp_path), "--tableau", "recettes_et_depenses", "--sortie", str(tmp_path / "sortie")]
    assert main([*words, "--details"]) == 0
    said = capsys.readouterr().err
    assert "recettes_et_depenses[1].forfait_global" in said
    assert "signature.lieu" not in said


def test_one_table_may_be_asked_for(tmp_path: Path) -> None:
    words = ["annexes", EXAMPLE, "--format", "txt", "--tableau", "recettes_et_depenses", "--sortie", str(tmp_path)]
    assert main(words) == 0
    (file,) = tmp_path.glob("*-annexes.txt")
    text = file.read_text(encoding="utf-8")
    assert "Annexe 10 — " in text
    assert "Annexe 1 — " not in text


def test_an_unknown_table_is_told_with_its_neighbours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["annexes", EXAMPLE, "--tableau", "recettes_et_depense", "--sortie", str(tmp_path)]
    assert main(words) == 1
    assert "Vouliez-vous dire « recettes_et_depenses » ?" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_form_is_written_for_a_model(tmp_path: Path) -> None:
    assert main(["annexes", "--vierge", "sad-ille-et-vilaine", "--format", "xlsx,txt", "--sortie", str(tmp_path)]) == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "sad-ille-et-vilaine-vierge-annexes.txt",
        "sad-ille-et-vilaine-vierge-annexes.xlsx",
    ]


def test_errors_forbid_the_annexes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sortie"
    mistaken = draft(tmp_path, DRAFT + 'gestionnaire: {siren: "732829321"}\n')
    assert main(["annexes", mistaken, "--sortie", str(out)]) == 1
    assert "rien n'a été écrit, des erreurs restent à corriger" in capsys.readouterr().err
    assert not out.exists()


def test_twins_and_contradictory_words_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "autre").mkdir()
    same = [draft(tmp_path), draft(tmp_path / "autre")]
    assert main(["annexes", *same, "--sortie", str(tmp_path / "sortie")]) == 1
    assert "donneraient les mêmes fichiers" in capsys.readouterr().err
    for words in ([], [same[0], "--vierge", "saad"], [same[0], "--format", "rtf"]):
        with pytest.raises(SystemExit) as stopped:
            main(["annexes", *words])
        assert stopped.value.code == 2
    assert not (tmp_path / "sortie").exists()


def test_names_that_differ_by_capitals_alone_are_twins_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "autre").mkdir()
    small, same = draft(tmp_path), Path(draft(tmp_path / "autre"))
    other = same.rename(same.with_name(f"{same.stem.upper()}.yaml"))
    for command in ("annexes", "generer"):
        assert main([command, small, str(other), "--sortie", str(tmp_path / "sortie")]) == 1
        said = capsys.readouterr().err
        assert f"{other}:1:1: erreur [meme-nom] {other} et {small} donneraient les mêmes fichiers" in said
    assert not (tmp_path / "sortie").exists()


def test_a_document_without_any_figure_is_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["annexes", draft(tmp_path, "modele: saad\n"), "--tableau", "activite_par_zone", "--format", "txt,xlsx"]
    assert main([*words, "--details", "--sortie", str(tmp_path / "sortie")]) == 1
    said = capsys.readouterr().err
    assert "[annexes-vides]" in said
    assert "laissés hors du document : Activité selon la zone" in said
    assert [file.name for file in (tmp_path / "sortie").glob("projet*")] == ["projet-annexes.xlsx"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    assert main(["annexes", draft(tmp_path), "--sortie", str(tmp_path / "fichier" / "sous")]) == 1
    assert "[ecriture-impossible]" in capsys.readouterr().err
