"""The DOCX writer: the tree as WordprocessingML, in a letterhead made ready beforehand.

The body never goes through Jinja nor through an XML parser: it is written as strings, each value escaped, and put in
the letterhead at one place. That makes the same contract the same bytes, several times as fast as docxtpl alone.
"""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

from markupsafe import Markup

from engine.carried import Stretch, marks_of, packed
from engine.document import Document
from engine.writing.docx.around import lines_around, lines_beside
from engine.writing.docx.body import body
from engine.writing.docx.charts import declaration, member, relation
from engine.writing.docx.comments import comments
from engine.writing.docx.draft import Draft
from engine.writing.docx.images import Logo, drawing, read_logo
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.package import core_properties, zipped
from engine.writing.docx.prepared import PreparedLetterhead
from engine.writing.docx.shared import look
from engine.writing.docx.store import PART, PART_RELATION, PROPERTIES, described, properties
from engine.writing.docx.templated import LOGOS, SECTION, UNNAMED
from engine.writing.docx.text import NOT_XML, named
from engine.writing.docx.told_pages import pages_told
from engine.writing.layout.outline import positions
from engine.writing.layout.placing import outline_of
from engine.writing.layout.setting import PageNumbers, Setting, Written, unnumbered
from engine.writing.layout.store import carried_by
from engine.writing.layout.written_lines import stretches_of

FIRST_DRAWING = 90_000
"""The logos' drawings are numbered from here, far above those of any letterhead."""


def write(document: Document, setting: Setting) -> Written:
    """Write the contract in a letterhead, or in the neutral one."""
    return write_docx(document, load_letterhead(setting.charte), pages_told, setting.charte), []


def write_docx(
    document: Document, letterhead: PreparedLetterhead, numbers: PageNumbers = unnumbered, charte: Path | None = None
) -> bytes:
    """Write the contract in a letterhead given by `load_letterhead`; `numbers` fills its table of contents.

    `charte` is the file of the letterhead, which the document says it was made with; None for the neutral one.

    Raises InputError when a logo cannot be read.
    """
    outline, lines = outline_of(document), stretches_of(document)
    draft = Draft(
        styles=letterhead.styles,
        numbering=letterhead.lists,
        first_comment=letterhead.first_comment,
        header_fill=letterhead.header_fill,
        blank=document.blank,
        positions=positions(outline),
        font=letterhead.font,
        first_chart=letterhead.first_chart,
        marks=tuple(marks_of(chain.from_iterable(one.clauses for one in lines)).items()),
    )
    draft.look = look(draft)
    text = body(document, draft, letterhead.pages, outline, numbers)
    logos = _logos(document)
    values = {SECTION: Markup(text.sections[-1]), **_fields(document, logos)}  # noqa: S704 - the letterhead's own
    fact = document.letterhead.manager_fact
    called = Markup(named(fact.path, fact.label)) if fact else UNNAMED  # noqa: S704
    main = next(part for part in letterhead.templated if part.name == letterhead.document)
    bands = [part for part in letterhead.templated if part is not main]
    opening, closing = main.around(values, called)
    parts = {
        **letterhead.fixed,
        **{part.name: part.render(values, called) for part in bands},
        **_relations(letterhead, logos, draft),
        main.name: b"".join((opening.encode(), *text.pieces, closing.encode())),
    }
    before, after = lines_beside(opening, closing)
    sections = "".join((opening, *text.sections[:-1], closing))
    by_name = {part.name: part.named(values, called) for part in bands}
    beyond = Stretch((*after, *lines_around(parts, letterhead.document, sections, by_name, values)))
    carried = carried_by(document, (), "docx", charte)
    return zipped(
        {
            **parts,
            **{logo.member: logo.content for logo in logos},
            **{member(number): part.encode() for number, part in draft.charts.items()},
            letterhead.types.name: letterhead.types.around("".join(map(declaration, draft.charts))),
            letterhead.core: core_properties(document),
            PROPERTIES: properties(packed(carried, (Stretch(before), *lines, beyond))),
            PART: described(carried),
            letterhead.comments.name: comments(draft, document.date, letterhead.comments),
            letterhead.numbering.name: letterhead.numbering.around("".join(draft.lists)),
        },
        own={main.name, *by_name, letterhead.core, PROPERTIES, PART},
    )


def _relations(letterhead: PreparedLetterhead, logos: list[Logo], draft: Draft) -> dict[str, bytes]:
    """The relationships of the document to its charts and its description, of each part to the logos that it prints."""
    of_logos = "".join(logo.relation for logo in logos)
    of_document = "".join(map(relation, draft.charts)) + PART_RELATION
    printing = {part.name for part in letterhead.templated if part.logos}
    return {
        relations.name: relations.around(of_logos * (part in printing) + of_document * (part == letterhead.document))
        for part, relations in letterhead.relations.items()
    }


def _fields(document: Document, logos: list[Logo]) -> dict[str, str]:
    """The values of the letterhead's fields; a logo that is not given prints nothing, or its place."""
    letterhead = document.letterhead
    return {
        "titre": _line(letterhead.title),
        "autorite": _line(letterhead.authority),
        "autorites": _line(" \u2014 ".join(letterhead.authorities)),
        "autres_autorites": _line(" \u2014 ".join(letterhead.authorities[1:])),
        "gestionnaire": _line(letterhead.manager),
        **dict(zip(LOGOS, (_line(letterhead.authority_place), _line(letterhead.manager_place)), strict=True)),
        **{logo.field: drawing(logo, FIRST_DRAWING + position) for position, logo in enumerate(logos)},
    }


def _line(text: str) -> str:
    """One line of a header, without what XML cannot hold."""
    return NOT_XML.sub("\ufffd", re.sub(r"[\r\n\t]+", " ", text))


def letterhead_values(document: Document) -> tuple[dict[str, str], list[Logo]]:
    """What a letterhead prints of a contract, and the logos; raises InputError when one cannot be read."""
    logos = _logos(document)
    return _fields(document, logos), logos


def _logos(document: Document) -> list[Logo]:
    letterhead = document.letterhead
    given = (
        (letterhead.authority_logo, letterhead.authority),
        (letterhead.manager_logo, letterhead.manager),
    )
    return [read_logo(field, path, party) for field, (path, party) in zip(LOGOS, given, strict=True) if path]
