"""What a command says: a line a file, a summary, errors in full, and everything in a report or on request."""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path

import pytest

import cpom
from engine.cli import main
from engine.commands.chosen_library import dossier_asked
from engine.commands.work import generer as command

COMPLETE = "data/exemples/ehpad-complet.yaml"
PROGRAMMATION = "data/exemples/programmation-ehpad/programmation.yaml"
WRONG = "modele: saad\ngestionnaire: {siren: '732829321'}\n"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    file = tmp_path / "vide.yaml"
    file.write_text("modele: saad\n", encoding="utf-8")
    return file


def lines_of(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str]]:
    said = capsys.readouterr()
    return said.out.splitlines(), said.err.splitlines()


def test_a_contract_is_a_line_and_a_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generer", COMPLETE, "--format", "docx,txt", "--sortie", str(tmp_path)]) == 0
    out, err = lines_of(capsys)
    (line,) = out
    files, _, counts = line.partition(" : ")
    assert files == f"{tmp_path / 'ehpad-complet.docx'}, .txt"
    assert err[0] == f"2 fichiers écrits pour 1 contrat : {counts}"
    assert "réserves" in counts
    assert err[-1] == f"Tout le détail : {tmp_path / 'rapport.txt'} (ou --details)"
    assert len(err) < 10


def test_an_empty_draft_counts_what_it_lacks_by_who_knows_it(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generer", str(empty), "--format", "txt", "--sortie", str(tmp_path / "s")]) == 0
    out, err = lines_of(capsys)
    assert len(out) == 1
    assert len(err) < 10
    assert any(line.startswith("    à compléter par le Département (") for line in err)
    report = (tmp_path / "s" / "rapport.txt").read_text(encoding="utf-8")
    assert "    gestionnaire.raison_sociale : raison sociale" in report
    assert "vide.yaml : à compléter par le gestionnaire (" in report
    assert report.count("avertissement [visa-a-verifier]") == int(err[2].split(" × ")[0]) + 1  # and its group
    assert err[0] in report


def test_the_details_say_on_the_terminal_what_the_report_says(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generer", str(empty), "--format", "txt", "--sortie", str(tmp_path / "s"), "--details"])
    _, err = lines_of(capsys)
    said = set(err)
    report = (tmp_path / "s" / "rapport.txt").read_text(encoding="utf-8").splitlines()
    told = [line for line in report if "[" in line or line.startswith("    ")]
    assert len(told) > 100
    assert [line for line in told if line not in said] == []


def test_several_contracts_are_a_line_each_and_their_warnings_one_line(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generer", COMPLETE, str(empty), "--format", "txt", "--sortie", str(tmp_path / "s")])
    out, err = lines_of(capsys)
    assert len(out) == 2
    assert err[0].startswith("2 fichiers écrits pour 2 contrats : ")
    assert len([line for line in err if line.startswith("    avertissements : ")]) == 1
    assert len(err) == 4


def test_an_error_is_always_said_in_full_and_the_others_are_written(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "faux.yaml"
    wrong.write_text(WRONG, encoding="utf-8")
    assert main(["generer", str(wrong), str(empty), "--format", "txt", "--sortie", str(tmp_path / "s")]) == 1
    out, err = lines_of(capsys)
    assert len(out) == 1
    assert err[0].startswith(f"{wrong}:2:23: erreur [siren-cle]")
    assert err[1].startswith("    ")
    assert f"erreur [contrat-non-genere] {wrong} : rien n'a été écrit, des erreurs restent à corriger." in err
    assert any(line.startswith("1 fichier écrit pour 1 contrat sur 2 : 1 erreur, ") for line in err)


def test_what_cannot_be_read_is_one_line_after_its_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "faux.yaml"
    wrong.write_text("modele: saad\nduré: 5 ans\n", encoding="utf-8")
    assert main(["generer", str(wrong), "--sortie", str(tmp_path / "s")]) == 1
    out, err = lines_of(capsys)
    assert out == []
    assert err[0].startswith(f"{wrong}:2:1: erreur [cle-inconnue]")
    assert err[2:] == [f"{wrong} : rien n'a été écrit ; 1 erreur"]


def test_a_few_missing_facts_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    almost = tmp_path / "presque.yaml"
    lines = Path("data/exemples/saad-habilite.yaml").read_text(encoding="utf-8").splitlines()
    almost.write_text("\n".join(line for line in lines if not line.startswith("duree:")), encoding="utf-8")
    assert main(["generer", str(almost), "--format", "txt", "--sortie", str(tmp_path / "s")]) == 0
    _, err = lines_of(capsys)
    assert "        duree : durée du contrat" in err


def test_what_a_final_contract_lacks_is_said_and_nothing_is_made(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generer", str(empty), "--definitif", "--sortie", str(tmp_path / "s")]) == 1
    out, err = lines_of(capsys)
    assert out == []
    assert any("à compléter par le Département" in line for line in err)
    assert any("… et " in line for line in err)
    assert "Tout le détail : --details, ou --rapport FICHIER." in err
    assert not (tmp_path / "s").exists()


def test_the_report_goes_where_it_is_asked_for_even_where_nothing_is_written(empty: Path, tmp_path: Path) -> None:
    words = [
        "generer",
        str(empty),
        "--definitif",
        "--sortie",
        str(tmp_path / "s"),
        "--rapport",
        str(tmp_path / "r.txt"),
    ]
    assert main(words) == 1
    assert "rien n'a été écrit, " in (tmp_path / "r.txt").read_text(encoding="utf-8")
    assert not (tmp_path / "s").exists()


def test_a_report_never_tells_of_another_command(empty: Path, tmp_path: Path) -> None:
    words = ["generer", str(empty), "--format", "txt", "--sortie", str(tmp_path / "s")]
    main(words)
    assert main([*words, "--definitif"]) == 1
    assert "rien n'a été écrit, " in (tmp_path / "s" / "rapport.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("report", ["vide.yaml", "s/vide.txt"])
def test_a_report_takes_the_place_of_no_description_and_of_no_contract(
    report: str, empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["generer", str(empty), "--format", "txt", "--sortie", str(tmp_path / "s")]
    assert main([*words, "--rapport", str(tmp_path / report)]) == 1
    assert "[meme-nom]" in capsys.readouterr().err
    assert empty.read_text(encoding="utf-8") == "modele: saad\n"
    assert not (tmp_path / "s").exists()


def test_a_description_called_as_the_report_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rapport.yaml"
    file.write_text("modele: saad\n", encoding="utf-8")
    words = ["generer", str(file), "--format", "txt", "--sortie", str(tmp_path)]
    assert main(words) == 1
    assert f"{file}:1:1: erreur [meme-nom]" in capsys.readouterr().err
    assert main([*words, "--rapport", str(tmp_path / "autre.txt")]) == 0


def test_an_interrupted_command_leaves_the_report_of_what_it_did(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(arguments: Namespace, path: Path) -> cpom.Dossier:
        if path.stem == "autre":
            raise KeyboardInterrupt
        return dossier_asked(arguments, path)

    monkeypatch.setattr(command, "dossier_asked", interrupted)
    other = tmp_path / "autre.yaml"
    other.write_text("modele: saad\n", encoding="utf-8")
    assert main(["generer", str(empty), str(other), "--format", "txt", "--sortie", str(tmp_path / "s")]) == 130
    assert "1 fichier écrit pour 1 contrat" in (tmp_path / "s" / "rapport.txt").read_text(encoding="utf-8")


def test_what_verifier_finds_is_its_result(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = empty.with_name("faux.yaml")
    wrong.write_text(WRONG, encoding="utf-8")
    assert main(["verifier", str(wrong), str(empty)]) == 1
    out, err = lines_of(capsys)
    assert err == []
    assert out[0].startswith(f"{wrong}:2:23: erreur [siren-cle]")
    assert any(line.startswith(f"{empty}:1:1: avertissement [visa-a-verifier]") for line in out)
    assert not any("Source : " in line for line in out[3:])
    assert any(line.startswith(f"{empty} : à compléter par le Département (") for line in out)
    assert out[-1].startswith("2 fichiers : 1 erreur, ")
    main(["verifier", str(empty), "--details"])
    out, _ = lines_of(capsys)
    assert any("Source : " in line for line in out)
    assert "    departement : département" in out


def test_a_programmation_is_verified_on_standard_output_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programmation", "verifier", PROGRAMMATION]) == 0
    out, err = lines_of(capsys)
    assert err == []
    assert any("information [date-proposee]" in line for line in out)
    assert "Les avertissements des contrats : --details." in out
    assert out[-1].startswith(f"{PROGRAMMATION} : 40 établissements, ")


def test_the_demonstration_fits_on_a_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The two commands of `make demo`."""
    examples = sorted(map(str, Path("data/exemples").glob("*.yaml")))
    assert main(["generer", *examples, "--format", "txt", "--sortie", str(tmp_path)]) == 0
    words = ["lot", PROGRAMMATION, "--annee", "2026", "--format", "txt", "--sortie", str(tmp_path / "lot")]
    assert main(words) == 0
    out, err = lines_of(capsys)
    assert len(out) == len(examples) + 1
    assert len(out) + len(err) <= 25


def test_a_run_says_everything_where_it_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["lot", PROGRAMMATION, "--annee", "2026", "--format", "txt", "--sortie", str(tmp_path), "--details"]
    assert main(words) == 0
    _, err = lines_of(capsys)
    assert any("Source : " in line for line in err)
    assert any("à compléter par le gestionnaire (" in line for line in err)


def test_a_fact_that_two_documents_of_one_description_miss_is_counted_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "ancien.yaml", tmp_path / "nouveau.yaml"
    old.write_text(
        "modele: saad\ndepartement: '35'\ngestionnaire: {raison_sociale: Asso, statut: association}\n"
        "services:\n  - {nom: Un, habilitation_aide_sociale: oui}\n"
        "effet: 2024-02-01\nduree: 5 ans\nsignature: {lieu: Rennes, date: 2024-01-15}\n",
        encoding="utf-8",
    )
    new.write_text(old.read_text(encoding="utf-8").replace("5 ans", "4 ans"), encoding="utf-8")
    words = ["avenant", str(old), str(new), "--date", "2025-01-15", "--format", "txt", "--sortie", str(tmp_path / "o")]
    assert main(words) == 0
    said = capsys.readouterr()
    assert said.out.count(" à compléter\n") == 2
    report = (tmp_path / "o" / "rapport.txt").read_text(encoding="utf-8")
    facts = set(re.findall(r"^    ([\w.\[\]]+) : ", report, re.MULTILINE)) - {"Source", "avertissements"}
    assert re.search(rf"pour 3 documents : .*\b{len(facts)} faits? à compléter", said.err)
