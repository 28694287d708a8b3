"""Logos in the header of the first page."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from engine.document import Document, Letterhead, Paragraph, Text
from engine.errors import InputError
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.writer import write_docx
from engine.writing.layout.pictures import read_picture


def png(width: int, height: int) -> bytes:
    """A grey picture of that many pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def with_logo(contract: Callable[..., Document], tmp_path: Path) -> Callable[[bytes], Document]:
    """A contract whose authority has a logo of these bytes."""

    def make(content: bytes) -> Document:
        logo = tmp_path / "logo.png"
        logo.write_bytes(content)
        letterhead = Letterhead("Contrat", ("Département d’Exemple",), "Association Exemple", authority_logo=str(logo))
        return replace(contract(Paragraph((Text("Corps"),))), letterhead=letterhead)

    return make


def first_header(document: Document) -> str:
    written = write_docx(document, load_letterhead(None))
    docx.Document(BytesIO(written))
    with ZipFile(BytesIO(written)) as archive:
        return archive.read("word/header1.xml").decode()


def refused(document: Document) -> str:
    with pytest.raises(InputError) as raised:
        write_docx(document, load_letterhead(None))
    return str(raised.value)


def test_a_logo_takes_the_place_of_the_name_and_says_it_to_screen_readers(
    with_logo: Callable[[bytes], Document],
) -> None:
    document = with_logo(png(400, 100))
    header = first_header(document)
    assert 'descr="Logo : Département d’Exemple"' in header
    assert ">Département d’Exemple<" not in header
    assert ">Association Exemple<" in header
    with ZipFile(BytesIO(write_docx(document, load_letterhead(None)))) as archive:
        assert archive.read("word/media/logo_autorite.png") == read_picture(document.letterhead.authority_logo).content


@pytest.mark.parametrize(("width", "height", "millimetres"), [(400, 100, (55, 13.75)), (100, 100, (22, 22))])
def test_a_logo_is_scaled_to_its_place_and_keeps_its_shape(
    with_logo: Callable[[bytes], Document], width: int, height: int, millimetres: tuple[float, float]
) -> None:
    across, down = (round(length * 36_000) for length in millimetres)
    assert f'cx="{across}" cy="{down}"' in first_header(with_logo(png(width, height)))


def test_without_logos_the_names_are_printed(sample: Document) -> None:
    header = first_header(sample)
    assert "<w:drawing" not in header
    assert "Association Exemple &lt;aide&gt;" in header


def test_a_logo_that_is_not_there_is_told(with_logo: Callable[[bytes], Document]) -> None:
    document = with_logo(png(1, 1))
    Path(document.letterhead.authority_logo).unlink()
    assert "[logo-illisible] Le logo « " in refused(document)


@pytest.mark.parametrize("content", [b"", b"GIF89a", png(9, 9)[:20], png(9, 9)[:-12], png(0, 0)])
def test_what_is_no_whole_picture_is_told(with_logo: Callable[[bytes], Document], content: bytes) -> None:
    message = refused(with_logo(content))
    assert "[logo-format]" in message
    assert "Donnez une image PNG ou JPEG, entière." in message


def test_a_logo_too_heavy_to_send_is_told(with_logo: Callable[[bytes], Document]) -> None:
    assert "[logo-lourd]" in refused(with_logo(png(1, 1) + b"\0" * 10_000_000))
