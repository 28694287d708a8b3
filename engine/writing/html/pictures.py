"""Logos, put in the page itself: a contract then refers to no other file."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from engine.errors import Finding, InputError

KINDS = {"PNG": "image/png", "JPEG": "image/jpeg"}
"""The pictures that every writer can print, by Pillow's names."""


def picture_address(path: str) -> str:
    """Write the picture of a file as a « data: » address; raises InputError where it cannot be read."""
    try:
        return _address(Path(path).read_bytes())
    except ValueError as error:
        message = f"Le logo « {path} » n’est pas une image PNG ou JPEG en bon état."
        hint = "Enregistrez-le de nouveau au format PNG ou JPEG."
        raise InputError([Finding("logo-format", message, hint=hint)]) from error
    except OSError as error:
        message = f"Le logo « {path} » ne peut pas être lu."
        hint = "Vérifiez son chemin dans la description."
        raise InputError([Finding("logo-illisible", message, hint=hint)]) from error


@lru_cache(maxsize=8)
def _address(content: bytes) -> str:
    """Write a picture as an address, in the colours of a screen; raises ValueError for anything else than a picture.

    A picture in the four colours of a press is not allowed beside the sRGB of the page (ISO 19005-3, 6.2.4.3).
    """
    from PIL import Image  # noqa: PLC0415 - only for a contract with logos

    try:
        with Image.open(BytesIO(content), formats=tuple(KINDS)) as picture:
            picture.load()
            kind = picture.format or ""
            if picture.mode == "CMYK":
                file = BytesIO()
                picture.convert("RGB").save(file, "PNG")
                kind, content = "PNG", file.getvalue()
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError from error
    return f"data:{KINDS[kind]};base64,{b64encode(content).decode()}"
