"""A self-contained, accessible HTML page: it refers to no other file, and WeasyPrint makes the PDF of the same page."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from functools import cache

from engine.document import Document, Heading, Section
from engine.shipped import shipped
from engine.writing.layout.measures import LANDSCAPE_WIDTH
from engine.writing.layout.opening import NAME_LETTERS, Head, first_page, head, running_parties, running_title
from engine.writing.layout.outline import SUMMARY_LEVELS, ranks_of
from engine.writing.layout.page.blocks import Page, block_markup, blocks_markup
from engine.writing.layout.page.inlines import escaped, inlines_markup, link_to, words_markup
from engine.writing.layout.page.stationery import bands_markup, stationery_style
from engine.writing.layout.page.tables import class_attribute
from engine.writing.layout.pictures import read_picture
from engine.writing.layout.stationery import Stationery
from engine.writing.layout.words import heading_label, opening_and_body, words_of


@cache
def stylesheet() -> str:
    """Read contrat.css, which draws the page on screen and on paper."""
    return (shipped("engine.writing.layout.page") / "contrat.css").read_text(encoding="utf-8")


def page_markup(
    document: Document,
    style: str = "",
    stationery: Stationery | None = None,
    *,
    signed: bool = False,
    on_screen: bool = False,
) -> str:
    """Write the page, with the markup `style` at the end of its head; raises InputError as `write_html` does.

    `signed`, a link stands where each party signs, by which the PDF knows the place (layout.signing_places);
    `on_screen`, who has no mouse may go along the wide pages with the keyboard.
    """
    opening, sections = opening_and_body(document)
    headings = [block for section in sections for block in section.blocks if isinstance(block, Heading)]
    page = Page(document.blank, ranks_of(headings), signed=signed)
    listed = [heading for heading in headings if heading.level <= SUMMARY_LEVELS]
    first = first_page(document, listed, stationery)
    summary = _summary(listed, close=first.close) if document.table_of_contents else ""
    style += (
        stationery_style(stationery)
        if stationery
        else f"<style>@page :first {{ margin-top: {first.title_top:.1f}pt; }}</style>\n"
    )
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="fr">',
            _head(document, style),
            _body_tag(document),
            bands_markup(stationery) if stationery else _letterhead(document, head(document.letterhead)),
            "<main>",
            *(f"<h1>{inlines_markup(title.content, page.blank)}</h1>" for title in opening[:1]),
            *(block_markup(paragraph, page) for paragraph in opening[1:]),
            summary,
            *(
                _section(section, page, new_page=bool(summary or position), on_screen=on_screen)
                for position, section in enumerate(sections)
            ),
            "</main>\n</body>\n</html>\n",
        )
    )


def _head(document: Document, style: str) -> str:
    day = document.date.isoformat()
    metadata = {
        "author": ", ".join(document.letterhead.authorities),
        "keywords": ", ".join(document.keywords),
        "generator": "cpom",
        "dcterms.created": day,
        "dcterms.modified": day,
    }
    lines = (f'<meta name="{name}" content="{escaped(value)}">\n' for name, value in metadata.items() if value)
    return (
        '<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(document.title)}</title>\n{''.join(lines)}{style}</head>"
    )


def _body_tag(document: Document) -> str:
    """Open the body; the style sheet takes from it the words of the running header and footer."""
    title, parties = running_title(document.letterhead), running_parties(document.letterhead)
    return f'<body data-titre="{escaped(title)}" data-parties="{escaped(parties)}">'


def _letterhead(document: Document, shape: Head) -> str:
    """Show the logos of the parties, or their names in the place of a logo that they did not give."""
    letterhead = document.letterhead
    authorities, manager = shape.names
    places = (
        ("autorite", letterhead.authority_logo, authorities),
        ("gestionnaire", letterhead.manager_logo, manager),
    )
    size = f' style="font-size:{shape.letters}pt"' if shape.letters < NAME_LETTERS else ""
    shown = (
        f'<div class="partie {place}"{size}>{_lines(logo, names)}</div>'
        for place, logo, names in places
        if logo or any(names)
    )
    return f"<header>{''.join(shown)}</header>"


def _lines(logo: str, names: tuple[str, ...]) -> str:
    """The names on one side of the letterhead, a line each; a logo stands for the first of them."""
    first, *others = names
    return "<br>".join([_image(logo, first) if logo else words_markup(first), *map(words_markup, others)])


def _image(path: str, name: str) -> str:
    """Put a logo in the page itself: a contract then refers to no other file."""
    picture = read_picture(path)
    address = f"data:image/{picture.extension};base64,{b64encode(picture.content).decode()}"
    return f'<img src="{address}" alt="{escaped(name)}">'


def _summary(listed: list[Heading], *, close: bool) -> str:
    """List the headings of the table of contents, linked to them."""
    names = class_attribute("serre" if close else "")
    items = "\n".join(
        f'<li class="niveau-{heading.level}"><a href="{link_to(heading.anchor)}">'
        f"{words_markup(heading_label(heading) + words_of(heading.content, blank=False))}</a></li>"
        for heading in listed
    )
    return (
        f'<nav{names} aria-labelledby="sommaire">\n<p id="sommaire">Sommaire</p>\n<ol>\n{items}\n</ol>\n</nav>'
        * bool(items)
    )


def _section(section: Section, page: Page, *, new_page: bool, on_screen: bool) -> str:
    if section.landscape:
        page = replace(page, width=LANDSCAPE_WIDTH)
    names = ("paysage" if section.landscape else "portrait", *(("nouvelle-page",) if new_page else ()))
    blocks = blocks_markup(section.blocks, page, section=True)
    reached = f' tabindex="0" role="region" aria-label="{_title(section)}"' if section.landscape and on_screen else ""
    return "\n".join((f'<section class="{" ".join(names)}"{reached}>', *blocks, "</section>"))


def _title(section: Section) -> str:
    """What a wide page is called by who cannot see it: its first heading."""
    first = next((block for block in section.blocks if isinstance(block, Heading)), None)
    words = heading_label(first) + words_of(first.content, blank=False) if first else ""
    return escaped(words or "Page en largeur")
