"""The logos of the parties: pictures read once, turned, put in the colours of a screen, and the same for every format.

A picture is always written anew: what a phone or a scanner says beside the pixels (a position, a name, a date, a
miniature) never travels in a contract, and no reader of a format meets a variant of it that it does not know.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from engine.errors import Finding, InputError, Severity
from engine.writing.layout.metadata import JPEG, without_metadata
from engine.writing.layout.upright import orientation

if TYPE_CHECKING:
    from PIL import Image as Images

ENDINGS: Final = {
    "PNG": b"IEND",
    "JPEG": b"\xff\xd9",
    "MPO": b"\xff\xd9",
    "GIF": b";",
    "WEBP": b"",
    "BMP": b"",
}
"""The formats that are read, by Pillow's names, with what ends a picture that is whole; an MPO is a phone's JPEG."""

OPENED: Final = tuple(kind for kind in ENDINGS if kind != "MPO")
"""What Pillow is asked to open: it finds by itself that a JPEG is an MPO."""

HEAVIEST: Final = 10_000_000
"""Bytes of the heaviest logo that is read."""

MOST_PIXELS: Final = 50_000_000
"""The largest logo: a small file may unfold into a picture that no memory holds."""

MOST_DRAWN: Final = (1654, 614)
"""The pixels that are kept, in width and height: six hundred an inch in the largest place of a logo, 70 × 26 mm."""

LONGEST_SHAPE: Final = 50
"""How many times wider than high, or higher than wide: beyond, nothing of it would be seen in its place."""

UNREADABLE: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What Pillow raises on a picture that is cut short, altered or incoherent."""

UNKNOWN_FORMATS: Final = (
    (b"ftypheic", "Une photo HEIC d’un téléphone s’enregistre au format JPEG avant d’être donnée."),
    (b"ftypmif1", "Une photo HEIC d’un téléphone s’enregistre au format JPEG avant d’être donnée."),
    (b"<svg", "Un dessin SVG s’exporte au format PNG avant d’être donné."),
    (b"%PDF", "Exportez la page du PDF au format PNG."),
)
"""What begins the files that are often given for a logo, and what to do of them."""


class Picture(NamedTuple):
    """A picture that every format can print: `extension` is « png » or « jpeg », the sizes are in pixels."""

    content: bytes
    extension: str
    width: int
    height: int
    animated: bool = False


class _RefusedError(Exception):
    """The picture is too heavy, too large, or of a shape that cannot be printed."""

    def __init__(self, code: str, what: str, hint: str) -> None:
        super().__init__(code)
        self.code, self.what, self.hint = code, what, hint


def read_picture(path: str) -> Picture:
    """Read a logo; raises InputError where it is missing, is no whole picture, or cannot be printed."""
    file = Path(path)
    try:
        if not file.is_file():  # a pipe or a device has no end
            raise FileNotFoundError(path)
        state = file.stat()
        return _read(path, state.st_mtime_ns, state.st_size)
    except (OSError, ValueError) as error:
        hint = "Vérifiez le chemin du logo dans la description."
        raise _refusal(path, "logo-illisible", "ne peut pas être lu", hint) from error
    except _RefusedError as error:
        raise _refusal(path, error.code, error.what, error.hint) from error


def picture_of(content: bytes) -> Picture:
    """A picture that stands in another file; raises InputError where it cannot be printed."""
    try:
        return _picture(content)
    except _RefusedError as error:
        raise _refusal("image", error.code, error.what, error.hint) from error


def picture_findings(path: str) -> tuple[Finding, ...]:
    """What must be known of a logo: why it cannot be printed, or that one of its pictures alone is."""
    try:
        picture = read_picture(path)
    except InputError as error:
        return error.findings
    if not picture.animated:
        return ()
    message = f"Le logo « {_name(path)} » est animé : seule sa première image s’imprime."
    return (Finding("logo-anime", message, Severity.WARNING, hint="Donnez une image fixe, PNG ou JPEG."),)


def _refusal(path: str, code: str, what: str, hint: str) -> InputError:
    return InputError([Finding(code, f"Le logo « {path} » {what}.", hint=hint)])


def _name(path: str) -> str:
    return Path(path).name


@lru_cache(maxsize=16)
def _read(path: str, _modified: int, size: int) -> Picture:
    """Read a file once a process, as long as it does not change."""
    if size > HEAVIEST:
        raise _too_big()
    with Path(path).open("rb") as file:
        content = file.read(HEAVIEST + 1)
    if len(content) > HEAVIEST:
        raise _too_big()
    return _picture(content)


def _too_big() -> _RefusedError:
    limits = f"{HEAVIEST // 1_000_000} Mo et de {MOST_PIXELS // 1_000_000} mégapixels"
    return _RefusedError("logo-lourd", "est trop lourd", f"Réduisez l’image à moins de {limits}.")


def _unknown(content: bytes) -> _RefusedError:
    told = next((hint for start, hint in UNKNOWN_FORMATS if start in content[:1000]), "")
    hint = told or "Donnez une image PNG ou JPEG, entière."
    return _RefusedError("logo-format", "n’est pas une image connue", hint)


@lru_cache(maxsize=16)
def _picture(content: bytes) -> Picture:
    """Decode a picture and write it anew; raises _RefusedError for what cannot be printed."""
    from PIL import Image  # noqa: PLC0415 - only for a contract with logos

    if content.startswith(JPEG):  # Pillow reads at once what a device says there, and warns of what it says wrongly
        content = without_metadata(content)
    with _whole_only():
        try:
            with _opened(content) as picture:
                kind = picture.format or ""
                _measured(*picture.size)
                picture.load()
                content.rindex(ENDINGS[kind])
                animated = kind != "MPO" and bool(getattr(picture, "is_animated", False))
                drawn = _fitted(_screen(_turned(picture)))
                return _written(drawn, photograph=kind in ("JPEG", "MPO"))._replace(animated=animated)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_big() from error
        except (*UNREADABLE, Warning) as error:  # a warning, where the application makes errors of them
            raise _unknown(content) from error


def _opened(content: bytes) -> Images.Image:
    """The picture, in one of the formats that are read; Pillow's own opening measures it too, and warns."""
    from PIL import Image  # noqa: PLC0415

    Image.preinit()
    Image.init()
    for factory, accepts in (Image.OPEN[kind] for kind in OPENED):
        if accepts is None or accepts(content[:16]) is True:
            return factory(BytesIO(content), "")
    raise ValueError


_STRICT = Lock()


@contextmanager
def _whole_only() -> Iterator[None]:
    """Have Pillow refuse a picture cut short, whatever the application asks of it for its own.

    That is one answer for the whole process: it is touched only where it is not the usual one, by a thread at a time.
    """
    from PIL import ImageFile  # noqa: PLC0415

    if not ImageFile.LOAD_TRUNCATED_IMAGES:
        yield
        return
    with _STRICT:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = True


def _measured(width: int, height: int) -> None:
    if not width or not height:
        raise ValueError
    if width * height > MOST_PIXELS:
        raise _too_big()
    if max(width, height) > LONGEST_SHAPE * min(width, height):
        what = f"est une bande de {width} × {height} pixels, qui ne se verrait pas une fois imprimée"
        hint = f"Donnez une image dont un côté est au plus {LONGEST_SHAPE} fois l’autre."
        raise _RefusedError("logo-forme", what, hint)


def _turned(picture: Images.Image) -> Images.Image:
    """The picture upright, as the device that took it says; one that says it badly is left as it is."""
    from PIL.Image import Transpose  # noqa: PLC0415

    said = picture.info.get("XML:com.adobe.xmp") or picture.info.get("xmp") or b""
    xmp = said.encode() if isinstance(said, str) else said
    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    turn = turns.get(orientation(picture.info.get("exif", b""), xmp))
    return picture if turn is None else picture.transpose(turn)


def _screen(picture: Images.Image) -> Images.Image:
    """The picture in eight bits of grey or of sRGB, with its transparency.

    A picture in the four colours of a press is not allowed beside the sRGB of a PDF's page (ISO 19005-3, 6.2.4.3).
    """
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):
        # Sixteen bits a pixel, which Pillow's own conversion would cut at 255.
        picture = picture.convert("I").point(lambda level: level * (1 / 257) + 0).convert("L")
    elif picture.has_transparency_data:
        picture = picture.convert("RGBA")
    elif picture.mode not in ("L", "RGB", "CMYK"):
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    if profile:
        picture = _profiled(picture, profile)
    return picture if picture.mode in ("L", "RGB", "RGBA") else picture.convert("RGB")


def _profiled(picture: Images.Image, profile: bytes) -> Images.Image:
    """The colours that the picture's profile means, in sRGB; a profile that nobody can read is left out."""
    from PIL import ImageCms  # noqa: PLC0415

    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    with suppress(ImageCms.PyCMSError, ImportError, *UNREADABLE):
        source, screen = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, screen, outputMode=mode) or picture
    return picture


def _fitted(picture: Images.Image) -> Images.Image:
    """The picture with no more pixels than its place can show."""
    from PIL import Image  # noqa: PLC0415

    scale = min(1, MOST_DRAWN[0] / picture.width, MOST_DRAWN[1] / picture.height)
    if scale == 1:
        return picture
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _written(picture: Images.Image, *, photograph: bool) -> Picture:
    """Write the pixels and nothing else."""
    from PIL import Image  # noqa: PLC0415

    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    file = BytesIO()
    if photograph:
        bare.save(file, "JPEG", quality=95, subsampling=0)
    else:
        bare.save(file, "PNG", optimize=True)
    return Picture(file.getvalue(), "jpeg" if photograph else "png", *bare.size)
