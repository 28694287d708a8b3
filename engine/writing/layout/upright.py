"""Which way is up in a picture, as the device that took it says.

Pillow warns of what is damaged in these data, and a warning can only be silenced for every thread of the process: they
are read here instead. Sources: CIPA DC-008 (Exif), 4.6.2 and 4.6.4; Adobe's XMP for TIFF.
"""

from __future__ import annotations

from typing import Final, Literal

from models.regexes import regex

TAG: Final = 0x0112
_UPRIGHT = 1
_TURNED = range(2, 9)
_SIZES = {1: 1, 3: 2, 4: 4}
"""The bytes of a number, by its type: BYTE, SHORT, LONG."""
_IN_XMP = regex(rb'tiff:Orientation(?:="|>)([0-9])')
_ORDERS: dict[bytes, Literal["little", "big"]] = {b"II": "little", b"MM": "big"}


def orientation(exif: bytes, xmp: bytes = b"") -> int:
    """From 1 (upright, or nothing says otherwise) to 8: Exif's, or else that of XMP."""
    said = _of_exif(exif.removeprefix(b"Exif\0\0"))
    if said is None and (found := _IN_XMP.search(xmp)):
        said = int(found[1])
    return said if said is not None and said in _TURNED else _UPRIGHT


def _of_exif(data: bytes) -> int | None:
    """The value of the tag in the first directory, None where it has none, or is no directory."""
    order = _ORDERS.get(data[:2])
    if order is None:
        return None
    first = int.from_bytes(data[4:8], order)
    for at in range(first + 2, first + 2 + 12 * int.from_bytes(data[first : first + 2], order), 12):
        entry = data[at : at + 12]
        if int.from_bytes(entry[:2], order) == TAG and len(entry) == 12:
            return int.from_bytes(entry[8 : 8 + _SIZES.get(int.from_bytes(entry[2:4], order), 0)], order)
    return None
