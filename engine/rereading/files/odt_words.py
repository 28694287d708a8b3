"""The words of a paragraph of OpenDocument text, with where each comes from (ODF 1.3, part 3, 6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Any, Final

from engine.carried import Words
from engine.elements import attribute, local
from engine.rereading.files.edited import RevisionKind, View
from engine.rereading.files.gathering import LOST, Gathering
from models.records import dataclass

_KINDS: Final[dict[str, RevisionKind]] = {"insertion": "ins", "deletion": "del", "format-change": "format"}
_CONTROLS: Final = ("text-input", "content-control")
_UNREAD: Final = frozenset(
    ("tracked-changes", "page-number", "page-count", "event-listeners", "ruby-text", "hidden-text", "object", "image")
)
_MOST_SPACES: Final = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: who, when, of what kind, and the paragraphs that it took away."""

    author: str
    date: str
    kind: RevisionKind
    removed: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around words: their look, and the control or the reference that holds them."""

    bold: bool = False
    italic: bool = False
    fact: str = ""
    reference: str = ""
    control: Any = None


_NOWHERE: Final = Context()


@dataclass(slots=True)
class Reader:
    """Reads paragraphs one after the other: a tracked change may go on from one to the next.

    `looks` are the styles of words that are bold, and italic; `facts` the paths that a control may have.
    """

    view: View
    gathering: Gathering
    looks: Mapping[str, tuple[bool, bool]]
    facts: frozenset[str]
    changes: dict[str, Change]
    notes: dict[str, Any] = field(default_factory=dict)
    open: dict[str, Change] = field(default_factory=dict)

    @property
    def is_gone(self) -> bool:
        """Whether what comes now is left out: inserted, where the changes are rejected."""
        return self.view == "initiale" and any(one.kind == "ins" for one in self.open.values())

    def read(self, element: Any, context: Context) -> None:
        """Add what an element says to the line."""
        self._said(element.text, context)
        for child in element:
            self.child(child, context)
            self._said(child.tail, context)

    def child(self, child: Any, context: Context = _NOWHERE) -> None:
        """Add what an element of a paragraph says, or what stands between two."""
        kind, name = local(child), attribute(child, "name")
        if kind in ("s", "tab", "line-break"):
            self._said(_spaces(child, kind), context)
        elif kind in ("bookmark", "bookmark-start"):
            self.gathering.mark(name)
        elif kind.startswith("change"):
            self._change(kind, attribute(child, "change-id"), context)
        elif kind == "annotation":
            self.notes[name or str(len(self.notes))] = child
            self.gathering.begin_comment(name or str(len(self.notes) - 1))
        elif kind == "annotation-end":
            self.gathering.end_comment(name)
        elif kind in ("note", "frame", "custom-shape", "text-box"):
            self._addition(child, kind)
        elif kind not in _UNREAD:
            self.read(child, self._within(child, kind, context))

    def _within(self, child: Any, kind: str, context: Context) -> Context:
        if kind == "span":
            bold, italic = self.looks.get(attribute(child, "style-name"), (False, False))
            return replace(context, bold=context.bold or bold, italic=context.italic or italic)
        if kind in _CONTROLS:
            path = attribute(child, "tag") or attribute(child, "description")
            if path in self.facts or context.control is None:
                return replace(context, fact=path if path in self.facts else LOST, control=child)
        if kind == "bookmark-ref":
            return replace(context, reference=attribute(child, "ref-name"))
        return context

    def _said(self, text: str | None, context: Context) -> None:
        """Add letters; those of the file that only space it are one (6.1.2).

        A hyphen that does not break, which is a sign in a DOCX, is a letter in an ODT.
        """
        if not text:
            return
        text = text.replace("\u2011", "-")
        for change in self.open.values():
            self.gathering.change(change.author, change.date, change.kind, text)
        if not self.is_gone:
            reference = "" if context.fact else context.reference
            words = Words(text, context.fact, "", reference, context.bold, context.italic)
            self.gathering.add(words, context.control)

    def _change(self, kind: str, identifier: str, context: Context) -> None:
        change = self.changes.get(identifier)
        if change is None:
            return
        if kind == "change-start":
            self.open[identifier] = change
        elif kind == "change-end":
            self.open.pop(identifier, None)
        elif change.kind == "del":
            self._removed(change, context)

    def _removed(self, change: Change, context: Context) -> None:
        """What was taken away here: several paragraphs where their ends were too (5.5.4)."""
        for position, paragraph in enumerate(change.removed):
            letters = "\n" * bool(position) + "".join(paragraph.itertext())
            self.gathering.change(change.author, change.date, "del", letters)
            if self.view == "initiale":
                if position:
                    self.gathering.end("heading" if local(change.removed[position - 1]) == "h" else "paragraph")
                self.read(paragraph, context)

    def _addition(self, child: Any, kind: str) -> None:
        boxes = [one for one in child.iter("{*}text-box") if letters(one)]
        if kind == "note":
            body = next(child.iter("{*}note-body"), child)
            name = "endnoteReference" if attribute(child, "note-class") == "endnote" else "footnoteReference"
            self.gathering.additions.append((name, letters(body)))
        elif boxes or (kind == "custom-shape" and letters(child)):
            self.gathering.additions.append(("box", letters(boxes[0] if boxes else child)))


def changes_of(root: Any) -> dict[str, Change]:
    """The tracked changes of a part, by their identifiers (5.5)."""
    found: dict[str, Change] = {}
    for region in root.iter("{*}changed-region"):
        for change in region:
            kind = _KINDS.get(local(change))
            if kind is None:
                continue
            author, date = (_first(change, name) for name in ("creator", "date"))
            removed = tuple(one for one in paragraphs(change) if kind == "del")
            found[attribute(region, "id")] = Change(author, date, kind, removed)
    return found


def _first(element: Any, name: str) -> str:
    return next((one.text or "" for one in element.iter(f"{{*}}{name}")), "")


def paragraphs(above: Any) -> Iterator[Any]:
    """The paragraphs and the headings that an element holds, but those of a comment."""
    for child in above:
        if local(child) in ("p", "h"):
            yield child
        elif local(child) not in ("change-info", "annotation"):
            yield from paragraphs(child)


def letters(element: Any) -> str:
    """What an element says, its paragraphs apart."""
    return " ".join(" ".join("".join(one.itertext()).split()) for one in paragraphs(element)).strip()


def _spaces(child: Any, kind: str) -> str:
    if kind == "s":
        count = attribute(child, "c")
        return " " * (min(int(count), _MOST_SPACES) if count.isdecimal() and count.isascii() else 1)
    return "\t" if kind == "tab" else "\n"
