"""The logos of the parties: pictures read, checked and made the same for every format."""

from __future__ import annotations

import warnings
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from engine.errors import Finding, InputError

ENDINGS = {"PNG": b"IEND", "JPEG": b"\xff\xd9"}
"""The formats that Word and every printer know, by Pillow's names, with what ends a picture that is whole."""

HEAVIEST = 10_000_000
"""Bytes of the heaviest logo: beyond, every contract would be too heavy to send."""

MOST_PIXELS = 50_000_000
"""The largest logo: a small file may unfold into a picture that no memory holds."""


class Picture(NamedTuple):
    """A picture that every format can print: `extension` is « png » or « jpeg », the sizes are in pixels."""

    content: bytes
    extension: str
    width: int
    height: int


class _TooBigError(Exception):
    """The picture is too heavy or too large."""


def read_picture(path: str) -> Picture:
    """Read a logo; raises InputError where it is missing, is no whole PNG or JPEG picture, or is too big."""
    try:
        return _picture(_content(Path(path)))
    except OSError as error:
        hint = "Vérifiez le chemin du logo dans la description."
        raise InputError([Finding("logo-illisible", f"Le logo « {path} » ne peut pas être lu.", hint=hint)]) from error
    except _TooBigError as error:
        hint = f"Réduisez l’image à moins de {HEAVIEST // 1_000_000} Mo et de {MOST_PIXELS // 1_000_000} mégapixels."
        raise InputError([Finding("logo-lourd", f"Le logo « {path} » est trop lourd.", hint=hint)]) from error
    except ValueError as error:
        hint = "Donnez une image PNG ou JPEG, entière."
        message = f"Le logo « {path} » n’est pas une image connue."
        raise InputError([Finding("logo-format", message, hint=hint)]) from error


def _content(path: Path) -> bytes:
    """Read a file and nothing else: a pipe or a device has no end."""
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        content = file.read(HEAVIEST + 1)
    if len(content) > HEAVIEST:
        raise _TooBigError
    return content


@lru_cache(maxsize=8)
def _picture(content: bytes) -> Picture:
    """Check a picture, and put it in the colours of a screen; raises ValueError for anything else than a picture.

    A picture in the four colours of a press is not allowed beside the sRGB of a PDF's page (ISO 19005-3, 6.2.4.3).
    """
    from PIL import Image  # noqa: PLC0415 - only for a contract with logos

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # it is measured here
        try:
            with Image.open(BytesIO(content), formats=tuple(ENDINGS)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _TooBigError
                picture.load()
                content.rindex(ENDINGS[picture.format or ""])
                if picture.mode == "CMYK":
                    file = BytesIO()
                    picture.convert("RGB").save(file, "PNG")
                    return Picture(file.getvalue(), "png", *picture.size)
                return Picture(content, str(picture.format).lower(), *picture.size)
        except Image.DecompressionBombError as error:
            raise _TooBigError from error
        except (OSError, SyntaxError, ZeroDivisionError) as error:
            raise ValueError from error
