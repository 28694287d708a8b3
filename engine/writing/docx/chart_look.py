"""The look of a Word chart as DrawingML: fills, lines, markers, letters and the form of figures.

Every element stands in the order of the schema (ECMA-376, 20.1 and 21.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from engine.document import ChartKind
from engine.french import MINUS, NO_BREAK
from engine.writing.docx.text import escaped
from engine.writing.layout.charts.figures import Figures
from engine.writing.layout.charts.look import INK, Dash, Look, Pattern

PATTERNS: Final[Mapping[Pattern, str]] = {
    "up": "wdUpDiag",
    "down": "wdDnDiag",
    "horizontal": "narHorz",
    "cross": "diagCross",
}
DASHES: Final[Mapping[Dash, str]] = {"solid": "solid", "dash": "dash", "dot": "sysDot", "dash and dot": "dashDot"}

WHITE: Final = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
UNDRAWN: Final = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def fill(drawn: Look, kind: ChartKind) -> str:
    """A bar in its colour, or hatched with it on white; a white edge parts plain bars from those of their stack."""
    shade = colour(drawn.colour)
    if drawn.pattern == "solid":
        edge = WHITE if kind == "stacked" else "<a:noFill/>"
        return f'<c:spPr><a:solidFill>{shade}</a:solidFill><a:ln w="9525">{edge}</a:ln></c:spPr>'
    return (
        f'<c:spPr><a:pattFill prst="{PATTERNS[drawn.pattern]}"><a:fgClr>{shade}</a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        f'<a:ln w="12700"><a:solidFill>{shade}</a:solidFill></a:ln></c:spPr>'
    )


def stroke(drawn: Look) -> str:
    """The line of a series."""
    return (
        f'<c:spPr><a:ln w="20320" cap="flat"><a:solidFill>{colour(drawn.colour)}</a:solidFill>'
        f'<a:prstDash val="{DASHES[drawn.dash]}"/><a:round/></a:ln></c:spPr>'
    )


def marker(drawn: Look) -> str:
    """The marker of a series, on each of its figures; our names of markers are those of the schema."""
    edge = f"<a:solidFill>{colour(drawn.colour)}</a:solidFill>"
    return (
        f'<c:marker><c:symbol val="{drawn.marker}"/><c:size val="6"/>'
        f'<c:spPr>{WHITE if drawn.hollow else edge}<a:ln w="12700">{edge}</a:ln></c:spPr></c:marker>'
    )


def thin_line(shade: str, width: int) -> str:
    """A line of an axis, of a width in English metric units."""
    return f'<c:spPr><a:ln w="{width}"><a:solidFill>{colour(shade)}</a:solidFill></a:ln></c:spPr>'


def colour(shade: str) -> str:
    """A colour given as « #1b365d »."""
    return f'<a:srgbClr val="{shade.lstrip("#").upper()}"/>'


def letters(size: float, font: str = "") -> str:
    """The size of words, in points, and their font if it is not that around; they are never turned."""
    typeface = f'<a:latin typeface="{escaped(font)}"/><a:cs typeface="{escaped(font)}"/>' if font else ""
    return (
        '<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr sz="{round(size * 100)}" b="0"><a:solidFill>{colour(INK)}</a:solidFill>{typeface}</a:defRPr>'
        '</a:pPr><a:endParaRPr lang="fr-FR"/></a:p></c:txPr>'
    )


def number_format(figures: Figures, decimals: int, unit: str = "") -> str:
    """How figures are written: in French (40C), whatever the machine; each comma at the end divides by a thousand."""
    digits = f"#,##0{'.' * bool(decimals)}{'0' * decimals}{',' * (figures.power // 3)}"
    after = '"' + NO_BREAK + unit.replace('"', "”") + '"' if unit else ""
    code = f'[$-40C]{digits}{after};[$-40C]"{MINUS}"{digits}{after}'
    return f'<c:numFmt formatCode="{escaped(code)}" sourceLinked="0"/>'
