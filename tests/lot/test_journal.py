"""The journal of a folder: whatever its file holds, a sentence; and each year keeps its own lines."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from engine.cli import main
from engine.lot.journal import NAME
from tests.programmations import HEAD, TABLE
from tests.rapports import journal

A, B = "2026/35-association-exemple", "2027/22-fondation-exemple"


def run(tmp_path: Path, *more: str) -> int:
    (tmp_path / "tableau.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(HEAD, encoding="utf-8")
    return main(["lot", str(tmp_path / "p.yaml"), "--sortie", str(tmp_path / "lot"), "--format", "txt", *more])


def entry(**facts: Any) -> bytes:
    whole: dict[str, Any] = {"nom": A, "state": "écrit", "fingerprint": "0", "files": {}, "findings": [], "missing": [],
             "deadlines": [], "facts": {}, "pages": None}  # fmt: skip
    return json.dumps(whole | facts).encode()


SHAPES = {
    "a list": b"[1, 2]",
    "null": b"null",
    "a text": b'"journal"',
    "a number": b"1e999",
    "another object": b'{"nom": "x"}',
    "a name that is no text": entry(nom=["x"]),
    "files that are a list": entry(files=[1]),
    "digests that are no text": entry(files={"txt": 1}),
    "a state of nobody's": entry(state="fini"),
    "findings that are none": entry(findings=[None]),
    "a place that is none": entry(findings=[{"code": "x", "message": "x", "place": {"file": 1}}]),
    "deadlines that are no days": entry(deadlines=[{"day": "hier", "words": "x", "kind": "effet"}]),
    "pages that are no number": entry(pages="douze"),
    "no UTF-8": b"\xff\xfe\x00",
    "deep": b"[" * 100_000,
    "wide": b"[" + b"0," * 500_000 + b"0]",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_journal_of_another_shape_costs_what_it_said(tmp_path: Path, shape: str, capsys: Any) -> None:
    (tmp_path / "lot").mkdir()
    (tmp_path / "lot" / NAME).write_bytes(SHAPES[shape] + b"\n" + entry(nom=B) + b"\n")
    assert run(tmp_path, "--reprendre") == 0
    said = capsys.readouterr()
    assert f"{tmp_path / 'lot' / NAME}:1:1: avertissement [journal-illisible]" in said.err
    assert "2 écrits" in said.out
    assert journal(tmp_path / "lot").keys() == {A, B}


@pytest.mark.parametrize("end", [b"", b"\n"])
@pytest.mark.parametrize("shape", ["a list", "null", "another object"])
def test_a_journal_that_is_another_file_is_told(tmp_path: Path, shape: str, end: bytes, capsys: Any) -> None:
    (tmp_path / "lot").mkdir()
    (tmp_path / "lot" / NAME).write_bytes(SHAPES[shape] + end)
    assert run(tmp_path, "--reprendre") == 0
    assert "avertissement [journal-illisible] cette ligne" in capsys.readouterr().err


def test_a_last_line_cut_short_is_not_even_told(tmp_path: Path, capsys: Any) -> None:
    assert run(tmp_path) == 0
    journal = tmp_path / "lot" / NAME
    journal.write_bytes(journal.read_bytes()[:-40])
    assert run(tmp_path, "--reprendre") == 0
    said = capsys.readouterr()
    assert "journal-illisible" not in said.err
    assert "1 écrit, 1 inchangé" in said.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("words", [(), ("--reprendre",)])
def test_a_pipe_in_its_place_is_told(tmp_path: Path, words: tuple[str, ...], capsys: Any) -> None:
    (tmp_path / "lot").mkdir()
    os.mkfifo(tmp_path / "lot" / NAME)
    assert run(tmp_path, *words) == 1
    assert "[fichier-special]" in capsys.readouterr().err


def test_a_folder_in_its_place_is_told(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "lot" / NAME).mkdir(parents=True)
    assert run(tmp_path) == 1
    assert "[fichier-dossier]" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_the_place_of_a_contract_is_replaced(tmp_path: Path) -> None:
    assert run(tmp_path) == 0
    (tmp_path / "lot" / f"{A}.txt").unlink()
    os.mkfifo(tmp_path / "lot" / f"{A}.txt")
    assert run(tmp_path, "--reprendre") == 0
    assert (tmp_path / "lot" / f"{A}.txt").is_file()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize(
    "words",
    [
        ("verifier", "TUBE"),
        ("generer", "TUBE"),
        ("annexes", "TUBE"),
        ("lot", "TUBE"),
        ("programmation", "arrete", "TUBE"),
        ("importer", "TUBE", "contrat.yaml"),
        ("generer", "charte.yaml"),
        ("generer", "logo.yaml"),
    ],
)
def test_a_pipe_in_the_place_of_any_file_does_not_hang(tmp_path: Path, words: tuple[str, ...], capsys: Any) -> None:
    os.mkfifo(tmp_path / "TUBE")
    head = 'modele: saad\ndepartement: "35"\n'
    (tmp_path / "contrat.yaml").write_text(head, encoding="utf-8")
    (tmp_path / "charte.yaml").write_text(f"{head}charte: TUBE\n", encoding="utf-8")
    (tmp_path / "logo.yaml").write_text(f"{head}collectivite: {{logo: TUBE}}\n", encoding="utf-8")
    named = [str(tmp_path / word) if (tmp_path / word).exists() else word for word in words]
    assert (
        main([*named, *(("--sortie", str(tmp_path / "lot")) if words[0] in ("generer", "annexes", "lot") else ())]) == 1
    )
    assert "erreur [" in "".join(capsys.readouterr())


def test_a_year_does_not_erase_another(tmp_path: Path, capsys: Any) -> None:
    assert run(tmp_path, "--annee", "2026") == 0
    assert run(tmp_path, "--annee", "2027") == 0
    assert journal(tmp_path / "lot").keys() == {A, B}
    capsys.readouterr()
    assert run(tmp_path, "--reprendre") == 0
    assert "2 inchangés" in capsys.readouterr().out


def test_the_report_of_a_year_tells_what_the_folder_has_of_the_others(tmp_path: Path) -> None:
    assert run(tmp_path, "--annee", "2026") == 0
    assert run(tmp_path, "--annee", "2027") == 0
    told = json.loads((tmp_path / "lot/manifeste.json").read_bytes())["contrats"]
    assert [(one["nom"], one["etat"]) for one in told] == [(A, "écrit"), (B, "écrit")]


def test_two_runs_of_one_folder_do_not_meet(tmp_path: Path, capsys: Any) -> None:
    from engine.lot.verrou import alone_in  # noqa: PLC0415

    with alone_in(tmp_path / "lot"):
        assert run(tmp_path, "--annee", "2026") == 1
    said = capsys.readouterr()
    assert "[dossier-occupe]" in said.err
    assert not (tmp_path / "lot/manifeste.json").exists()
    assert run(tmp_path, "--annee", "2026") == 0


def test_a_contract_of_which_there_is_much_to_tell_has_its_line(tmp_path: Path) -> None:
    missing = [{"path": f"sites[{at}].nom", "label": "nom", "who": "x" * 100} for at in range(20_000)]
    (tmp_path / NAME).write_bytes(entry(missing=missing) + b"\n" + entry(nom=B) + b"\n")
    found = journal(tmp_path)
    assert found.keys() == {A, B}
    assert len(found[A].missing) == len(missing)
