"""What Windows, macOS, Word and OneDrive leave in a folder is nobody's mistake; a copy of a clause is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.libraries.ouverture import opened
from engine.soundness.controls import controlled
from tests.libraries.conftest import FIXTURE

LEFT = (
    "Thumbs.db",
    "desktop.ini",
    ".DS_Store",
    "~$charte.docx",
    "._duree.md",
    "._t.yaml",
    ".~lock.t.yaml#",
    "~$t.yaml",
)
MODEL = "modeles/sad-exemple"
FOLDERS = (".", "modeles", MODEL, f"{MODEL}/tableaux", f"{MODEL}/essais", "droit", "chartes")


def whole(folder: Path) -> list[str]:
    return [str(one) for one in controlled(opened([folder])).findings]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is found in the library as it is given."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("telle-quelle"))
        shutil.copytree(FIXTURE, "ma")
        return whole(Path("ma"))


@pytest.mark.parametrize("left", LEFT)
def test_what_nobody_wrote_is_no_part_of_a_library(left: str, ici: Path) -> None:
    print_ = opened([Path("ma")]).empreinte
    leave(left, ici)
    assert opened([Path("ma")]).empreinte == print_


def test_what_nobody_wrote_is_not_read(ici: Path, before: list[str]) -> None:
    for left in LEFT:
        leave(left, ici)
    assert whole(Path("ma")) == before


def leave(left: str, ici: Path) -> None:
    """Put such a file in every folder."""
    for name in FOLDERS:
        (ici / "ma" / name).mkdir(exist_ok=True)
        (ici / "ma" / name / left).write_bytes(b"\0\1\2")


def test_a_copy_of_a_clause_is_told(ici: Path) -> None:
    (clause, *_) = sorted((ici / "ma" / MODEL).glob("*.md"))
    (clause.parent / f"{clause.stem} - Copie.md").write_bytes(clause.read_bytes())
    assert any(f"aucun plan ne nomme « {clause.stem} - Copie.md »" in one for one in whole(Path("ma")))


def test_files_of_the_notepad_are_read(ici: Path, before: list[str]) -> None:
    for file in [*(ici / "ma").rglob("*.md"), *(ici / "ma").rglob("*.yaml")]:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert whole(Path("ma")) == before


def test_links_that_lead_back_and_deep_folders_stop_nothing(ici: Path, before: list[str]) -> None:
    (ici / "ma" / "droit").mkdir(exist_ok=True)
    (ici / "ma" / MODEL / "boucle").symlink_to(ici / "ma", target_is_directory=True)
    (ici / "ma" / "droit" / "haut").symlink_to("..", target_is_directory=True)
    (ici / "ma" / "chartes" / "/".join("a" * 60)).mkdir(parents=True)
    assert whole(Path("ma")) == before
