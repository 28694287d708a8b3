"""`cpom clauses MODELE --source`: the words of a source as the clauses give them back, and beside a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli import main


def source_of(model: str, folder: Path) -> Path:
    """The words that the clauses of a model give back, in a file."""
    file = folder / "source.txt"
    assert main(["clauses", model, "--source", "--sortie", str(file)]) == 0
    return file


def test_the_source_is_written_clause_by_clause(tmp_path: Path) -> None:
    text = source_of("saad", tmp_path).read_text(encoding="utf-8")
    assert "=== duree\n=== source : saad, article 10\n" in text
    assert "Au plus tard six mois avant le XXX" in text  # the contract, and the blank, say twelve


def test_a_source_is_compared_with_what_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = source_of("saad", tmp_path)
    lines = file.read_text(encoding="utf-8").replace("six mois avant", "sept mois avant").splitlines()
    file.write_text("\n".join(line for line in lines if not line.startswith("===")), encoding="utf-8")
    assert main(["clauses", "saad", "--source", "--contre", str(file), "--tout"]) == 1
    said = capsys.readouterr()
    assert "    au plus tard « sept » mois avant le\n" in said.out
    assert "    au plus tard « six » mois avant le\n" in said.out
    assert "[ecart-hors-source] la source ne dit pas « Au plus tard six mois avant le »" in said.err
    assert "clauses/saad/duree.md:" in said.err


def test_a_part_of_a_source_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "source.txt"
    file.write_text("Rien.\nLe présent contrat prend effet à la date du XX pour une durée de XX ans.\nRien.\n", "utf-8")
    assert main(["clauses", "saad", "--source", "--contre", str(file), "--lignes", "2-2", "--tout"]) == 1
    assert "0 passages de la source, absents des clauses." in capsys.readouterr().out


def test_a_source_that_is_not_a_text_says_what_to_give(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "source.pdf"
    file.write_bytes(b"%PDF-1.7\n")
    assert main(["clauses", "saad", "--source", "--contre", str(file)]) == 1
    said = capsys.readouterr().err
    assert "pdftotext" in said
    assert "YAML" not in said


def test_the_options_of_a_comparison_want_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["clauses", "saad", "--source", "--lignes", "1-2"])
    assert ended.value.code == 2
    assert "vont avec --contre" in capsys.readouterr().err


@pytest.mark.parametrize("model", ["sad-ille-et-vilaine", "saad-seine-et-marne"])
def test_a_departure_may_quote_what_another_made_of_the_source(
    model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """« A l'issue un transfert » has its comma, then its accent."""
    main(["clauses", model, "--source", "--contre", str(source_of(model, tmp_path))])
    assert "ecart-hors-source" not in capsys.readouterr().err
