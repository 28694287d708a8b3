"""A logo is read once and for all: what one format prints, every format prints; the rest is told."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageFile, PngImagePlugin

from engine.errors import InputError
from engine.writing.layout.pictures import HEAVIEST, MOST_DRAWN, MOST_PIXELS, Picture, picture_findings, read_picture


def written(tmp_path: Path, kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Path:
    file = tmp_path / f"logo.{kind.lower()}"
    Image.new(mode, size).save(file, kind)
    return file


def refused(path: Path | str) -> str:
    with pytest.raises(InputError) as told:
        read_picture(str(path))
    (finding,) = told.value.findings
    return finding.code


def pixels(picture: Picture) -> Image.Image:
    with Image.open(BytesIO(picture.content)) as opened:
        opened.load()
        return opened


def colour(picture: Picture, x: int, y: int) -> tuple[int, ...]:
    found = pixels(picture).convert("RGB").getpixel((x, y))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("kind", "mode", "read"),
    [
        ("PNG", "RGBA", "RGBA"),
        ("PNG", "P", "RGB"),
        ("PNG", "1", "L"),
        ("PNG", "LA", "RGBA"),
        ("PNG", "I;16", "L"),
        ("JPEG", "L", "L"),
        ("GIF", "P", "RGB"),
        ("BMP", "RGB", "RGB"),
        ("WEBP", "RGBA", "RGBA"),
    ],
)
def test_a_picture_is_written_anew_in_the_colours_of_a_screen(tmp_path: Path, kind: str, mode: str, read: str) -> None:
    picture = read_picture(str(written(tmp_path, kind, mode)))
    assert picture.extension == ("jpeg" if kind == "JPEG" else "png")
    assert (pixels(picture).mode, pixels(picture).size) == (read, (40, 20))


def test_sixteen_bits_a_pixel_keep_their_greys(tmp_path: Path) -> None:
    grey = Image.new("I;16", (2, 1))
    grey.putpixel((0, 0), 65535)
    grey.putpixel((1, 0), 32896)
    grey.save(tmp_path / "logo.png")
    shown = pixels(read_picture(str(tmp_path / "logo.png")))
    assert [shown.getpixel((x, 0)) for x in (0, 1)] == [255, 128]


def test_the_transparent_colour_of_a_palette_stays_transparent(tmp_path: Path) -> None:
    drawn = Image.new("P", (2, 1))
    drawn.putpalette([255, 0, 0, 0, 255, 0])
    drawn.putpixel((1, 0), 1)
    drawn.save(tmp_path / "logo.png", transparency=1)
    shown = pixels(read_picture(str(tmp_path / "logo.png")))
    assert [shown.getpixel((x, 0)) for x in (0, 1)] == [(255, 0, 0, 255), (0, 255, 0, 0)]


@pytest.mark.parametrize("turn", range(2, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_taken_sideways_stands_upright(tmp_path: Path, kind: str, turn: int) -> None:
    upright = Image.new("RGB", (32, 16), "white")
    upright.paste("red", (0, 0, 16, 8))
    undone = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the Transpose that gives back what EXIF 274 turns
    exif = Image.Exif()
    exif[274] = turn
    stored = upright.transpose(Image.Transpose(undone[turn]))
    options = {"lossless": True} if kind == "WEBP" else {"quality": 95} if kind == "JPEG" else {}
    stored.save(tmp_path / "logo", kind, exif=exif, **options)
    picture = read_picture(str(tmp_path / "logo"))
    assert (picture.width, picture.height) == (32, 16)
    assert colour(picture, 3, 3)[1] < 60
    assert colour(picture, 28, 12)[1] > 200


def test_what_a_phone_says_of_where_it_was_is_dropped(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[271] = "Telephone Exemple"
    exif.get_ifd(0x8825)[2] = (48.0, 7.0, 0.0)
    Image.new("RGB", (40, 20)).save(tmp_path / "logo.jpg", exif=exif, comment=b"SECRET", dpi=(72, 72))
    content = read_picture(str(tmp_path / "logo.jpg")).content
    assert b"Telephone" in (tmp_path / "logo.jpg").read_bytes()
    assert not any(said in content for said in (b"Telephone", b"SECRET", b"Exif"))
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "SECRET")
    Image.new("RGB", (40, 20)).save(tmp_path / "logo.png", pnginfo=text)
    assert b"SECRET" not in read_picture(str(tmp_path / "logo.png")).content


def test_the_jpeg_of_a_phone_that_holds_several_pictures_is_read(tmp_path: Path) -> None:
    first, second = Image.new("RGB", (40, 20), "red"), Image.new("RGB", (20, 10), "blue")
    first.save(tmp_path / "logo.jpg", "MPO", save_all=True, append_images=[second])
    picture = read_picture(str(tmp_path / "logo.jpg"))
    assert (picture.extension, picture.width, picture.height) == ("jpeg", 40, 20)
    assert picture_findings(str(tmp_path / "logo.jpg")) == ()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_the_first_picture_of_an_animation_is_taken_and_told(tmp_path: Path, kind: str) -> None:
    first, second = Image.new("RGB", (40, 20), "red"), Image.new("RGB", (40, 20), "blue")
    first.save(tmp_path / "logo", kind, save_all=True, append_images=[second])
    assert colour(read_picture(str(tmp_path / "logo")), 0, 0)[0] > 200
    (told,) = picture_findings(str(tmp_path / "logo"))
    assert (told.code, told.severity.value) == ("logo-anime", "avertissement")
    assert "seule sa première image s’imprime" in told.message


def test_a_profile_of_colours_is_followed_then_left_out(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()  # of other colours: left out
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for colours in (profile, srgb, b"rien"):
        Image.new("RGB", (40, 20), (10, 120, 200)).save(tmp_path / "logo.png", icc_profile=colours)
        picture = read_picture(str(tmp_path / "logo.png"))
        assert "icc_profile" not in pixels(picture).info
        assert max(abs(a - b) for a, b in zip(colour(picture, 0, 0), (10, 120, 200), strict=True)) <= 2


def test_no_more_pixels_are_kept_than_a_page_shows(tmp_path: Path) -> None:
    picture = read_picture(str(written(tmp_path, "PNG", "RGB", (4000, 1000))))
    assert (picture.width, picture.height) == (MOST_DRAWN[0], round(MOST_DRAWN[0] / 4))


@pytest.mark.parametrize("size", [(40_000, 1), (1, 40_000), (5100, 100)])
def test_a_strip_that_nobody_would_see_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    assert refused(written(tmp_path, "PNG", "RGB", size)) == "logo-forme"


def test_the_colours_of_a_press_become_those_of_a_screen(tmp_path: Path) -> None:
    picture = read_picture(str(written(tmp_path, "JPEG", "CMYK")))
    assert (pixels(picture).mode, pixels(picture).size) == ("RGB", (40, 20))


@pytest.mark.parametrize("kind", ["TIFF", "ICO", "PDF"])
def test_other_formats_are_refused(tmp_path: Path, kind: str) -> None:
    assert refused(written(tmp_path, kind)) == "logo-format"


@pytest.mark.parametrize(
    ("content", "advice"),
    [(b"\0\0\0\x18ftypheic", "HEIC"), (b"<?xml version='1.0'?><svg/>", "SVG"), (b"%PDF-1.7", "page du PDF")],
)
def test_what_is_often_given_for_a_logo_is_told_how_to_save(tmp_path: Path, content: bytes, advice: str) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    (told,) = picture_findings(str(tmp_path / "logo.png"))
    assert advice in told.hint


@pytest.mark.parametrize("lax", [True, False])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_a_picture_cut_anywhere_is_refused_whatever_a_library_asks_of_pillow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, *, lax: bool
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lax)
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


def test_a_logo_that_changes_is_read_again(tmp_path: Path) -> None:
    first = read_picture(str(written(tmp_path, "PNG")))
    assert read_picture(str(tmp_path / "logo.png")) is first
    assert read_picture(str(written(tmp_path, "PNG", "RGB", (60, 20)))).width == 60
