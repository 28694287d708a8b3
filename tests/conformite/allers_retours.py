"""What a real LibreOffice keeps of a document: its words, what it carries, and a file that opens, whatever is done.

Once and twice saved, through its own format and back, and with tracked changes in a fact, typed by a macro.
"""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from engine.carried import Line
from engine.dossier import open_dossier
from engine.redaction import redaction_of
from engine.rereading.files.edited import Edited
from engine.rereading.files.read import read_edited

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
WORD = "docx:MS Word 2007 XML"
TODAY = date(2026, 1, 1)
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Edit(asked As String, typed As String, opened As String, saved As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue, kind(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  kind(0).Name = "FilterName" : kind(0).Value = "MS Word 2007 XML"
  doc = StarDesktop.loadComponentFromURL(opened, "_blank", 0, hidden())
  doc.RecordChanges = True
  search = doc.createSearchDescriptor()
  search.SearchString = asked : search.SearchCaseSensitive = True
  found = doc.findFirst(search)
  found.String = typed
  doc.storeToURL(saved, kind())
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of LibreOffice that no user has, with the macro in it once it is made."""
    folder = tmp_path_factory.mktemp("profil")
    office(folder, "--headless", "--terminate_after_init")
    basic = folder / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "Module1.xba").write_text(MACRO, encoding="utf-8")
    (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    return folder


def office(profile: Path, *asked: str) -> None:
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice (soffice) est nécessaire"
    environment = f"-env:UserInstallation=file://{profile}"
    subprocess.run([soffice, environment, *asked], capture_output=True, check=False, timeout=600)


def saved(profile: Path, files: list[Path], kind: str, folder: Path) -> list[Path]:
    """The files as LibreOffice saves them in a format."""
    folder.mkdir()
    office(profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files))
    return [folder / f"{file.stem}.{kind.partition(':')[0]}" for file in files]


@pytest.fixture(scope="session")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every example in DOCX."""
    folder = tmp_path_factory.mktemp("contrats")
    for example in EXAMPLES:
        content, _ = redaction_of(open_dossier(example, TODAY)).file("docx")
        (folder / f"{example.stem}.docx").write_bytes(content)
    return sorted(folder.iterdir())


def read(file: Path) -> Edited:
    return read_edited(file.read_bytes(), file.name)


def assert_whole(file: Path) -> None:
    found = read(file)
    assert found.carried is not None, file
    assert found.carried.description == Path(f"data/exemples/{file.stem}.yaml").read_text(encoding="utf-8")
    assert texts(found.lines) == texts(found.carried.lines), file


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def test_saved_once_and_twice_nothing_is_lost(profile: Path, contracts: list[Path], tmp_path: Path) -> None:
    once = saved(profile, contracts, WORD, tmp_path / "une")
    for file in (*once, *saved(profile, once, WORD, tmp_path / "deux")):
        assert_whole(file)
        lines, carried = read(file).lines, read(file).carried
        assert carried is not None
        assert [line.clause for line in lines] == [line.clause for line in carried.lines], file


def test_through_odt_and_back_nothing_is_lost(profile: Path, contracts: list[Path], tmp_path: Path) -> None:
    through = saved(profile, contracts, "odt", tmp_path / "odt")
    for file in (*through, *saved(profile, through, WORD, tmp_path / "retour")):
        assert_whole(file)


@pytest.mark.parametrize(
    ("asked", "typed"),
    [("Association Exemple", "Association Exemplaire"), ("Exemple", "Exemplaire"), ("25,10", "26,40")],
    ids=["whole", "in part", "an amount"],
)
def test_a_tracked_change_in_a_fact_never_spoils_the_file(
    profile: Path, contracts: list[Path], tmp_path: Path, asked: str, typed: str
) -> None:
    (contract,) = (one for one in contracts if one.stem == "saad-habilite")
    edited, again = tmp_path / "saad-habilite.docx", tmp_path / "encore"
    office(
        profile,
        "--headless",
        f'macro:///Standard.Module1.Edit("{asked}","{typed}","file://{contract}","file://{edited}")',
    )
    for file in (edited, *saved(profile, [edited], WORD, again)):
        before, after = (read_edited(file.read_bytes(), file.name, view) for view in ("initiale", "finale"))
        assert before.carried is not None
        assert texts(before.lines) == texts(before.carried.lines)
        changed = [new for old, new in zip(before.lines, after.lines, strict=True) if old.text != new.text]
        assert len(changed) == 1
        assert typed in changed[0].text
        assert {(one.kind, one.text) for one in after.revisions} == {("del", asked), ("ins", typed)}
