"""What a workbook says outside of its cells is not read, and never without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from engine.errors import Finding, Severity
from engine.importing.spreadsheet import read_workbook
from tests.importing.conftest import Bureau
from tests.importing.test_archive import PARTS
from tests.importing.test_classeurs_hostiles import ods, read

DRAWING = (
    '<xdr:wsDr xmlns:xdr="urn:xdr" xmlns:a="urn:a"><xdr:sp><xdr:txBody><a:p><a:r><a:t>Chiffres provi</a:t></a:r>'
    "<a:r><a:t>soires</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
)
THREAD = (
    '<ThreadedComments xmlns="urn:t"><threadedComment ref="B2"><text>à confirmer</text></threadedComment>'
    "</ThreadedComments>"
)


def saved(book: Workbook, folder: Path) -> tuple[Finding, ...]:
    book.save(folder / "t.xlsx")
    return read_workbook(folder / "t.xlsx").findings


def test_the_comments_of_cells_are_told_with_their_words(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Tableau"
    for at in range(1, 6):
        sheet.cell(at, 3).comment = Comment(f"note {at}\nà revoir", "Un lecteur")
    (told,) = saved(book, tmp_path)
    assert told.code == "commentaires-non-lus"
    assert told.severity is Severity.WARNING
    assert told.message == (
        "« Tableau » : 5 commentaires ne sont pas lus : C1 « note 1 à revoir » ; C2 « note 2 à revoir » ; "
        "C3 « note 3 à revoir » et 2 autres."
    )
    assert told.place
    assert told.place.cell == "Tableau!C1"


def test_the_words_of_a_header_are_told_and_its_codes_are_not(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.oddHeader.center.text = "PROJET & ébauche"
    sheet.oddFooter.center.text = "Page &P sur &N"
    (told,) = saved(book, tmp_path)
    assert (told.code, told.severity) == ("textes-non-lus", Severity.INFORMATION)
    assert told.message == "« Sheet » : 1 texte d'en-tête ou de pied de page n'est pas lu : « PROJET & ébauche »."


def test_a_workbook_of_cpom_says_nothing_beside_its_cells(bureau: Bureau) -> None:
    assert read_workbook(bureau.written()).findings == ()


def related(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="urn:r">'
        f'<Relationship Id="rId1" Type="http://example.org/relationships/{kind}" Target="{target}"/></Relationships>'
    )


@pytest.mark.parametrize(
    ("kind", "part", "words"),
    [
        ("drawing", DRAWING, "1 zone de texte n'est pas lue : « Chiffres provisoires »."),
        ("threadedComment", THREAD, "1 commentaire n'est pas lu : B2 « à confirmer »."),
    ],
)
def test_text_boxes_and_threads_are_told(tmp_path: Path, kind: str, part: str, words: str) -> None:
    more: dict[str, str | bytes] = {
        "xl/worksheets/_rels/sheet1.xml.rels": related(kind, "../autre/part1.xml"),
        "xl/autre/part1.xml": part,
    }
    (told,) = read(tmp_path, {**PARTS, **more}).findings
    assert words in told.message


def test_a_relation_to_a_part_that_is_not_there_is_harmless(tmp_path: Path) -> None:
    more: dict[str, str | bytes] = {"xl/worksheets/_rels/sheet1.xml.rels": related("comments", "absent.xml")}
    assert not read(tmp_path, {**PARTS, **more}).findings


def test_the_comments_and_the_boxes_of_libreoffice_are_told(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>à</text:p><text:p>confirmer</text:p></office:annotation>"
    body = (
        '<table:table table:name="Une"><table:shapes><custom-shape><text:p>Provisoire</text:p></custom-shape>'
        f"</table:shapes><table:table-row><table:table-cell/><table:table-cell>{note}</table:table-cell>"
        "</table:table-row></table:table>"
    )
    assert [one.message for one in read(tmp_path, ods(body), "t.ods").findings] == [
        "« Une » : 1 commentaire n'est pas lu : B1 « à confirmer ».",
        "« Une » : 1 zone de texte n'est pas lue : « Provisoire ».",
    ]
