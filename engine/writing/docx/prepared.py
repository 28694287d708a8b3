"""A letterhead made ready once, so that each contract only fills in its few fields and puts its body in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.writing.docx.draft import Numbering
from engine.writing.docx.templated import TemplatedPart
from engine.writing.docx.text import Growing
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The sections that a contract may hold, as w:sectPr by (is the first, is landscape), and the widths of their text.

    Widths are in twentieths of a point.
    """

    portrait_width: int
    landscape_width: int
    sections: Mapping[tuple[bool, bool], str]

    def width(self, *, landscape: bool) -> int:
        """The width of the text on a page."""
        return self.landscape_width if landscape else self.portrait_width

    def section(self, *, first: bool, landscape: bool) -> str:
        """The w:sectPr of a section of the contract."""
        return self.sections[first, landscape]


@dataclass(frozen=True, slots=True)
class PreparedLetterhead:
    """A letterhead ready for any number of contracts.

    `fixed` holds the parts that no contract changes, by their name in the package; `relations` those that link to
    logos and charts, by the name of the part that shows them; `types` is the list of the types of all parts.
    `document` and `core` are the names of the parts of the text and of the properties, `font` that of plain words.
    """

    fixed: Mapping[str, bytes]
    templated: tuple[TemplatedPart, ...]
    relations: Mapping[str, Growing]
    types: Growing
    document: str
    core: str
    comments: Growing
    first_comment: int
    numbering: Growing
    lists: Numbering
    pages: PageSetup
    styles: Mapping[str, str]
    header_fill: str
    font: str
    first_chart: int


def plain(one: PreparedLetterhead) -> Any:
    """A letterhead as texts, numbers, lists, dictionaries and tuples of these."""
    lists, pages = one.lists, one.pages
    return (
        dict(one.fixed),
        [(part.name, part.template, sorted(part.logos), part.controlled) for part in one.templated],
        {name: tuple(relations) for name, relations in one.relations.items()},
        [tuple(growing) for growing in (one.types, one.comments, one.numbering)],
        (one.document, one.core, one.header_fill, one.font),
        (one.first_comment, one.first_chart),
        (lists.bullets, lists.decimals, lists.first),
        (pages.portrait_width, pages.landscape_width, dict(pages.sections)),
        dict(one.styles),
    )


def from_plain(data: Any) -> PreparedLetterhead:
    """The letterhead that `plain` was given.

    Raises:
        TypeError, ValueError: where it is none.
    """
    fixed, templated, relations, growing, names, firsts, lists, pages, styles = data
    types, comments, numbering = (Growing(*one) for one in growing)
    document, core, header_fill, font = names
    first_comment, first_chart = firsts
    return PreparedLetterhead(
        fixed=fixed,
        templated=tuple(TemplatedPart(name, text, frozenset(logos), other) for name, text, logos, other in templated),
        relations={name: Growing(*one) for name, one in relations.items()},
        types=types,
        document=document,
        core=core,
        comments=comments,
        first_comment=first_comment,
        numbering=numbering,
        lists=Numbering(*lists),
        pages=PageSetup(*pages),
        styles=styles,
        header_fill=header_fill,
        font=font,
        first_chart=first_chart,
    )
