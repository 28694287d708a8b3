"""A contract as the data that main.typ draws."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from engine.by_identity import ByIdentity
from engine.document import Document, Paragraph, Text
from engine.writing.layout.measures import MILLIMETRE
from engine.writing.layout.opening import (
    LAST_ENTRIES,
    PARTIES_SHARE,
    PARTY_SHARE,
    RUNNING_LETTERS,
    Head,
    first_page,
    head,
    running_parties,
    running_title,
)
from engine.writing.layout.pictures import read_picture
from engine.writing.layout.stationery import Stationery
from engine.writing.layout.words import heading_label, opening_and_body, words_of
from engine.writing.typst.blocks import (
    Data,
    inlines_data,
    paragraph_data,
    pieces_of,
    words,
)
from engine.writing.typst.headings import Headings
from engine.writing.typst.place import Place
from engine.writing.typst.sections import as_json, section_json
from engine.writing.typst.stationery import stationery_data
from models.records import dataclass
from models.regexes import regex

LOGO_WIDTH, LOGO_HEIGHT = 70 * MILLIMETRE, 26 * MILLIMETRE
"""The largest that a logo is printed, in points."""

TITLE_LETTERS = 18
"""The size of letters in the title, in points."""

POINTS_PER_PIXEL = 0.75

NOT_IN_A_NAME = regex(r"[/\\\x00-\x1f\ud800-\udfff]")

UNTITLED = "Contrat"
"""The title of a file whose contract has none: PDF/UA-1 (7.1) wants one."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A contract as the JSON that the template reads, and the anchors of the headings of its table of contents.

    `accent` is the colour of its letterhead, where it has one.
    """

    json: str
    anchors: tuple[str, ...]
    accent: str = ""

    def files(self) -> dict[str, bytes]:
        """The files of the template's data; the accent is apart, for styles that contracts share to stay the same."""
        return {"document.json": self.json.encode(errors="replace"), "accent.json": as_json(self.accent).encode()}

    def without(self, letters: Iterable[str]) -> Drawn:
        """The same with « \ufffd » for letters that cannot be drawn."""
        return replace(self, json=self.json.translate(dict.fromkeys(map(ord, letters), "\ufffd")))


_DRAWN: ByIdentity[Drawn] = ByIdentity(most=2)
"""Those of the contracts that were drawn last: an ODT asks the pages of the contract whose PDF is made next."""


def drawn(document: Document, stationery: Stationery | None = None) -> Drawn:
    """Settle a contract for the template; raises InputError for a logo that cannot be read."""
    if stationery or document.letterhead.authority_logo or document.letterhead.manager_logo:  # files, that may change
        return _drawn(document, stationery)
    return _DRAWN.of(document, None, lambda: _drawn(document, None))


def _drawn(document: Document, stationery: Stationery | None) -> Drawn:
    opening, sections = opening_and_body(document)
    place = Place(document.blank, Headings(sections, document.blank), own_page=stationery is None)
    letterhead = document.letterhead
    day = document.date
    shape, small = head(letterhead), replace(place, letters=RUNNING_LETTERS)
    first = first_page(document, list(place.headings.listed.values()), stationery)
    around = {
        "title": words(document.title) or UNTITLED,
        "authors": [words(name) for name in letterhead.authorities],
        "keywords": [words(keyword) for keyword in document.keywords],
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "source": {"name": _file_name(document), "content": document.source} if document.source else None,
        "running": pieces_of(running_title(letterhead), small),
        "parties": pieces_of(running_parties(letterhead), replace(small, width=small.width * PARTIES_SHARE)),
        "letterhead": _letterhead(document, shape, place),
        "head": {"letters": shape.letters, "title": first.title_top},
        "stationery": stationery_data(stationery, place) if stationery else None,
        "opening": _title(opening[0], place) if opening else None,
        "subtitles": [paragraph_data(paragraph, place) for paragraph in opening[1:]],
        "summary": _summary(place) if document.table_of_contents else {},
        "close": first.close,
    }
    body = ",".join(section_json(section, place) for section in sections)
    anchors = [heading.anchor for heading in place.headings.listed.values()] if document.table_of_contents else ()
    accent = stationery.accent if stationery else ""
    return Drawn(f'{as_json(around)[:-1]},"sections":[{body}]}}', tuple(anchors), accent)


def _file_name(document: Document) -> str:
    """The name of the attachment, where Typst wants no path."""
    name = NOT_IN_A_NAME.sub("_", document.source_name)
    return name if name.strip(". ") else "contrat.yaml"


def _title(title: Paragraph, place: Place) -> list[Any]:
    written = words_of(title.content, place.blank).strip()
    return inlines_data(
        title.content if written else (Text(UNTITLED),), replace(place, letters=TITLE_LETTERS, bold=True)
    )


def _letterhead(document: Document, shape: Head, place: Place) -> list[Data]:
    """The logos of the parties, or their names in the place of a logo that they did not give."""
    letterhead = document.letterhead
    within = replace(place, width=place.width * PARTY_SHARE, letters=shape.letters, bold=True)
    return [
        {
            "names": [pieces_of(name, within) for name in names],
            "alternative": words(names[0]),
            "logo": _logo(logo) if logo else None,
        }
        for logo, names in zip((letterhead.authority_logo, letterhead.manager_logo), shape.names, strict=True)
        if logo or any(names)
    ]


def _logo(path: str) -> str:
    """Put a logo in an SVG of its size on the page, since data given to Typst is text."""
    picture = read_picture(path)
    width, height = picture.width * POINTS_PER_PIXEL, picture.height * POINTS_PER_PIXEL
    scale = min(1, LOGO_WIDTH / width, LOGO_HEIGHT / height)
    size = f'width="{width * scale:.2f}pt" height="{height * scale:.2f}pt"'
    address = f"data:image/{picture.extension};base64,{b64encode(picture.content).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{address}"/></svg>'


def _summary(place: Place) -> Data:
    """The entries of the table of contents, by the label of their heading; the last ones are never few on a page."""
    listed = place.headings.listed
    return {
        label: {
            "level": heading.level,
            "words": pieces_of(heading_label(heading) + words_of(heading.content, blank=False), place),
            "sticky": len(listed) - LAST_ENTRIES <= rank < len(listed) - 1,
        }
        for rank, (label, heading) in enumerate(listed.items())
    }
