"""Lines that any terminal shows: folded to its width, in its encoding; and help in French."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from argparse import Namespace, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import cli
from engine.cli import main
from engine.commands.french_argparse import FrenchParser
from engine.commands.parser import build_parser
from engine.commands.terminal import fold

CPOM = [sys.executable, "-m", "engine.cli"]
FINDING = "contrat.yaml:14:11: erreur [finess-cle] la clé de contrôle du numéro FINESS est fausse.\n    Corrigez."
ENGLISH = r"\b(the|error|usage:|argument[s]?:|invalid|choose|required|show|expected|unrecognized|and|exit|value)\b"


def parsers(parser: FrenchParser, name: str = "") -> Iterator[tuple[str, FrenchParser]]:
    """Every command, with its name as it is typed after « cpom »."""
    yield name, parser
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for word, inner in action.choices.items():
                yield from parsers(inner, f"{name} {word}".strip())


COMMANDS = dict(parsers(build_parser(cli.COMMANDS)))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "projet.yaml"
    file.write_text('modele: saad\ndepartement: "35"\n', encoding="utf-8")
    return file


# --- Width ------------------------------------------------------------------------------------------------------------


def test_a_line_is_folded_under_itself_and_no_word_is_cut() -> None:
    said = fold(FINDING, 44)
    assert max(map(len, said.split("\n"))) <= 44
    assert said.split("\n")[1].startswith("    ")
    assert " ".join(said.split()) == " ".join(FINDING.split())
    long = f"output/{'x' * 90}.docx : rien à corriger"
    assert fold(long, 40).split("\n")[0] == f"output/{'x' * 90}.docx"


def test_a_figure_stays_with_its_unit() -> None:
    said = fold("il reste encore 12\u202f500\u00a0€ à verser", 22)
    assert said.split("\n") == ["il reste encore", "    12\u202f500\u00a0€ à verser"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminal")
def test_a_terminal_is_folded_and_a_pipe_is_not(draft: Path) -> None:
    words = [*CPOM, "verifier", str(draft)]
    environment = {**os.environ, "COLUMNS": "60", "NO_COLOR": "1"}
    piped = subprocess.run(words, capture_output=True, env=environment, check=False).stdout.decode()
    assert max(map(len, piped.splitlines())) > 100
    terminal, screen = os.openpty()
    process = subprocess.Popen(words, stdout=screen, stderr=screen, env=environment)
    os.close(screen)
    shown = b"".join(iter(lambda: _more(terminal), b"")).decode()
    assert process.wait() == 0
    os.close(terminal)
    assert max(len(line) for line in shown.splitlines() if "/" not in line) <= 60
    assert " ".join(shown.split()) == " ".join(piped.split())


def _more(terminal: int) -> bytes:
    try:
        return os.read(terminal, 10_000)
    except OSError:  # the screen is closed
        return b""


# --- Encodings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp850"])
@pytest.mark.parametrize("words", [["verifier", "FICHIER"], ["generer", "FICHIER"], ["--aide"]])
def test_every_line_is_written_in_the_encoding_of_the_terminal(
    encoding: str, words: list[str], draft: Path, tmp_path: Path
) -> None:
    named = [str(draft) if word == "FICHIER" else word for word in words]
    named += ["--sortie", str(tmp_path / "s"), "--format", "txt", "--details"] if words[0] == "generer" else []
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run([*CPOM, *named], capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    said = (done.stdout + done.stderr).decode(encoding)
    assert "Traceback" not in said
    assert not re.search(r"\\x|\\u|\ufffd", said)


def test_without_accents_a_line_is_still_read(draft: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*CPOM, "verifier", str(draft)], capture_output=True, env=environment, check=False)
    assert "faits a completer" in done.stdout.decode("ascii")
    assert "L'article L. 313-11-1 du CASF" in done.stdout.decode("ascii")


@pytest.mark.parametrize("words", [["generer", "FICHIER", "--details"], ["verifier", "FICHIER"], ["droit"]])
def test_whoever_stops_reading_everything_is_told_nothing(words: list[str], draft: Path, tmp_path: Path) -> None:
    """`cpom … 2>&1 | head -1`."""
    named = [str(draft) if word == "FICHIER" else word for word in words]
    named += ["--sortie", str(tmp_path / "s")] if words[0] == "generer" else []
    process = subprocess.Popen([*CPOM, *named], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout
    first = process.stdout.readline()
    process.stdout.close()
    assert process.wait() in (0, 1)
    assert b"Traceback" not in first


# --- Help -------------------------------------------------------------------------------------------------------------


def test_cpom_alone_says_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    said = capsys.readouterr()
    assert said.out.startswith("usage : cpom ")
    assert "generer" in said.out
    assert said.err == ""
    assert main(["programmation"]) == 2
    assert "arrete" in capsys.readouterr().out


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert re.fullmatch(r"cpom \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("word", ["-h", "--aide", "--help"])
def test_every_help_is_in_french_and_ends_with_examples(
    name: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*name.split(), word])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert "usage : " in said
    assert "exemples :\n" in said
    assert not re.search(ENGLISH, said)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_are_commands(name: str) -> None:
    for command, does in COMMANDS[name].examples:
        program, *words = shlex.split(command.partition(" > ")[0])
        assert program == "cpom"
        assert " ".join(words).startswith(name)
        if "--aide" not in words:
            assert isinstance(build_parser(cli.COMMANDS).parse_args(words), Namespace)
        assert does[0].islower()


@pytest.mark.parametrize(
    "words",
    [
        ["generer", "a.yaml", "--format"],
        ["generer", "a.yaml", "--details=oui"],
        ["generer", "a.yaml", "--d"],
        ["lot", "p.yaml", "--annee", "deux"],
        ["lot", "p.yaml", "--processus", "0"],
        ["questionnaire", "saad", "--pour", "agence"],
        ["questionnaire"],
        ["importer"],
        ["programmation", "arreter", "p.yaml"],
        ["droit", "--date", "hier"],
        ["--vite"],
    ],
)
def test_every_mistake_of_a_command_is_explained_in_french(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert " : erreur : " in said
    assert not re.search(ENGLISH, said.partition(" : erreur : ")[2])


# --- Files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["questionnaire", "schema"])
def test_a_questionnaire_is_written_in_its_file(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "saad"]) == 0
    printed = capsys.readouterr().out
    file = tmp_path / "dossier" / "mon-contrat"
    assert main([command, "saad", "--sortie", str(file)]) == 0
    assert file.read_text(encoding="utf-8") == printed
    assert capsys.readouterr().out == f"{file}\n"


def test_answers_are_never_replaced_by_a_new_questionnaire(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mon-contrat.yaml"
    file.write_text("modele: saad\n", encoding="utf-8")
    assert main(["questionnaire", "saad", "--sortie", str(file)]) == 1
    assert "[fichier-existant]" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "modele: saad\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_what_powershell_writes_is_read(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["questionnaire", "saad"])
    text = capsys.readouterr().out.replace("\n", "\r\n")
    file = tmp_path / "mon-contrat.yaml"
    file.write_bytes(f"\ufeff{text}".encode(encoding))
    assert main(["verifier", str(file)]) == 0


def test_the_files_of_a_pattern_are_found_where_no_shell_does(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "autre.yaml").write_text("modele: saad\n", encoding="utf-8")
    assert main(["verifier", str(tmp_path / "*.yaml")]) == 0
    said = capsys.readouterr().out
    assert "autre.yaml : " in said
    assert "projet.yaml : " in said
    assert main(["verifier", str(tmp_path / "*.yml")]) == 1
