"""What a picture says beside its drawing (where and when it was taken, by whom), taken out; the drawing is not touched.

Sources: ITU-T T.81, annex B (segments of JPEG); ISO/IEC 15948, 5.3 (chunks of PNG); CIPA DC-008 (Exif).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from engine.writing.layout.upright import TAG, orientation

JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_SCAN, _COMMENT = 0xDA, 0xFE
_KEPT = {0xE0: b"", 0xE2: b"ICC_PROFILE", 0xEE: b"Adobe"}
"""The segments of applications that say how to draw: density, colours."""
_SAID = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")


def without_metadata(content: bytes) -> bytes:
    """A JPEG or a PNG with what draws it, which way is up included; anything else, or what is damaged, as it is."""
    with suppress(ValueError, IndexError, OSError, SyntaxError):
        if content.startswith(JPEG):
            return b"".join(_segments(content))
        if content.startswith(_PNG):
            return b"".join(_chunks(content))
    return content


def _segments(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    turned = orientation(_exif(content), content)
    if turned != 1:
        from PIL import Image  # noqa: PLC0415 - only for a picture that is to be turned

        exif = Image.Exif()
        exif[TAG] = turned
        said = exif.tobytes()
        yield b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said
    at = 2
    while content[at] == 0xFF:
        kind, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if kind == _SCAN:
            end = content.rfind(b"\xff\xd9")
            yield content[at : end + 2 if end > at else None]
            return
        if _is_drawing(kind, content[at + 4 : at + 2 + size]):
            yield content[at : at + 2 + size]
        at += 2 + size
    raise ValueError("not a segment")


def _exif(content: bytes) -> bytes:
    """What the device says in the segment of its own, from its mark on."""
    at = content.find(b"Exif\0\0")
    return content[at:] if at >= 0 else b""


def _is_drawing(kind: int, said: bytes) -> bool:
    if kind in _KEPT:
        return said.startswith(_KEPT[kind])
    return not (0xE0 <= kind <= 0xEF or kind == _COMMENT)


def _chunks(content: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    yield content[:at]
    while at < len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind not in _SAID:
            yield content[at : at + 12 + size]
        at += 12 + size
        if kind == b"IEND":
            return
    raise ValueError("no end")
