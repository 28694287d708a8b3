"""The one style map: what the writer calls a style, and the Word style of the letterhead that draws it.

Word keeps the English name of its own styles whatever the language of the screen; the third word is the name that a
French Word shows, used in messages.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from lxml import etree

from engine.elements import qn
from engine.errors import Finding

StyleKind = Literal["paragraph", "character", "table"]


class WordStyle(NamedTuple):
    """A style that a letterhead must hold: its name in the file, its name on a French screen, its kind."""

    name: str
    french: str
    kind: StyleKind = "paragraph"


STYLES: Final[dict[str, WordStyle]] = {
    "title": WordStyle("Title", "Titre"),
    "subtitle": WordStyle("Subtitle", "Sous-titre"),
    "heading 1": WordStyle("heading 1", "Titre 1"),
    "heading 2": WordStyle("heading 2", "Titre 2"),
    "heading 3": WordStyle("heading 3", "Titre 3"),
    "heading 4": WordStyle("heading 4", "Titre 4"),
    "body": WordStyle("Body Text", "Corps de texte"),
    "visa": WordStyle("Visa", "Visa"),
    "centered": WordStyle("Centré", "Centré"),
    "list": WordStyle("List Paragraph", "Paragraphe de liste"),
    "table": WordStyle("Table Grid", "Grille du tableau", "table"),
    "cell": WordStyle("Cellule", "Cellule"),
    "header cell": WordStyle("En-tête de colonne", "En-tête de colonne"),
    "dense cell": WordStyle("Cellule serrée", "Cellule serrée"),
    "dense header cell": WordStyle("En-tête de colonne serré", "En-tête de colonne serré"),
    "caption": WordStyle("caption", "Légende"),
    "signature": WordStyle("Signature", "Signature"),
    "contents title": WordStyle("TOC Heading", "En-tête de table des matières"),
    "contents 1": WordStyle("toc 1", "TM 1"),
    "contents 2": WordStyle("toc 2", "TM 2"),
    "comment": WordStyle("annotation text", "Commentaire"),
    "comment mark": WordStyle("annotation reference", "Marque de commentaire", "character"),
}

DEFAULT_HEADER_FILL: Final = "E8EDF2"
"""The shade of header cells where the table style of the letterhead gives its first row none."""

THEME_FONT: Final = "+mn-lt"
"""The font that the theme of a letterhead gives to plain words."""

FIRST_ROW_SHADE: Final = "/".join((f"{qn('w:tblStylePr')}[@{qn('w:type')}='firstRow']", qn("w:tcPr"), qn("w:shd")))


def style_identifiers(styles: etree._Element) -> dict[str, str]:
    """Give the identifiers of the letterhead's styles by our names, without those that it does not have."""
    found = {(_name(style).lower(), style.get(qn("w:type"))): style for style in styles.iter(qn("w:style"))}
    matches = {ours: found.get((word.name.lower(), word.kind)) for ours, word in STYLES.items()}
    return {ours: style.get(qn("w:styleId"), "") for ours, style in matches.items() if style is not None}


def missing_styles(styles: etree._Element, file: str) -> list[Finding]:
    """List the styles missing from a letterhead; `file` is its name in messages."""
    known = style_identifiers(styles)
    missing = ", ".join(f"« {word.french} »" for ours, word in STYLES.items() if ours not in known)
    if not missing:
        return []
    hint = "Partez de la charte neutre, ou copiez-en ces styles avec l’Organisateur de styles de Word."
    return [Finding("charte-style", f"La charte « {file} » n’a pas tous les styles du contrat : {missing}.", hint=hint)]


def header_fill(styles: etree._Element) -> str:
    """Read the shade of header cells, in hexadecimal, from the first row of the letterhead's table style."""
    table = style_identifiers(styles)["table"]
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:styleId")) == table:
            shade = style.find(FIRST_ROW_SHADE)
            fill = "auto" if shade is None else shade.get(qn("w:fill"), "auto")
            return DEFAULT_HEADER_FILL if fill == "auto" else fill
    return DEFAULT_HEADER_FILL


def body_font(styles: etree._Element) -> str:
    """Read the font of plain words, which the charts take too: that of the body's style, or of one that it rests on.

    One that comes from the theme is named as drawings name it (ECMA-376, 20.1.4.1.16).
    """
    by_identifier = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
    style = by_identifier.get(style_identifiers(styles)["body"])
    seen = 0
    while style is not None and seen < len(by_identifier):
        if font := _font(style):
            return font
        based_on = style.find(qn("w:basedOn"))
        style = None if based_on is None else by_identifier.get(based_on.get(qn("w:val")))
        seen += 1
    defaults = styles.find(qn("w:docDefaults"))
    return (_font(defaults[0]) if defaults is not None and len(defaults) else "") or THEME_FONT


def _font(style: etree._Element) -> str:
    fonts = style.find(f".//{qn('w:rFonts')}")
    if fonts is None:
        return ""
    return THEME_FONT if fonts.get(qn("w:asciiTheme")) else fonts.get(qn("w:ascii"), "")


def _name(style: etree._Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(qn("w:val"), "")
