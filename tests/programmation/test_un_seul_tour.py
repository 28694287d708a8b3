"""A programmation with mistakes of syntax, of values and of rules, in its head and in its table: one round for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli import main

HEAD = """\
modele: ehpad
periode: 2026-230
arrete: {date: 2025-11-34, publication: 05.12.2025}
tableau: e.csv
commun:
  effet: demain
  collectivte: {denomination: Exemple}
departements:
  "35":
    collectivite: {president: {civilite: homme, nom: EXEMPLE}}
  "99": {signature: {lieu: Rennes}}
"""
ROWS = """\
FINESS ET;Raison sociale;Gestionnaire;Statut;Département;Capacité autorisée;Places habilitées;Année prévue
350000022;EHPAD A;Association Exemple;association;35;1.000;12;2026
350000023;EHPAD B;Association Exemple;asso;35;80;90;2.027
350000014;EHPAD C;;association;35;8;;2027
"""
IN_THE_HEAD = {"periode": 2, "arrete.date": 3, "effet : une date": 6, "collectivte": 7, "homme": 10, "« 99 »": 11}
IN_THE_TABLE = {"1.000": 2, "asso": 3, "2.027": 3, "90 places": 3, "finess-cle": 3, "gestionnaire-absent": 4}


def told(folder: Path, head: str, capsys: pytest.CaptureFixture[str], *command: str) -> str:
    (folder / "p.yaml").write_text(head, encoding="utf-8")
    (folder / "e.csv").write_text(ROWS, encoding="utf-8")
    assert main([*command, str(folder / "p.yaml")]) == 1
    said = capsys.readouterr()
    assert not (said.err and command[-1] == "verifier")
    return (said.out + said.err).replace("\u00a0", " ").replace("\u202f", " ")


def check(said: str, file: str, words: str, line: int) -> None:
    assert any(f"{file}:{line}:" in one and words in one for one in said.splitlines()), (file, words, line)


def test_every_mistake_comes_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(tmp_path, HEAD, capsys, "programmation", "verifier")
    for file, mistakes in (("p.yaml", IN_THE_HEAD), ("e.csv", IN_THE_TABLE)):
        for words, line in mistakes.items():
            check(said, file, words, line)


def test_a_mistake_of_syntax_hides_what_is_on_its_line_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(tmp_path, HEAD.replace("05.12.2025}", "05.12.2025"), capsys, "programmation", "verifier")
    check(said, "p.yaml", "yaml-syntaxe", 4)
    for file, mistakes in (("p.yaml", IN_THE_HEAD), ("e.csv", IN_THE_TABLE)):
        for words, line in mistakes.items():
            if words != "arrete.date":  # in the group that is not closed
                check(said, file, words, line)


def test_a_table_that_cannot_be_read_hides_nothing_of_the_head(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(tmp_path, HEAD.replace("e.csv", "f.csv"), capsys, "programmation", "verifier")
    check(said, "p.yaml", "f.csv", 4)
    assert "programmation-vide" not in said
    for words, line in IN_THE_HEAD.items():
        check(said, "p.yaml", words, line)


@pytest.mark.parametrize("command", [["lot"], ["programmation", "arrete"]])
def test_whoever_reads_it_says_the_same(tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    said = told(tmp_path, HEAD, capsys, *command)
    for file, mistakes in (("p.yaml", IN_THE_HEAD), ("e.csv", IN_THE_TABLE)):
        for words, line in mistakes.items():
            if words not in ("finess-cle", "asso"):  # what one contract alone says of itself
                check(said, file, words, line)


def test_what_contracts_share_is_told_once_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(tmp_path, HEAD, capsys, "programmation", "verifier")
    assert said.count("« homme »") == said.count("« demain »") == 1
