"""The numbering part of the package: the two lists of the contract, added to those of the letterhead."""

from __future__ import annotations

from typing import Final

from lxml import etree

from engine.elements import nsdecls, qn
from engine.writing.docx.draft import LEVELS, LIST_INDENT, Numbering
from engine.writing.docx.parser import growing, parse_xml
from engine.writing.docx.text import Growing

BULLETS: Final = "•–▪"
"""The marks of the successive levels; they come round again."""

EMPTY_NUMBERING: Final = f"<w:numbering {nsdecls('w')}/>"


def numbering_part(name: str, numbering: etree._Element) -> tuple[Growing, Numbering]:
    """Add two abstract lists, bullets and decimals, and cut the part where the lists of a contract go.

    Abstract lists come before lists in the part (ECMA-376, 17.9.17).
    """
    abstracts = numbering.findall(qn("w:abstractNum"))
    numbers = numbering.findall(qn("w:num"))
    first = max((int(a.get(qn("w:abstractNumId"), 0)) for a in abstracts), default=-1) + 1
    pictures = len(numbering.findall(qn("w:numPicBullet")))
    for offset, levels in enumerate((_bullets(), _decimals())):
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{first + offset}"><w:nsid w:val="43504F{offset:02X}"/>'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        numbering.insert(pictures + len(abstracts) + offset, abstract)
    place = pictures + len(abstracts) + 2 + len(numbers)
    free = max((int(n.get(qn("w:numId"), 0)) for n in numbers), default=0) + 1
    return growing(name, numbering, place), Numbering(bullets=first, decimals=first + 1, first=free)


def _bullets() -> str:
    return "".join(_level(level, "bullet", BULLETS[level % len(BULLETS)]) for level in range(LEVELS))


def _decimals() -> str:
    return "".join(_level(level, "decimal", f"%{level + 1}.") for level in range(LEVELS))


def _level(level: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{LIST_INDENT * (level + 1)}" w:hanging="{LIST_INDENT}"/></w:pPr>'
        "</w:lvl>"
    )
