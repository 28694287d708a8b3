"""The inlines of the tree as HTML, every character of theirs escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any
from urllib.parse import quote

from engine.document import Emphasis, Inline, LineBreak, Missing, Note, Reference, Sourced, Strong, Text
from engine.nodes import nodes_of
from engine.writing.layout.page.tables import class_attribute
from engine.writing.layout.typeset import raised, unbroken
from engine.writing.layout.words import printable, printed

SPACES = re.compile(" {2,}|\t")
"""The spaces that HTML would not keep."""

UNBROKEN = re.compile(r"([^ \t\n]{1000})(?=[^ \t\n])")
"""As much of a word as may stand unbroken: Pango takes minutes over 100 000 characters, and loses 300 000 of them."""

GLUE = ("\u00a0", "\u202f")
"""The spaces that bind a word to what follows."""


PREFIX = "contrat-"
"""What the ids of a contract begin with in a page that has others."""


def inlines_markup(content: Iterable[Inline], blank: bool, *, embedded: bool = False) -> str:
    """Write inlines, every character of theirs escaped; `embedded`, they tell the fact that each is."""
    return _inlines(printed(content, blank), embedded)


def facts_in(part: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The facts, and the traits, that the words of a part of a traced contract come from; what is missing of it."""
    found = [*nodes_of(part, Sourced, Missing)]
    said = [name for one in found if isinstance(one, Sourced) for name in (one.fact, *one.cases)]
    return _names(said), _names([one.path for one in found if isinstance(one, Missing)])


def _names(said: Iterable[str]) -> tuple[str, ...]:
    return tuple([name for names in said for name in names.split(",") if name])


def facts_behind(part: Any) -> Iterator[str]:
    """Those of them that no words are by themselves."""
    for one in nodes_of(part, Sourced):
        said = one.cases if _is_a_fact(one) else (one.fact, *one.cases)
        yield from (name for names in said for name in names.split(",") if name)


def _is_a_fact(one: Inline) -> bool:
    """Whether words are one fact, and not what follows from several."""
    return isinstance(one, Sourced) and bool(one.fact) and "," not in one.fact


def _inlines(content: Iterable[Inline], embedded: bool = False) -> str:
    """Write inlines; WeasyPrint is told that « n° » and the reference after its no-break space are one.

    It would otherwise break the line at the first space that it finds, and leave « Les » alone on it.
    """
    pieces: list[str] = []
    before: Inline | None = None
    for inline in content:
        if not embedded and isinstance(inline, Reference) and isinstance(before, Text) and before.text[-1:] in GLUE:
            head, space, glued = unbroken(before.text).rpartition(" ")
            pieces[-1:] = [words_markup(head + space), _link(inline, glued)]
        else:
            pieces.append(_inline(inline, embedded))
        before = inline
    return "".join(pieces)


def escaped(text: str) -> str:
    """Make characters ready for HTML, in an element or an attribute."""
    return escape(printable(text))


def words_markup(text: str) -> str:
    """Write characters as they were typed, where HTML would make one space of several, and of an end of line.

    Only those spaces are kept by style: WeasyPrint breaks lines too soon in a paragraph that keeps all of its spaces.
    """
    words = filter(None, UNBROKEN.split(unbroken(text)))
    pieces = (SPACES.sub(r'<span class="espaces">\g<0></span>', _raised(piece)) for piece in words)
    return "<wbr>".join(pieces).replace("\n", "<br>")


def _raised(text: str) -> str:
    return "".join(f"<sup>{escaped(one)}</sup>" if up else escaped(one) for one, up in raised(text))


def link_to(anchor: str, prefix: str = "") -> str:
    """Address a heading of the same page."""
    return escaped(f"#{quote(prefix + anchor)}")


def _inline(inline: Inline, embedded: bool) -> str:
    match inline:
        case Sourced(text, fact) if embedded and _is_a_fact(inline):
            return f'<span data-chemin="{escaped(fact)}">{words_markup(text)}</span>'
        case Text(text):
            return words_markup(text)
        case Strong(content) | Emphasis(content):
            tag = "strong" if isinstance(inline, Strong) else "em"
            return f"<{tag}>{_inlines(content, embedded)}</{tag}>"
        case LineBreak():
            return "<br>"
        case Reference():
            return _link(inline, prefix=PREFIX if embedded else "")
        case Missing(path=path):
            return f'<mark data-chemin="{escaped(path)}">{escaped(inline.text)}</mark>'
        case Note(text):
            return f'<em class="note">{escaped(text)}</em>'


def _link(reference: Reference, glued: str = "", prefix: str = "") -> str:
    """Link to a heading; what is glued before it is in the link too, so that no line is cut between them."""
    names = class_attribute("renvoi", "insecable" if glued else "")
    return f'<a{names} href="{link_to(reference.anchor, prefix)}">{words_markup(glued + reference.text)}</a>'
