"""A font of empty boxes, made for the few characters that no shipped font draws.

PDF/A-3 (ISO 19005-3, 6.2.11.8) and PDF/UA-1 (ISO 14289-1, 7.21.8) refuse a file where a glyph is missing. One box for
each character keeps the file valid, shows that something stands there, and lets the character be copied and searched.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from io import BytesIO

FAMILY = "Caracteres sans police"
UNITS_PER_EM = 1000
WIDTH, HEIGHT, STROKE, MARGIN = 600, 700, 50, 60


def stand_in_sheet(characters: Iterable[str]) -> str:
    """Write the style sheet that gives a font to these characters; the same characters give the same bytes."""
    font = b64encode(stand_in_font(characters)).decode()
    return f'@font-face {{ font-family: "{FAMILY}"; src: url(data:font/ttf;base64,{font}) }}'


def stand_in_font(characters: Iterable[str]) -> bytes:
    """Build a TrueType font that draws each character as an empty box, and the space."""
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 - rarely needed

    names = {ord(character): f"u{ord(character):05X}" for character in sorted({*characters, " "})}
    order = [".notdef", *names.values()]
    glyphs = dict.fromkeys(order, _box()) | {names[ord(" ")]: _nothing()}
    builder = FontBuilder(UNITS_PER_EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(order, (WIDTH, MARGIN)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular", "psName": FAMILY.replace(" ", "")})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.font.recalcTimestamp = False
    builder.updateHead(created=0, modified=0)
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


def _nothing() -> object:
    """Draw the space, which stands as well for what joins letters or turns their direction."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    return TTGlyphPen(None).glyph()


def _box() -> object:
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    pen = TTGlyphPen(None)
    outside = (MARGIN, 0, WIDTH - MARGIN, HEIGHT)
    inside = (MARGIN + STROKE, STROKE, WIDTH - MARGIN - STROKE, HEIGHT - STROKE)
    for (left, bottom, right, top), clockwise in ((outside, True), (inside, False)):
        corners = [(left, bottom), (left, top), (right, top), (right, bottom)]
        first, *others = corners if clockwise else corners[::-1]
        pen.moveTo(first)
        for corner in others:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()
