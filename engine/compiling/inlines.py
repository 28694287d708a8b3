"""The words of a paragraph, of a title or of a cell, parsed once: their marks, their slots, what they choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from jinja2 import nodes

from engine.compiling import marks
from engine.compiling.emitted import Emitted, Statements
from engine.compiling.pieces import Control, Piece, Slot, Words, flat
from engine.compiling.refused import called
from engine.errors import LibraryError
from models.regexes import regex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SAID = {
    "softbreak": marks.SOFT,
    "hardbreak": marks.BREAK,
    "strong_open": marks.STRONG,
    "strong_close": marks.STRONG_END,
    "em_open": marks.EMPHASIS,
    "em_close": marks.EMPHASIS_END,
}
BLOCK_INSIDE = regex(r"\n[ \t]*(?:\n|[-*+] |\d+[.)] |#{1,6} |\|)")
"""What ends a paragraph inside a text."""

Known = Mapping[int, Piece]
"""The pieces behind the parts of a text that is parsed as Markdown."""


@cache
def parser() -> MarkdownIt:
    """The parser of Markdown, loaded where there is something to compile."""
    from markdown_it import MarkdownIt  # noqa: PLC0415

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def numbered(parts: Iterable[Piece], known: dict[int, Piece]) -> str:
    """The words of pieces as Markdown, with a number for each piece of code, kept in `known`."""
    said = []
    for one in parts:
        if isinstance(one, Words):
            said.append(one.text)
        else:
            known[len(known)] = one
            said.append(marks.part(len(known) - 1))
    return "".join(said)


def inline(parts: Iterable[Piece]) -> Statements:
    """Pieces in a row, as what a paragraph says."""
    known: dict[int, Piece] = {}
    text = numbered(parts, known)
    return said(parser().parseInline(text)[0].children or [], known) if text else []


def said(tokens: Sequence[Token], known: Known) -> Statements:
    """What the tokens of a paragraph say.

    Raises:
        LibraryError: where they hold what a clause may not have.
    """
    emitted = Emitted()
    for at, token in enumerate(tokens):
        if token.type in ("text", "code_inline"):
            for number, words in enumerate(marks.PART.split(token.content)):
                if number % 2:
                    _put(known[int(words)], emitted)
                else:
                    emitted.say(words.replace("<br>", marks.BREAK))
        elif token.type in _SAID:
            emitted.say(_SAID[token.type])
        else:
            line = sum(one.type.endswith("break") for one in tokens[:at])
            raise LibraryError(f"une clause ne peut pas contenir {called(token.type)}", line)
    return emitted.statements


def _put(piece: Piece, emitted: Emitted) -> None:
    if isinstance(piece, Slot):
        emitted.say(marks.origin("fait", piece.origin) if piece.origin else "")
        emitted.print(piece.node, piece.line)
        emitted.say(marks.ORIGIN_END if piece.origin else "")
    elif isinstance(piece, Control):
        emitted.put(piece.with_bodies([_branch(piece, branch) for branch in piece.branches]))


def _branch(control: Control, branch: tuple[Piece, ...]) -> Statements:
    """What a case says in the middle of a paragraph."""
    if BLOCK_INSIDE.search(flat(branch).rstrip("\n")):
        raise straddling(control)
    statements = inline(branch)
    outputs = (part for one in statements if isinstance(one, nodes.Output) for part in one.nodes)
    if any(isinstance(part, nodes.TemplateData) and "**" in part.data for part in outputs):
        message = "« ** » est ouvert ou fermé dans ce cas seul ; écrivez les mots en gras en entier dans chaque cas"
        raise LibraryError(message, control.line - 1)
    return within(control, statements, marks.origin("cas", control.origin), marks.ORIGIN_END)


def within(control: Control, statements: Statements, opening: str, closing: str) -> Statements:
    """What a case says, between the marks that say what decides of it, where the clause is traced."""
    if not control.origin or not statements:
        return statements
    emitted = Emitted()
    emitted.say(opening)
    emitted.extend(statements)
    emitted.say(closing)
    return emitted.statements


_SPECIAL = regex(r"[\\`*_\[\]\n]|<[A-Za-z]|&[#A-Za-z]")
"""What Markdown may read in a line."""


@lru_cache(maxsize=4096)
def encoded(text: str) -> str:
    """Words that no clause compiled, those of a function or of a table: Markdown is read where they hold any.

    Raises:
        LibraryError: where they hold what a clause may not have.
    """
    text = text.replace("<br>", marks.BREAK)
    if not _SPECIAL.search(text):
        return text
    statements = inline((Words(text, 1),))
    return "".join(part.data for one in statements for part in one.nodes)  # type: ignore[attr-defined]


def straddling(control: Control) -> LibraryError:
    """A case that begins or ends in the middle of what it chooses."""
    what = "une répétition" if isinstance(control.node, nodes.For) else "un cas"
    message = (
        f"{what} commence ou finit au milieu d'un paragraphe, d'une liste ou d'un tableau, et en contient d'autres ; "
        "séparez-les par une ligne vide, ou écrivez chaque paragraphe dans son propre cas"
    )
    return LibraryError(message, control.line - 1)


def raw(parts: Iterable[Piece]) -> Statements:
    """Pieces whose words are no Markdown."""
    emitted = Emitted()
    for one in parts:
        match one:
            case Words(text):
                emitted.say(text)
            case Slot(node, line):
                emitted.print(node, line)
            case Control():
                emitted.put(one.with_bodies([raw(branch) for branch in one.branches]))
    return emitted.statements
