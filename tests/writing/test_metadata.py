"""A picture loses what it says of whoever took it, and nothing of its drawing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from engine.document import Document
from engine.writing import written
from engine.writing.layout.metadata import without_metadata
from tests.writing.test_docx_letterhead import NEUTRAL

DRAWING = Image.effect_mandelbrot((64, 48), (-2, -1, 1, 1), 50).convert("RGB")


def picture(kind: str, *, turned: int = 6) -> bytes:
    """A picture that says where it was taken, with words of its own."""
    exif, info, held = Image.Exif(), PngImagePlugin.PngInfo(), BytesIO()
    exif[0x0112], exif[0x010E], exif[0x8825] = turned, "chez moi", {1: "N", 2: (48.0, 1.0, 2.0)}
    info.add_itxt("XML:com.adobe.xmp", "<x>chez moi</x>")
    info.add_text("Comment", "chez moi")
    more = {"pnginfo": info} if kind == "PNG" else {"comment": b"chez moi"}
    DRAWING.save(held, kind, exif=exif, **more)
    return held.getvalue() + b"chez moi, encore"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_is_said_and_the_drawing_is_the_same(kind: str) -> None:
    content = picture(kind)
    bare = without_metadata(content)
    assert b"chez moi" in content
    assert b"chez moi" not in bare
    assert Image.open(BytesIO(bare)).tobytes() == Image.open(BytesIO(content)).tobytes()
    assert without_metadata(bare) == bare


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_which_way_is_up_is_kept(turned: int) -> None:
    exif = Image.open(BytesIO(without_metadata(picture("JPEG", turned=turned)))).getexif()
    assert dict(exif) == ({} if turned == 1 else {0x0112: turned})


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", picture("JPEG")[:30]])
def test_what_is_damaged_or_unknown_is_left_as_it_is(content: bytes) -> None:
    assert without_metadata(content) == content


@given(st.sampled_from(["JPEG", "PNG"]), st.integers(0, 2_000), st.binary(max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_damage_is_harmless(kind: str, at: int, noise: bytes) -> None:
    content = picture(kind)
    without_metadata(content[:at] + noise + content[at + len(noise) :])


def test_a_photograph_of_a_letterhead_takes_nothing_into_contracts(sample: Document, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(picture("JPEG"))
    word = docx.Document(BytesIO(NEUTRAL.read_bytes()))
    word.sections[0].header.paragraphs[0].add_run().add_picture(str(tmp_path / "photo.jpg"))
    word.save(str(tmp_path / "charte.docx"))
    content, _ = written(sample, "docx", tmp_path / "charte.docx")
    with ZipFile(BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if b"chez moi" in archive.read(name)]
