"""How the cells of a workbook are shown: what makes of a number a date or a percentage, and what is struck through.

Source: ECMA-376, part 1, 18.8.10 (formats of cells), 18.8.22 (fonts), 18.8.30 (formats of numbers), 18.8.36 (strike).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from engine.elements import local
from engine.importing.archive import Archive
from models.records import dataclass

Shown = Literal["", "percentage", "percent_sign"]
Struck = Literal["", "whole", "part"]

_PERCENTAGES = frozenset({9, 10})
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The formats that have a number and no code (18.8.30)."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_DAY_OR_HOUR = re.compile(r"[dhmsy]", re.IGNORECASE)
_INDEX = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Format:
    """How the cells of one style are shown."""

    date: bool = False
    shown: Shown = ""
    struck: Struck = ""


def index(text: str | None) -> int | None:
    """A number that names something in a part; None where it is none, negative or beyond any sense."""
    return int(text) if text and _INDEX.fullmatch(text) else None


def formats(archive: Archive, part: str) -> Iterator[Format]:
    """The format of each style of cells, in order."""
    codes: dict[str, str] = {}
    fonts: list[bool] = []
    for element in archive.elements(part, "numFmt", "fonts", "cellXfs"):
        if local(element) == "numFmt":
            codes[element.get("numFmtId", "")] = element.get("formatCode", "")
        elif local(element) == "fonts":
            fonts = [is_struck(font) for font in element.iterchildren("{*}font")]
        else:
            for style in element.iterchildren("{*}xf"):
                key, font = style.get("numFmtId", "0"), index(style.get("fontId"))
                struck = font is not None and font < len(fonts) and fonts[font]
                yield _format(index(key) or 0, codes.get(key, ""), "whole" if struck else "")


def is_struck(font: Any) -> bool:
    """Whether a font, or the properties of a run of text, strikes through what it writes."""
    strike = font.find("{*}strike") if font is not None else None
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def _format(number: int, code: str, struck: Struck) -> Format:
    if not code:
        return Format(number in _DATES, "percentage" if number in _PERCENTAGES else "", struck)
    bare = _BRACKETS.sub("", _LITERAL.sub("", code.split(";", maxsplit=1)[0]))
    if "%" in bare:
        return Format(shown="percentage", struck=struck)
    return Format(bool(_DAY_OR_HOUR.search(bare)), "percent_sign" if "%" in code else "", struck)
