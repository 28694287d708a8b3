"""The styles of the body, by the names that LibreOffice knows: what an editor of the contract finds in its sidebar.

The measures are those of the page that the PDF shows (engine.writing.layout.page).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from engine.writing.layout.measures import RECIPIENT
from engine.writing.odt.text import points

INK, ACCENT, GREY = "#1a1a1a", "#1b365d", "#4a4a4a"
FONT = "Liberation Sans"
NATURAL_LINE: Final = 1.149
"""The height of a line of that font, in ems: OpenDocument counts from it."""

LIST_INDENT, CELL_LIST_INDENT = 19.8, 11.3
"""How far each level of a list stands from the one around it, in points, in the text and in a cell (7 and 4 mm)."""

LIST_LEVELS: Final = 10
BULLETS: Final = "•–▪"
"""The marks of the successive levels; they come round again."""


class Look(NamedTuple):
    """A style of paragraphs: its name on a French screen, the style that it rests on, its properties."""

    french: str
    parent: str = "Standard"
    paragraph: str = ""
    text: str = ""


def _space(above: float, below: float) -> str:
    return f' fo:margin-top="{points(above)}" fo:margin-bottom="{points(below)}"'


def _line(ems: float) -> str:
    return f' fo:line-height="{round(100 * ems / NATURAL_LINE)}%"'


def _letters(size: float, *, bold: bool = False, italic: bool = False, colour: str = "") -> str:
    weight = f' fo:font-weight="{"bold" if bold else "normal"}"'
    slant = ' fo:font-style="italic"' * italic
    return f' fo:font-size="{points(size)}"{weight}{slant}' + f' fo:color="{colour}"' * bool(colour)


CENTER = ' fo:text-align="center"'
KEEP = ' fo:keep-with-next="always"'
WHOLE = ' fo:keep-together="always"'
RUNNING = _letters(8.5, colour=GREY)


def looks(accent: str) -> dict[str, Look]:
    """The styles of paragraphs, in the colour of the letterhead."""

    def heading(rank: int, above: float, below: float, size: float, more: str = "", *, italic: bool = False) -> Look:
        letters = _letters(size, bold=True, italic=italic, colour=accent)
        return Look(f"Titre {rank}", "Heading", _space(above, below) + more, letters)

    rule = ' fo:padding-bottom="3pt" fo:border-bottom="0.75pt solid #8a94a3"'
    return {
        "Text_20_body": Look("Corps de texte", "Standard", _space(0, 7) + _line(1.42)),
        "Heading": Look("Titre", "Standard", KEEP + WHOLE + _line(1.3)),
        "Heading_20_1": heading(1, 20, 8, 13.5, rule),
        "Heading_20_2": heading(2, 13, 6, 11.5),
        "Heading_20_3": heading(3, 13, 6, 10.5),
        "Heading_20_4": heading(4, 13, 6, 10.5, italic=True),
        "Title": Look("Titre principal", "Standard", _space(0, 12) + CENTER + KEEP + _line(1.3),
                      _letters(18, bold=True, colour=accent)),
        "Subtitle": Look("Sous-titre", "Standard", _space(0, 14) + CENTER + _line(1.42), _letters(12, colour=accent)),
        "Visa": Look("Visa", "Text_20_body", _space(0, 6) + ' fo:margin-left="16.8pt" fo:text-indent="-16.8pt"'),
        "Centered": Look("Centré", "Text_20_body", _space(14, 14) + CENTER),
        "Recipient": Look("Destinataire", "Text_20_body", _space(0, 11) + f' fo:margin-left="{RECIPIENT}pt"'),
        "List_20_Contents": Look("Contenu de liste", "Text_20_body", _space(0, 3)),
        "Caption": Look("Légende", "Standard", _space(4, 4) + KEEP, _letters(10, bold=True, colour=accent)),
        "Figure": Look("Figure", "Standard", _space(0, 11)),
        "Table_20_Contents": Look("Contenu de tableau", "Standard", _line(1.32), _letters(9.5)),
        "Table_20_Heading": Look("Titre de tableau", "Table_20_Contents", "", _letters(9.5, bold=True)),
        "Dense_20_Table_20_Contents": Look("Contenu de tableau serré", "Standard", _line(1.25), _letters(8.5)),
        "Dense_20_Table_20_Heading": Look("Titre de tableau serré", "Dense_20_Table_20_Contents", "",
                                          _letters(8.5, bold=True)),
        "Quality": Look("Qualité du signataire", "Standard", CENTER + KEEP + _line(1.42), _letters(10.5, bold=True)),
        "Signature": Look("Signature", "Standard", _space(74, 0) + CENTER + _line(1.42)),
        "Contents_20_Heading": Look("Titre de table des matières", "Standard", _space(22, 8) + KEEP,
                                    _letters(13.5, bold=True, colour=accent)),
        "Contents_20_1": Look("Table des matières niveau 1", "Standard", _space(0, 4.5) + _line(1.42)),
        "Contents_20_2": Look("Table des matières niveau 2", "Standard",
                              _space(0, 4.5) + ' fo:margin-left="16.8pt"' + _line(1.42), _letters(10)),
        "Running_20_title": Look("Titre courant", "Standard",
                                 CENTER + ' fo:padding-bottom="5.7pt" fo:border-bottom="0.5pt solid #8a94a3"', RUNNING),
        "Footer": Look("Pied de page", "Standard", "", RUNNING),
        "Page_20_number": Look("Numéro de page", "Standard", ' fo:text-align="end"', RUNNING),
        "Party": Look("Partie", "Standard", _line(1.42), _letters(12, bold=True, colour=accent)),
        "Other_20_party": Look("Autre partie", "Party", ' fo:text-align="end"'),
        "Comment": Look("Commentaire", "Standard", "", _letters(10)),
        "Thin": Look("Ligne fine", "Standard", ' fo:line-height="1pt"', _letters(1)),
    }  # fmt: skip


SPANS: Final = {
    "Strong_20_Emphasis": ("Accentuation forte", ' fo:font-weight="bold"'),
    "Emphasis": ("Accentuation", ' fo:font-style="italic"'),
    "Strong_and_Emphasis": ("Accentuation forte et italique", ' fo:font-weight="bold" fo:font-style="italic"'),
    "Link": ("Lien", ' style:text-underline-style="none"'),
    "Raised": ("Exposant", ' style:text-position="38% 68%"'),
    "Missing": ("À compléter", ' fo:background-color="#fff3a3"'),
    "Missing_20_narrow": ("À compléter, serré", ' fo:background-color="#fff3a3" fo:font-size="6.5pt"'),
}
"""The styles of words."""


def named_styles(accent: str, width: float) -> str:
    """The office:styles of a contract whose text is that wide; entries of its contents end at its right edge."""
    stop = (
        f'<style:tab-stops><style:tab-stop style:position="{points(width)}" style:type="right"'
        ' style:leader-style="dotted" style:leader-text="."/></style:tab-stops>'
    )
    paragraphs = "".join(_paragraph(name, look, stop) for name, look in looks(accent).items())
    spans = "".join(
        f'<style:style style:name="{name}" style:display-name="{french}" style:family="text">'
        f"<style:text-properties{properties}/></style:style>"
        for name, (french, properties) in SPANS.items()
    )
    return (
        f"<office:styles>{_default()}{paragraphs}{spans}"
        '<style:style style:name="Frame" style:family="graphic"><style:graphic-properties style:vertical-pos="top"'
        ' style:vertical-rel="baseline" fo:padding="0pt" fo:border="none"/></style:style>'
        f"{''.join(map(_list_style, ('Bullets', 'Bullets_20_of_20_cells', 'Numbers', 'Numbers_20_of_20_cells')))}"
        "</office:styles>"
    )


def _default() -> str:
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="3" fo:widows="3"'
        ' fo:hyphenation-ladder-count="no-limit" style:tab-stop-distance="36pt" style:writing-mode="page"/>'
        f'<style:text-properties style:font-name="{FONT}" fo:font-size="10.5pt" fo:language="fr" fo:country="FR"'
        f' style:language-asian="none" style:country-asian="none" style:language-complex="none"'
        f' style:country-complex="none" fo:color="{INK}" fo:hyphenate="false"/></style:default-style>'
        '<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/>'
        "</style:default-style>"
        '<style:style style:name="Standard" style:display-name="Style par défaut" style:family="paragraph"'
        ' style:class="text"/>'
    )


def _paragraph(name: str, look: Look, stop: str) -> str:
    level = f' style:default-outline-level="{name[-1]}"' if name.startswith("Heading_20_") else ""
    inner = stop if name in ("Contents_20_1", "Contents_20_2") else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{look.french}" style:family="paragraph"'
        f' style:parent-style-name="{look.parent}"{level}>'
        f"<style:paragraph-properties{look.paragraph}>{inner}</style:paragraph-properties>"
        f"<style:text-properties{look.text}/></style:style>"
    )


def _list_style(name: str) -> str:
    """The marks of a list by level, each set to the left of its words (19.880)."""
    step = CELL_LIST_INDENT if "cells" in name else LIST_INDENT
    levels = ""
    for level in range(1, LIST_LEVELS + 1):
        if name.startswith("Bullets"):
            kind, mark = "bullet", f'text:bullet-char="{BULLETS[(level - 1) % len(BULLETS)]}"'
        else:
            kind, mark = "number", 'style:num-format="1" style:num-suffix="."'
        levels += (
            f'<text:list-level-style-{kind} text:level="{level}" {mark}><style:list-level-properties'
            ' text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment'
            f' text:label-followed-by="listtab" text:list-tab-stop-position="{points(step * level)}"'
            f' fo:text-indent="{points(-step)}" fo:margin-left="{points(step * level)}"/></style:list-level-properties>'
            f"</text:list-level-style-{kind}>"
        )
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'
