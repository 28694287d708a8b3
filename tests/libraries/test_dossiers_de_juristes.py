"""What Windows, macOS, Word and OneDrive leave in a folder is nobody's mistake; a copy of a clause is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.libraries.ouverture import opened
from engine.soundness.controls import controlled

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


@pytest.mark.parametrize("left", LEFT)
def test_what_nobody_wrote_is_not_read_and_changes_nothing(left: str, ici: Path) -> None:
    before, print_ = whole(Path("ma")), opened([Path("ma")]).empreinte
    for name in FOLDERS:
        (ici / "ma" / name).mkdir(exist_ok=True)
        (ici / "ma" / name / left).write_bytes(b"\0\1\2")
    assert whole(Path("ma")) == before
    assert opened([Path("ma")]).empreinte == print_


def test_a_copy_of_a_clause_is_told(ici: Path) -> None:
    (clause, *_) = sorted((ici / "ma" / MODEL).glob("*.md"))
    (clause.parent / f"{clause.stem} - Copie.md").write_bytes(clause.read_bytes())
    assert any(f"aucun plan ne nomme « {clause.stem} - Copie.md »" in one for one in whole(Path("ma")))


def test_files_of_the_notepad_are_read(ici: Path) -> None:
    before = whole(Path("ma"))
    for file in [*(ici / "ma").rglob("*.md"), *(ici / "ma").rglob("*.yaml")]:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert whole(Path("ma")) == before


def test_links_that_lead_back_and_deep_folders_stop_nothing(ici: Path) -> None:
    before = whole(Path("ma"))
    (ici / "ma" / "droit").mkdir(exist_ok=True)
    (ici / "ma" / MODEL / "boucle").symlink_to(ici / "ma", target_is_directory=True)
    (ici / "ma" / "droit" / "haut").symlink_to("..", target_is_directory=True)
    (ici / "ma" / "chartes" / "/".join("a" * 60)).mkdir(parents=True)
    assert whole(Path("ma")) == before
