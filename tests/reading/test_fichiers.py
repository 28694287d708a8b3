"""A file that a description names: found however its name is written, and in no other folder than its own."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from engine.cli import main
from engine.errors import InputError
from engine.reading.fichiers import ALLOWED, named_elsewhere, named_file

DESCRIPTION = 'modele: saad\ndepartement: "35"\ngestionnaire: {logo: LOGO}\ncharte: CHARTE\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of descriptions, with files beside it that none of them may name."""
    (tmp_path / "secret.png").write_bytes(b"")
    made = tmp_path / "dossiers"
    (made / "Chartes").mkdir(parents=True)
    (made / "Chartes" / unicodedata.normalize("NFD", "en-tête.docx")).write_bytes(b"")
    return made


@pytest.mark.parametrize(
    "name",
    [
        unicodedata.normalize("NFC", "Chartes/en-tête.docx"),
        unicodedata.normalize("NFD", "Chartes/en-tête.docx"),
        "Chartes\\en-tête.docx",
        ".\\Chartes\\en-tête.docx",
        "chartes/En-Tête.DOCX",
        "Chartes/../Chartes/en-tête.docx",
    ],
)
def test_a_file_is_found_however_its_name_is_written(folder: Path, name: str) -> None:
    assert named_file(name, folder).is_file()


def test_the_name_of_the_disk_wins_over_one_that_reads_the_same(folder: Path) -> None:
    (folder / "Logo.png").write_bytes(b"1")
    (folder / "logo.png").write_bytes(b"2")
    assert named_file("logo.png", folder).read_bytes() == b"2"
    assert not named_file("LOGO.png", folder).exists()


@pytest.mark.parametrize(
    "name",
    [
        "../secret.png",
        "..\\secret.png",
        "Chartes/../../secret.png",
        "/etc/hostname",
        "/dev/zero",
        "C:\\Users\\agent\\secret.png",
        "C:secret.png",
        "\\\\serveur\\partage\\secret.png",
        "//serveur/partage/secret.png",
        "\\\\.\\pipe\\tube",
        "lien.png",
        "lien/secret.png",
    ],
)
def test_no_file_of_another_folder_is_read(folder: Path, tmp_path: Path, name: str) -> None:
    (folder / "lien.png").symlink_to(tmp_path / "secret.png")
    (folder / "lien").symlink_to(tmp_path)
    (told,) = named_elsewhere(name, folder)
    assert told.code == "fichier-ailleurs"
    assert "--dossier-permis" in told.hint
    with pytest.raises(InputError):
        named_file(name, folder)


def test_a_folder_that_the_officer_allows_is_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "chartes communes").mkdir()
    (tmp_path / "chartes communes/a.docx").write_bytes(b"")
    monkeypatch.setenv(ALLOWED, os.pathsep.join([str(tmp_path / "autre"), str(tmp_path / "chartes communes")]))
    for name in ("../chartes communes/a.docx", str(tmp_path / "chartes communes/a.docx")):
        assert named_file(name, folder).is_file()
    assert named_elsewhere("../secret.png", folder)


@pytest.mark.parametrize("name", ["absent.png", "x" * 5000, "boucle.png", "a\0b.png", "absent/../absent.png"])
def test_what_is_not_there_is_left_to_its_reader(folder: Path, name: str) -> None:
    (folder / "boucle.png").symlink_to("boucle.png")
    assert named_elsewhere(name, folder) == ()


def test_each_path_of_a_description_is_told_at_its_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "c.yaml"
    path.write_text(DESCRIPTION.replace("LOGO", "../secret.png").replace("CHARTE", "/etc/hostname"), encoding="utf-8")
    assert main(["verifier", str(path)]) == 1
    written = " ".join("".join(capsys.readouterr()).split())
    assert "c.yaml:3:22: erreur [fichier-ailleurs] « ../secret.png »" in written
    assert "c.yaml:4:9: erreur [fichier-ailleurs] « /etc/hostname » n'est pas dans le dossier" in written


def test_the_option_allows_a_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ALLOWED, "")
    path = folder / "c.yaml"
    path.write_text("modele: saad\ngestionnaire: {logo: ../secret.png}\n", encoding="utf-8")
    main(["verifier", str(path), "--dossier-permis", str(tmp_path)])
    assert "[logo-format]" in "".join(capsys.readouterr())


@pytest.mark.parametrize("command", ["calendrier", "expliquer", "conformite", "comparer", "avenant"])
def test_every_command_that_refuses_a_folder_can_be_told_to_allow_it(
    command: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ALLOWED, "")
    (tmp_path / "papier.docx").write_bytes(Path("data/chartes/neutre.docx").read_bytes())
    path = folder / "c.yaml"
    path.write_text("charte: ../papier.docx\nmodele: saad\neffet: 2024-02-01\nduree: 5 ans\n", encoding="utf-8")
    words = [command, str(path), *([str(path)] if command in ("comparer", "avenant") else [])]
    main(words)
    assert "[fichier-ailleurs]" in "".join(capsys.readouterr())
    main([*words, "--dossier-permis", str(tmp_path)])
    assert "[fichier-ailleurs]" not in "".join(capsys.readouterr())


def test_a_pipe_in_the_place_of_a_letterhead_does_not_hang(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(folder / "tube.docx")
    path = folder / "c.yaml"
    path.write_text("modele: saad\ncharte: tube.docx\n", encoding="utf-8")
    assert main(["verifier", str(path)]) == 1
    assert "c.yaml:2:9: erreur [charte-illisible]" in "".join(capsys.readouterr())
