"""Files that are no workbook, or that would harm: each is refused in a sentence, and never opened further."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from engine.containers import Limits
from engine.errors import Finding, InputError
from engine.importing import archive, spreadsheet
from engine.importing.spreadsheet import read_workbook

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
PARTS = {
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Feuille" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    SHEET: f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>12</v></c></row></sheetData></worksheet>',
}


BROKEN = "[classeur-illisible] ce classeur est tronqué ou abîmé."
NO_XLSX = "[classeur-illisible] c'est {}, et non un classeur .xlsx."


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def refusal(folder: Path, data: bytes) -> str:
    file = folder / "classeur.xlsx"
    file.write_bytes(data)
    with pytest.raises(InputError) as stopped:
        read_workbook(file)
    (found,) = stopped.value.findings
    assert found.hint
    assert found.place
    assert found.place.file == str(file)
    return f"[{found.code}] {found.message}"


def compound(stream: str) -> bytes:
    """The beginning of an OLE compound file whose directory names one stream ([MS-CFB], 2.6.1)."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    name = stream.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 2 * len(stream) + 2, 2, 1)
    return header + name.ljust(128, b"\0")


def test_the_smallest_workbook_is_read(tmp_path: Path) -> None:
    file = tmp_path / "classeur.xlsx"
    file.write_bytes(zipped(PARTS))
    (sheet,) = read_workbook(file).sheets
    assert (sheet.name, {at: str(one.value) for at, one in sheet.cells.items()}) == ("Feuille", {(1, 1): "12"})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "[classeur-illisible] ce n'est pas un classeur .xlsx."),
        (b"annee;heures\n2024;12\n", "[classeur-illisible] ce n'est pas un classeur .xlsx."),
        (b"PK\x03\x04" + b"\0" * 40, BROKEN),
        (zipped(PARTS)[:-60], BROKEN),
        (zipped(PARTS)[:200], BROKEN),
        (compound("EncryptedPackage"), "[classeur-chiffre] ce classeur est chiffré : il s'ouvre avec un mot de passe."),
        (compound("Workbook"), "[classeur-ancien] ce classeur est dans un ancien format (.xls)."),
        (
            zipped({"mimetype": "x", "content.xml": "<a/>"}),
            NO_XLSX.format("un fichier de LibreOffice qui n'est pas un classeur"),
        ),
        (zipped({"Index/Document.iwa": "x"}), NO_XLSX.format("un classeur de Numbers (.numbers)")),
        (zipped({"word/document.xml": "<a/>"}), NO_XLSX.format("un document Word")),
        (zipped({"xl/workbook.bin": "x"}), NO_XLSX.format("un classeur binaire (.xlsb)")),
        (zipped({"a.txt": "a"}), "[classeur-illisible] cette archive ne contient pas de classeur."),
        (zipped({**PARTS, SHEET: "<worksheet><row>"}), BROKEN),
        (zipped({**PARTS, SHEET: ""}), BROKEN),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_said(tmp_path: Path, data: bytes, said: str) -> None:
    assert refusal(tmp_path, data) == said


def test_a_part_that_is_missing(tmp_path: Path) -> None:
    parts = {name: content for name, content in PARTS.items() if "sheet1" not in name}
    assert refusal(tmp_path, zipped(parts)) == BROKEN


def declared(size: int) -> bytes:
    """A workbook of some hundred bytes, whose sheet announces `size` bytes."""
    data = bytearray(zipped(PARTS))
    name = SHEET.encode()
    central = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    data[central + 24 : central + 28] = struct.pack("<I", size)
    return bytes(data)


TOO_LARGE = "[classeur-trop-gros] ce classeur n'a pas été lu : une fois décompressé, il prendrait trop de place."


def test_a_part_that_announces_gigabytes_is_not_opened(tmp_path: Path) -> None:
    assert refusal(tmp_path, declared(4_000_000_000)) == TOO_LARGE


def test_a_part_that_lies_about_its_size_is_not_read_to_its_end(tmp_path: Path) -> None:
    assert refusal(tmp_path, declared(10)) == BROKEN


def test_a_part_that_expands_a_thousand_times_is_not_opened(tmp_path: Path) -> None:
    bomb = zipped({**PARTS, "xl/media/image1.png": b"\0" * 5_000_000})
    assert len(bomb) < 10_000
    assert refusal(tmp_path, bomb) == TOO_LARGE


def test_thousands_of_parts_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LIMITS", Limits(parts=20))
    assert refusal(tmp_path, zipped({**PARTS, **{f"{n}.xml": "" for n in range(20)}})) == TOO_LARGE


def test_millions_of_cells_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 50)
    cells = "".join(f'<row><c t="inlineStr"><is><t>{n}</t></is></c></row>' for n in range(60))
    parts = {
        **PARTS,
        SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    }
    said = "[classeur-trop-gros] ce classeur n'a pas été lu : il a plus de 50 cellules remplies."
    assert refusal(tmp_path, zipped(parts)) == said
    monkeypatch.setattr(archive, "LIMITS", Limits(tags=50))
    assert refusal(tmp_path, zipped(parts)).endswith("une de ses feuilles a des millions de cellules.")


def test_a_file_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "classeur.xlsx"
    with huge.open("wb") as file:
        file.truncate(3_000_000_000)
    with pytest.raises(InputError, match=r"\[fichier-trop-gros\] le fichier dépasse 20 Mo"):
        read_workbook(huge)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "latin-1", "cp037"])
@pytest.mark.parametrize("part", [name for name in PARTS if "rels" not in name])
def test_entities_are_never_expanded(tmp_path: Path, part: str, encoding: str) -> None:
    """« cp037 » is EBCDIC, in which nothing of the definition looks like itself."""
    laughing = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}{PARTS[part]}'.replace("12", "&b;&c;")
    said = refusal(tmp_path, zipped({**PARTS, part: laughing.encode(encoding)}))
    assert said.startswith(("[classeur-entites]", "[classeur-illisible]"))


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    data = bytearray(zipped(PARTS))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature)
        data[at + flags] |= 1
    assert refusal(tmp_path, bytes(data)).startswith("[classeur-chiffre] ce classeur est chiffré")


def test_cells_at_the_ends_of_a_sheet_take_no_room(tmp_path: Path) -> None:
    far = PARTS[SHEET].replace("</row>", '</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    file = tmp_path / "classeur.xlsx"
    file.write_bytes(zipped({**PARTS, SHEET: far}))
    (sheet,) = read_workbook(file).sheets
    assert list(sheet.cells) == [(1, 1), (1_048_576, 16_384)]


def saved() -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    page["A1"], page["B2"], page["C3"] = "Heures", 12.5, "=B2*2"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


WHOLE = saved()


def told(file: Path) -> tuple[Finding, ...]:
    try:
        read_workbook(file)
    except InputError as error:
        return error.findings
    return ()


@given(at=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255), cut=st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_damage_is_told_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int, cut: bool
) -> None:
    file = tmp_path_factory.mktemp("abime") / "classeur.xlsx"
    file.write_bytes(WHOLE[:at] if cut else WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :])
    assert all(one.hint and one.place for one in told(file))


@given(text=st.text(alphabet='<>/"=rcstv1A &;x', max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_sheet_is_told_or_harmless(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Well packed, whatever its XML says."""
    file = tmp_path_factory.mktemp("feuille") / "classeur.xlsx"
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{text}</sheetData></worksheet>'
    file.write_bytes(zipped({**PARTS, SHEET: sheet}))
    assert all(one.hint and one.place for one in told(file))
