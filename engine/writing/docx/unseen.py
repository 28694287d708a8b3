"""What of the look of a letterhead no PDF shows: all that Word can ask for, but what is carried over or has no look.

Source: ECMA-376, part 1, 17.3.1 (paragraphs), 17.3.2 (runs), 17.4 (tables), 17.6 (sections).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.elements import qn

_LINES, _SHADES, _DRESSED = (
    "les traits",
    "les fonds de couleur et le surlignage",
    "les mots soulignés, barrés, en capitales ou en exposant",
)
_VERTICAL, _TURNED = "les mots écrits à la verticale", "le sens de l’écriture"
_EFFECTS = "les effets des lettres"
_TABLE = "la place ou les marges d’un tableau"
_LETTERS = ("outline", "shadow", "emboss", "imprint", "effect", "em", "w", "spacing", "fitText")
UNSEEN = {
    "rPr": {
        "bdr": _LINES,
        "shd": _SHADES,
        "highlight": _SHADES,
        **dict.fromkeys(("u", "strike", "dstrike", "caps", "smallCaps", "vertAlign", "position"), _DRESSED),
        **dict.fromkeys(_LETTERS, _EFFECTS),
        "rtl": _TURNED,
    },
    "pPr": {
        "pBdr": _LINES,
        "shd": _SHADES,
        "numPr": "les numéros et les puces des listes",
        "framePr": "la place d’un paragraphe encadré",
        "textDirection": _VERTICAL,
        "bidi": _TURNED,
    },
    "tblPr": {
        "tblBorders": _LINES,
        "shd": _SHADES,
        "bidiVisual": _TURNED,
        **dict.fromkeys(("tblpPr", "jc", "tblInd", "tblCellMar", "tblCellSpacing"), _TABLE),
    },
    "trPr": {"trHeight": "la hauteur des lignes d’un tableau", "jc": _TABLE, "tblCellSpacing": _TABLE},
    "tcPr": {
        "tcBorders": _LINES,
        "shd": _SHADES,
        "textDirection": _VERTICAL,
        "tcMar": _TABLE,
        "vMerge": "les cellules fusionnées en hauteur",
        "tcFitText": _EFFECTS,
    },
    "sectPr": {
        "pgBorders": _LINES,
        "lnNumType": "la numérotation des lignes",
        "pgNumType": "la numérotation propre des pages",
        "textDirection": _VERTICAL,
        "vAlign": "la place du texte dans la hauteur de la page",
        "bidi": _TURNED,
    },
}  # fmt: skip
"""What no PDF shows, by what asks for it."""

_CARRIED = {
    "rPr": {"rStyle", "rFonts", "b", "i", "color", "sz", "vanish"},
    "pPr": {"pStyle", "jc", "tabs", "ind", "spacing", "rPr"},
    "tblPr": {"tblStyle", "tblW"},
    "trPr": {"hidden"},
    "tcPr": {"tcW", "vAlign", "gridSpan"},
    "sectPr": {"headerReference", "footerReference", "pgSz", "pgMar", "titlePg", "cols"},
}
"""What the PDF shows, or what the reader of the letterhead settles or names by itself."""

_WITHOUT_LOOK = {
    "rPr": {"bCs", "iCs", "szCs", "lang", "noProof", "kern", "snapToGrid", "webHidden", "specVanish", "oMath", "cs",
            "eastAsianLayout", "rPrChange"},
    "pPr": {"keepNext", "keepLines", "pageBreakBefore", "widowControl", "suppressLineNumbers", "suppressAutoHyphens",
            "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "adjustRightInd",
            "snapToGrid", "contextualSpacing", "mirrorIndents", "suppressOverlap", "textAlignment", "textboxTightWrap",
            "outlineLvl", "divId", "cnfStyle", "sectPr", "pPrChange"},
    "tblPr": {"tblLayout", "tblLook", "tblOverlap", "tblStyleRowBandSize", "tblStyleColBandSize", "tblCaption",
              "tblDescription", "tblPrChange"},
    "trPr": {"cantSplit", "tblHeader", "cnfStyle", "divId", "gridBefore", "gridAfter", "wBefore", "wAfter"},
    "tcPr": {"noWrap", "hideMark", "cnfStyle", "headers"},
    "sectPr": {"type", "paperSrc", "docGrid", "formProt", "noEndnote", "footnotePr", "endnotePr", "rtlGutter",
               "printerSettings", "sectPrChange"},
}  # fmt: skip

STYLES = ("pStyle", "rStyle", "tblStyle")
OFF = ("0", "false", "off", "none")
WITHOUT_EFFECT = (*OFF, "nil", "clear", "auto", "baseline", "lrTb", "FFFFFF", "top", "")
"""The values of these elements that ask for nothing."""
_USUAL_MARGIN = 115
"""Twentieths of a point: that of the cells of a table of Word (0.19 cm)."""


def unseen(*above: etree._Element) -> Iterator[str]:
    """Name what stands in these elements and no PDF shows."""
    for one in above:
        if one.tag == qn("w:background") and _has_effect(one):
            yield _SHADES
        for kind, named in UNSEEN.items():
            for asked in one.iter(qn(f"w:{kind}")):
                above_it = asked.getparent()
                if kind != "rPr" or above_it is None or above_it.tag != qn("w:pPr"):  # that of the mark of a paragraph
                    yield from _unseen(asked, kind, named)


def _unseen(asked: etree._Element, kind: str, named: dict[str, str]) -> Iterator[str]:
    for child in asked:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if not name or not _has_effect(child):
            continue
        if name in named:
            yield named[name]
        elif name not in _CARRIED[kind] | _WITHOUT_LOOK[kind] and child.tag == qn(f"w:{name}"):
            yield f"la mise en forme « {name} »"


def _has_effect(element: etree._Element) -> bool:
    """Whether an element asks for something: a border of its own kinds, a fill, or a value that is not « none »."""
    name = etree.QName(element).localname
    if name == "pgNumType":
        return element.get(qn("w:fmt"), "decimal") != "decimal" or element.get(qn("w:start"), "1") != "1"
    if name in ("tblCellMar", "tcMar", "tblInd"):
        sides = [element] if name == "tblInd" else list(element)
        return any(abs(float(side.get(qn("w:w"), "0").rstrip("%"))) > _USUAL_MARGIN for side in sides)
    if name == "jc":
        return element.get(qn("w:val"), "left") not in ("left", "start")
    if name == "w":
        return element.get(qn("w:val"), "100").rstrip("%") != "100"
    sides = list(element)
    if sides and name not in ("numPr", "rPr"):
        return any(side.get(qn("w:val"), "") not in WITHOUT_EFFECT for side in sides)
    fill = element.get(qn("w:fill"))
    if fill is None and element.tag == qn("w:background"):
        fill = element.get(qn("w:color"), "")
    return (element.get(qn("w:val"), "1") if fill is None else fill) not in WITHOUT_EFFECT
