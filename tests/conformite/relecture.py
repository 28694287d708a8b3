"""`make conformite`: what LibreOffice saves of our documents, once, twice or through ODT, reads as they were.

Its macros also edit a fact with tracked changes on: what it then saves is a sound file, read in both views.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from engine.cli import main
from engine.rereading.files.edited import Edited
from engine.rereading.files.read import read_edited

EXAMPLES: Final = sorted(Path("data/exemples").glob("*.yaml"))
WORD: Final = "docx:MS Word 2007 XML"
SAVED: Final = ["une-fois.docx", "deux-fois.docx", "odt.odt", "retour.docx"]
MACRO: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Edit(source As String, target As String, filter As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = filter
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  document.RecordChanges = True
  asked = document.createReplaceDescriptor()
  asked.SearchString = "%s" : asked.ReplaceString = "%s"
  document.replaceAll(asked)
  document.storeToURL(target, saved())
  StarDesktop.terminate()
End Sub
</script:module>
"""
LIBRARY: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""
LIBRARIES: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
 library:link="false"/></library:libraries>
"""


def soffice(profile: Path, *asked: str) -> None:
    program = shutil.which("soffice")
    assert program, "« soffice » manque : voir docs/developpeur.md"
    command = [program, f"-env:UserInstallation=file://{profile}", "--headless", *asked]
    subprocess.run(command, capture_output=True, check=True, timeout=300)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contracts as we write them, and as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("relecture")
    assert main(["generer", *map(str, EXAMPLES), "--format", "docx", "--sortie", str(folder)]) == 0
    for name, kind, after in (
        ("une-fois.docx", WORD, "."),
        ("deux-fois.docx", WORD, "une-fois.docx"),
        ("odt.odt", "odt", "."),
        ("retour.docx", WORD, "odt.odt"),
    ):
        given = sorted(one for one in (folder / after).iterdir() if one.suffix in (".docx", ".odt") and one.is_file())
        convert = ["--convert-to", kind, "--outdir", str(folder / name)]
        soffice(folder / "profil", *convert, *map(str, given))
    return folder


def body(edited: Edited) -> list[tuple[str, str, list[str]]]:
    """The lines, and the words of their facts."""
    return [(line.kind, line.text, [one.text for one in line.words if one.fact]) for line in edited.lines]


def said(edited: Edited) -> list[tuple[int, str, str, str]]:
    """The comments, in the order of the document; LibreOffice turns those of one place."""
    return sorted((one.line, one.author, one.text, one.quoted) for one in edited.comments)


@pytest.mark.parametrize("saved", SAVED)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_libreoffice_saved_reads_as_it_was(path: Path, saved: str, written: Path) -> None:
    ours = read_edited(written / f"{path.stem}.docx")
    edited = read_edited(written / saved / f"{path.stem}.{saved.partition('.')[2]}")
    carried = edited.carried
    assert carried is not None
    assert carried == ours.carried
    assert carried.description == path.read_text(encoding="utf-8")
    assert letters(edited) == [line.text for line in carried.lines]
    assert body(edited) == body(ours)
    assert said(edited) == said(ours)
    assert (edited.revisions, edited.findings) == ((), ())
    if saved in ("une-fois.docx", "deux-fois.docx"):  # an ODT keeps no controls, which tell clauses apart
        assert [line.clause for line in edited.lines] == [line.clause for line in carried.lines]


def test_a_fact_edited_with_tracked_changes_is_read_in_both_views(written: Path, tmp_path: Path) -> None:
    source, edited, profile = written / "saad-habilite.docx", tmp_path / "a.docx", tmp_path / "profil"
    soffice(profile, "--convert-to", "txt", "--outdir", str(tmp_path), str(source))  # which makes the profile
    basic = profile / "user/basic"
    (basic / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
    (basic / "Standard/script.xlb").write_text(LIBRARY, encoding="utf-8")
    (basic / "Standard/Module1.xba").write_text(MACRO % ("Fougères", "Vitré"), encoding="utf-8")
    soffice(profile, f'macro:///Standard.Module1.Edit("{source.as_uri()}","{edited.as_uri()}","MS Word 2007 XML")')
    soffice(profile, "--convert-to", "odt", "--outdir", str(tmp_path), str(edited))
    ours = read_edited(source)
    for file in (edited, edited.with_suffix(".odt")):
        finale, initiale = read_edited(file), read_edited(file, view="initiale")
        assert letters(initiale) == letters(ours)
        assert letters(finale) == [one.replace("Fougères", "Vitré") for one in letters(ours)]
        assert {(one.kind, one.text) for one in finale.revisions} == {("del", "Fougères"), ("ins", "Vitré")}
        assert all("Vitré" in finale.lines[one.line].text for one in finale.revisions)
        assert finale.carried == ours.carried


def letters(edited: Edited) -> list[str]:
    """The lines; LibreOffice leaves out of a control the words that are typed at its ends."""
    return [line.text for line in edited.lines]
