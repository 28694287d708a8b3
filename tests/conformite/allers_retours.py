"""What a real LibreOffice keeps of a document with tracked changes in a fact, typed by a macro, and saved again.

Without any change, relecture.py tells what it keeps.
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
from engine.rereading.files.read import read_edited

EXAMPLE = Path("data/exemples/saad-habilite.yaml")
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


def saved_again(profile: Path, file: Path, folder: Path) -> Path:
    """The file as LibreOffice saves it in Word's format."""
    folder.mkdir()
    office(profile, "--headless", "--convert-to", WORD, "--outdir", str(folder), str(file))
    return folder / file.name


@pytest.fixture(scope="session")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An example in DOCX."""
    file = tmp_path_factory.mktemp("contrat") / f"{EXAMPLE.stem}.docx"
    file.write_bytes(redaction_of(open_dossier(EXAMPLE, TODAY)).file("docx")[0])
    return file


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize(
    ("asked", "typed"),
    [("Association Exemple", "Association Exemplaire"), ("Exemple", "Exemplaire"), ("25,10", "26,40")],
    ids=["whole", "in part", "an amount"],
)
def test_a_tracked_change_in_a_fact_never_spoils_the_file(
    profile: Path, contract: Path, tmp_path: Path, asked: str, typed: str
) -> None:
    edited = tmp_path / contract.name
    office(
        profile,
        "--headless",
        f'macro:///Standard.Module1.Edit("{asked}","{typed}","file://{contract}","file://{edited}")',
    )
    for file in (edited, saved_again(profile, edited, tmp_path / "encore")):
        before, after = (read_edited(file.read_bytes(), file.name, view) for view in ("initiale", "finale"))
        assert before.carried is not None
        assert texts(before.lines) == texts(before.carried.lines)
        changed = [new for old, new in zip(before.lines, after.lines, strict=True) if old.text != new.text]
        assert len(changed) == 1
        assert typed in changed[0].text
        assert {(one.kind, one.text) for one in after.revisions} == {("del", asked), ("ins", typed)}
