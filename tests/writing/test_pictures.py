"""A logo is read once and for all: what one format prints, every format prints; the rest is told."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from engine.errors import InputError
from engine.writing.pictures import HEAVIEST, MOST_PIXELS, read_picture


def written(tmp_path: Path, kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Path:
    file = tmp_path / f"logo.{kind.lower()}"
    Image.new(mode, size).save(file, kind)
    return file


def refused(path: Path | str) -> str:
    with pytest.raises(InputError) as told:
        read_picture(str(path))
    (finding,) = told.value.findings
    return finding.code


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("JPEG", "L")])
def test_a_picture_is_kept_as_it_is(tmp_path: Path, kind: str, mode: str) -> None:
    file = written(tmp_path, kind, mode)
    assert read_picture(str(file)) == (file.read_bytes(), kind.lower(), 40, 20)


def test_the_colours_of_a_press_become_those_of_a_screen(tmp_path: Path) -> None:
    picture = read_picture(str(written(tmp_path, "JPEG", "CMYK")))
    assert picture.extension == "png"
    with Image.open(BytesIO(picture.content)) as screen:
        assert (screen.mode, screen.size) == ("RGB", (40, 20))


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_formats_are_refused(tmp_path: Path, kind: str) -> None:
    assert refused(written(tmp_path, kind)) == "logo-format"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_cut_anywhere_is_refused(tmp_path: Path, kind: str) -> None:
    whole = written(tmp_path, kind).read_bytes()
    for length in range(0, len(whole) - 8, 7):
        cut = tmp_path / "coupe.png"
        cut.write_bytes(whole[:length])
        assert refused(cut) == "logo-format", length


def test_a_small_file_that_unfolds_into_a_huge_picture_is_refused(tmp_path: Path) -> None:
    for width in (MOST_PIXELS // 1000 + 1, MOST_PIXELS // 250):
        assert refused(written(tmp_path, "PNG", "1", (width, 1000))) == "logo-lourd"


def test_a_heavy_file_is_not_read(tmp_path: Path) -> None:
    heavy = tmp_path / "logo.png"
    with heavy.open("wb") as file:
        file.truncate(HEAVIEST * 100)
    assert refused(heavy) == "logo-lourd"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "boucle.png").symlink_to("boucle.png")
    os.mkfifo(tmp_path / "tube.png")
    for name in ("absent.png", "boucle.png", "tube.png", ".", "x" * 5000):
        assert refused(tmp_path / name) == "logo-illisible"
    assert refused("/dev/zero") == "logo-illisible"
