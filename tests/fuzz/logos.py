"""Pictures as people give them for a logo: of any kind, turned, damaged, or of another trade."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Final

from hypothesis import strategies as st
from PIL import Image

from tests.fuzz.essais import lots

_MODES: Final = {
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "JPEG": ("L", "RGB", "CMYK"),
    "GIF": ("1", "L", "P", "RGB"),
    "BMP": ("1", "L", "P", "RGB"),
    "WEBP": ("RGB", "RGBA"),
    "TIFF": ("1", "L", "RGB", "CMYK", "I;16"),
    "PPM": ("RGB",),
}
_OTHERS: Final = (
    b"",
    b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    b"%PDF-1.7",
    b"\0\0\0\x18ftypheic",
    b"GIF89a",
    b"BM",
)
_ORIENTATION: Final = 0x0112


@st.composite
def logos(draw: st.DrawFn) -> bytes:
    """A picture, as it was made or damaged."""
    if draw(st.integers(0, 15)) == 0:
        return draw(st.sampled_from(_OTHERS))
    kind = draw(st.sampled_from(sorted(_MODES)))
    size = (draw(st.integers(1, 60)), draw(st.integers(1, 60)))
    picture = Image.new(draw(st.sampled_from(_MODES[kind])), size)
    exif = Image.Exif()
    exif[_ORIENTATION] = draw(st.integers(0, 9))
    exif[0x8825] = {1: "N", 2: (48.0, 6.0, 30.0)}
    out = BytesIO()
    more = {"exif": exif} if kind in ("JPEG", "PNG", "WEBP") and draw(st.booleans()) else {}
    picture.save(out, kind, **more)
    return _damaged(out.getvalue(), draw(lots())) if draw(st.booleans()) else out.getvalue()


def _damaged(content: bytes, lot: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(lot.randint(1, 3)):
        match lot.randrange(3):
            case 0 if changed:
                changed[lot.randrange(len(changed))] = lot.randrange(256)
            case 1:
                del changed[lot.randrange(len(changed) + 1) :]
            case _:
                at = lot.randrange(len(changed) + 1)
                changed[at:at] = bytes(lot.randrange(256) for _ in range(lot.randint(1, 40)))
    return bytes(changed)
