"""The words of a paragraph of WordprocessingML, with where each comes from (ECMA-376, part 1, 17.3 and 17.16)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field, replace
from typing import Any, Final, Protocol

from engine.carried import Words
from engine.elements import W, local
from engine.rereading.files.edited import View
from engine.rereading.files.gathering import LOST
from models.records import dataclass

INSERTED: Final = ("ins", "moveTo")
DELETED: Final = ("del", "moveFrom")
GONE: Final[dict[View, tuple[str, ...]]] = {"finale": DELETED, "initiale": INSERTED}

_COUNTERS: Final = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_LISTS: Final = ("TOC", "INDEX", "TOA")
_ONE_LETTER: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_SYMBOLS: Final = {"b7": "•", "a7": "▪", "fc": "✓", "fe": "☑", "a8": "☐", "6f": "□", "d8": "➢", "e0": "→", "f0": "⇨"}
"""The characters of Symbol and Wingdings that people insert most, by their code."""
_NO_WORDS: Final = frozenset(("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "Fallback", "rt"))
_APART: Final = frozenset(("drawing", "pict", "object", "footnoteReference", "endnoteReference", "commentReference"))


@dataclass(slots=True)
class Field:
    """A field that is open: what it asks for, and whether what comes now is its result."""

    asked: str = ""
    shows: bool = False

    @property
    def name(self) -> str:
        """« REF », « TOC »."""
        return (self.asked.split() or [""])[0].upper()

    @property
    def target(self) -> str:
        """The bookmark whose words it repeats."""
        return [*self.asked.split(), "", ""][1]

    @property
    def is_said(self) -> bool:
        """Whether its result is words of the document: neither a number of page nor a copy of headings."""
        return self.shows and self.name not in (*_COUNTERS, *_LISTS)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around words: the control and the tracked changes that hold them."""

    fact: str = ""
    control: Any = None
    changes: tuple[Any, ...] = ()

    def within(self, control: Any, tag: str) -> Context:
        """What stands around the words of a control; one without a name, inside of another, is the same."""
        if tag or self.control is None:
            return replace(self, fact=tag or LOST, control=control)
        return self


class Listener(Protocol):
    """Who is told what is met on the way, in the order of the document."""

    def met(self, element: Any, name: str) -> None:
        """An element that is no word: a mark, an end of what a comment is about, a drawing, a note."""

    def changed(self, change: Any, letters: str) -> None:
        """A tracked change of some words."""


@dataclass(slots=True)
class Reader:
    """Reads paragraphs one after the other: a field may go on from one to the next.

    `looks` tells whether a run is bold, and italic; `control` is the one around the last words.
    """

    view: View
    listener: Listener
    looks: Callable[[Any], tuple[bool, bool]]
    fields: list[Field] = field(default_factory=list)
    control: Any = None

    def words(self, above: Any, context: Context) -> Iterator[Words]:
        """The words of a paragraph, or of what stands in one."""
        for element in above:
            name = local(element)
            if name == "r":
                yield from self._run(element, context)
            elif name in (*INSERTED, *DELETED):
                yield from self.words(element, replace(context, changes=(*context.changes, element)))
            elif name == "sdt":
                yield from self._control(element, context)
            elif name == "fldSimple":
                self.fields.append(Field(element.get(f"{W}instr", ""), shows=True))
                yield from self.words(element, context)
                self.fields.pop()
            elif name == "t" and not element.tag.startswith(W):  # the letters of an equation
                yield from self._said(element.text or "", context)
            elif name in ("bookmarkStart", "commentRangeStart", "commentRangeEnd"):
                self.listener.met(element, name)
            elif name == "AlternateContent":
                yield from self.words(alternative(element), context)
            elif name not in _NO_WORDS:
                yield from self.words(element, context)

    def _control(self, element: Any, context: Context) -> Iterator[Words]:
        properties = element.find(f"{W}sdtPr")
        tag = value(properties, "tag") if properties is not None else ""
        inside = element.find(f"{W}sdtContent")
        if inside is not None:
            yield from self.words(inside, context.within(element, tag))

    def _run(self, run: Any, context: Context) -> Iterator[Words]:
        look = self.looks(run)
        if (changed := run.find(f"{W}rPr/{W}rPrChange")) is not None:
            context = replace(context, changes=(*context.changes, changed))
        for element in run:
            name = local(element)
            if name == "fldChar":
                self._follow(element.get(f"{W}fldCharType", ""))
            elif name in ("instrText", "delInstrText"):
                if self.fields and not self.fields[-1].shows:
                    self.fields[-1].asked += element.text or ""
            elif name in _APART:
                self.listener.met(element, name)
            elif name == "AlternateContent":
                yield from self._run(alternative(element), context)
            elif name == "ruby":
                yield from (
                    words for base in element.iterchildren(f"{W}rubyBase") for words in self.words(base, context)
                )
            elif letters := _letters(element, name):
                yield from self._said(letters, context, look)

    def _follow(self, state: str) -> None:
        if state == "begin":
            self.fields.append(Field())
        elif self.fields and state == "separate":
            self.fields[-1].shows = True
        elif self.fields and state == "end":
            self.fields.pop()

    def _said(self, letters: str, context: Context, look: tuple[bool, bool] = (False, False)) -> Iterator[Words]:
        if not all(one.is_said for one in self.fields):
            return
        for change in context.changes:
            self.listener.changed(change, letters)
        if any(local(change) in GONE[self.view] for change in context.changes):
            return
        self.control = context.control
        # A control becomes a field to fill in where LibreOffice goes through its own format.
        fact = context.fact or (LOST if any(one.name == "FILLIN" for one in self.fields) else "")
        if fact.startswith("="):
            yield Words(letters, "", fact[1:], "", *look)
        else:
            reference = "" if fact else next((one.target for one in self.fields if one.name == "REF"), "")
            yield Words(letters, fact, "", reference, *look)


def _letters(element: Any, name: str) -> str:
    if name in ("t", "delText"):
        return element.text or ""
    if name == "br":  # LibreOffice turns a break before a paragraph into one among its words
        return "" if element.get(f"{W}type") in ("page", "column") else "\n"
    return _symbol(element) if name == "sym" else _ONE_LETTER.get(name, "")


def _symbol(element: Any) -> str:
    code = element.get(f"{W}char", "").lower()
    try:
        letter = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return _SYMBOLS.get(code[-2:], letter) if code.startswith("f0") else letter


def alternative(element: Any) -> Any:
    """What to read of something that is written in several ways: the first that there is."""
    return element[0] if len(element) else element


def value(above: Any, name: str) -> str:
    """The value of an element that is under another, empty where it is not there."""
    found = above.find(f"{W}{name}") if above is not None else None
    return "" if found is None else found.get(f"{W}val", "")
