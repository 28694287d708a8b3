"""What of the look of a letterhead no PDF shows: its lines, its shadings, and what is done to its words."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

UNSEEN = {
    "les traits": ("pBdr", "tblBorders", "tcBorders", "pgBorders", "bdr"),
    "les fonds de couleur et le surlignage": ("shd", "highlight", "background"),
    "les mots soulignés, barrés, en capitales ou en exposant": (
        "u",
        "strike",
        "dstrike",
        "caps",
        "smallCaps",
        "vertAlign",
    ),
    "les mots écrits à la verticale": ("textDirection",),
    "la numérotation des lignes": ("lnNumType",),
    "la numérotation propre des pages": ("pgNumType",),
}
"""What of a header, a footer or a page no PDF shows, and the elements that ask for it."""

STYLES = ("pStyle", "rStyle", "tblStyle")

WITHOUT_EFFECT = ("0", "false", "none", "nil", "clear", "auto", "baseline", "lrTb", "FFFFFF", "")
"""The values of these elements that ask for nothing."""


def unseen(*above: etree._Element) -> Iterator[str]:
    """Name the lines, the shadings and the looks of words that stand in these elements."""
    for what, names in UNSEEN.items():
        if any(_has_effect(found) for one in above for name in names for found in one.iter(qn(f"w:{name}"))):
            yield what


def _has_effect(element: etree._Element) -> bool:
    """Whether an element asks for something: a border of its own kinds, a fill, or a value that is not « none »."""
    if element.tag == qn("w:pgNumType"):
        return element.get(qn("w:fmt"), "decimal") != "decimal" or element.get(qn("w:start"), "1") != "1"
    sides = list(element)
    if sides:
        return any(side.get(qn("w:val"), "") not in WITHOUT_EFFECT for side in sides)
    fill = element.get(qn("w:fill"))
    if fill is None and element.tag == qn("w:background"):
        fill = element.get(qn("w:color"), "")
    return (element.get(qn("w:val"), "1") if fill is None else fill) not in WITHOUT_EFFECT
