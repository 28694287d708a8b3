"""Results reach whoever asked for them, whole, or the user is told that they don't."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.cli import main
from engine.errors import Finding, InputError
from engine.writing.files import write_whole

CPOM = [sys.executable, "-m", "engine.cli"]
FULL_DISK = Path("/dev/full")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "projet.yaml"
    file.write_text('modele: saad\ndepartement: "35"\n', encoding="utf-8")
    return file


def run(words: list[str], stdout: int, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command for someone whose Python does not write each word at once."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    env = {**inherited, "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run([*CPOM, *words], stdout=stdout, stderr=subprocess.PIPE, env=env, check=False)


@pytest.mark.skipif(not FULL_DISK.exists(), reason="no full disk to write to")
@pytest.mark.parametrize(
    "words", [["questionnaire", "saad"], ["modeles"], ["--help"], ["lot", "--help"], ["--version"]]
)
def test_a_full_disk_is_told(words: list[str]) -> None:
    with FULL_DISK.open("wb") as full:
        done = run(words, full.fileno())
    assert done.returncode == 1
    message, *hint = done.stderr.decode().splitlines()
    assert message == "erreur [ecriture-impossible] le résultat ne peut pas être écrit : le disque est plein."
    assert len(hint) == 1


@pytest.mark.parametrize(
    "words", [["questionnaire", "saad"], ["modeles"], ["--help"], ["lot", "--help"], ["--version"]]
)
def test_a_reader_who_leaves_is_no_error(words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run(words, writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_results_are_utf_8_wherever_they_go() -> None:
    done = run(["questionnaire", "saad"], subprocess.PIPE, PYTHONIOENCODING="cp1252")
    assert "le Département" in done.stdout.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminal")
def test_on_a_terminal_the_results_still_go_to_their_file(draft: Path, tmp_path: Path) -> None:
    terminal, screen = os.openpty()
    listed = tmp_path / "liste.txt"
    words = [*CPOM, "generer", str(draft), "--format", "txt", "--sortie", str(tmp_path)]
    with listed.open("wb") as file:
        process = subprocess.Popen(words, stdout=file, stderr=screen)
        os.close(screen)
        while _more(terminal):
            pass
        assert process.wait() == 0
    os.close(terminal)
    assert listed.read_text(encoding="utf-8").startswith(f"{tmp_path / 'projet.txt'} : ")


def _more(terminal: int) -> bytes:
    try:
        return os.read(terminal, 10_000)
    except OSError:  # the screen is closed
        return b""


def test_a_write_that_is_interrupted_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "contrat.docx").write_bytes(b"avant")

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "contrat.docx", b"apres")
    assert [file.name for file in tmp_path.iterdir()] == ["contrat.docx"]
    assert (tmp_path / "contrat.docx").read_bytes() == b"avant"


def test_the_longest_name_that_a_disk_takes_is_taken(tmp_path: Path) -> None:
    file = tmp_path / f"{'x' * 250}.txt"
    write_whole(file, b"contrat")
    assert file.read_bytes() == b"contrat"


def test_why_a_file_cannot_be_written_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "fichier").touch()
    (tmp_path / "dossier").mkdir()
    for path, why in {
        "fichier/contrat.txt": "un fichier porte le nom de son dossier",
        "fichier/x/contrat.txt": "un fichier porte le nom de son dossier",
        "dossier": "un dossier porte ce nom",
        "x" * 300: "le nom est trop long",
    }.items():
        with pytest.raises(InputError, match=f"ne peut pas être écrit : {why}"):
            write_whole(tmp_path / path, b"contrat")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["generer", "a.yaml", "--date", "2024-01-15"], "--date ne va qu'avec --vierge"),
        (["generer", "--vierge", "saad", "--definitif"], "--definitif ne va pas avec --vierge"),
        (["droit", "a.yaml"], "--a et FICHIER ne vont qu'avec --de"),
        (["droit", "--date", "2024-01-15", "--de", "2024-01-15"], "--date ne va pas avec --de"),
        (["droit", "--de", "2026-01-01", "--a", "2024-01-01"], "--de vient après --a"),
        (["droit", "--de", "9999-12-31"], "--de vient après aujourd’hui"),
    ],
)
def test_no_word_of_a_command_is_ignored(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_a_blank_of_another_day_says_which_law_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["generer", "--vierge", "saad", "--format", "txt", "--sortie", str(tmp_path)]
    assert main(words) == 0
    assert capsys.readouterr().err == ""
    assert main([*words, "--date", "1789-07-14", "--details"]) == 0
    assert "n’existe pas encore le 14\u00a0juillet 1789" in capsys.readouterr().err


def test_a_missing_library_is_told_once_and_the_other_formats_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without_pango(*_: object) -> bytes:
        raise InputError([Finding("pango-absent", "Le PDF a besoin de la bibliothèque Pango.")])

    monkeypatch.setattr("engine.writing.pdf.writer.write", without_pango)
    files = [tmp_path / "un.yaml", tmp_path / "deux.yaml"]
    for file in files:
        file.write_text("modele: saad\n", encoding="utf-8")
    out = tmp_path / "sortie"
    words = ["generer", *map(str, files), "--format", "pdf,txt", "--sortie", str(out), "--moteur", "weasyprint"]
    assert main(words) == 1
    assert capsys.readouterr().err.count("pango-absent") == 1
    assert sorted(file.name for file in out.iterdir()) == ["deux.txt", "rapport.txt", "un.txt"]


def test_stopped_as_the_system_makes_a_file_nothing_of_it_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signal that comes during a call of the system is heard just after it."""
    made = os.open

    def stopped(*asked: Any) -> int:
        os.close(made(*asked))
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "open", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "contrat.docx", b"PK")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not FULL_DISK.exists(), reason="no full disk to write to")
def test_the_contracts_of_a_command_are_written_and_counted_where_its_results_cannot_be(tmp_path: Path) -> None:
    files = [tmp_path / "un.yaml", tmp_path / "deux.yaml"]
    for file in files:
        file.write_text("modele: saad\n", encoding="utf-8")
    with FULL_DISK.open("wb") as full:
        words = ["generer", *map(str, files), "--format", "txt", "--sortie", str(tmp_path / "sortie")]
        done = run(words, full.fileno())
    told = done.stderr.decode()
    assert done.returncode == 1
    assert told.count("ecriture-impossible") == 1
    assert "2 fichiers écrits pour 2 contrats :" in told
    assert "rien n'a été écrit" not in told
    assert sorted(file.name for file in (tmp_path / "sortie").iterdir()) == ["deux.txt", "rapport.txt", "un.txt"]


def test_the_formats_that_could_not_be_written_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sortie"
    (out / "un.docx").mkdir(parents=True)
    (tmp_path / "un.yaml").write_text("modele: saad\n", encoding="utf-8")
    words = ["generer", str(tmp_path / "un.yaml"), "--format", "txt,docx,html", "--sortie", str(out)]
    assert main(words) == 1
    assert re.search(r"\n[12] fichiers? sur 3 écrits? pour 1 contrat :", capsys.readouterr().err)
