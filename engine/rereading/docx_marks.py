"""What was tracked, commented and added in a DOCX, as its lines are read (ECMA-376, part 1, 17.13 and 17.11)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from engine.containers import Container
from engine.rereading.docx_words import W, local
from engine.rereading.found import Comment, Revision, RevisionKind

_KINDS: Final[dict[str, RevisionKind]] = {"ins": "ins", "del": "del", "moveFrom": "move", "moveTo": "move"}
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"

Addition = tuple[str, str, int]
"""What is no line: « note », « image », « box », « object » or « inserted », what it says, and the line where it is."""


@dataclass(slots=True)
class Marks:
    """What is met in the order of the document."""

    revisions: list[Revision] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    starts: dict[str, int] = field(default_factory=dict)
    quoted: dict[str, str] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)
    _last: Any = None

    def met(self, element: Any, name: str, line: int) -> None:
        """Note an element that stands at a line."""
        identifier = element.get(f"{W}id", "")
        if name == "commentRangeStart":
            self._open.add(identifier)
            self.starts.setdefault(identifier, line)
        elif name == "commentRangeEnd":
            self._open.discard(identifier)
        elif name == "commentReference":
            self.starts.setdefault(identifier, line)
        elif addition := _addition(element, name):
            self.additions.append((*addition, line))

    def said(self, letters: str) -> None:
        """Note words, which the comments that are open are about."""
        for identifier in self._open:
            self.quoted[identifier] = self.quoted.get(identifier, "") + letters

    def changed(self, change: Any, letters: str, line: int) -> None:
        """Note tracked words, with those before where they are of one change."""
        author, date = change.get(f"{W}author", ""), change.get(f"{W}date", "")
        one = Revision(author, date, _KINDS.get(local(change), "format"), letters, line)
        last = self._last
        if last is not None and (local(last), last.get(f"{W}author", ""), self.revisions[-1].line) == (
            local(change),
            author,
            line,
        ):
            self.revisions[-1] = Revision(
                author, self.revisions[-1].date, one.kind, self.revisions[-1].text + letters, line
            )
        else:
            self.revisions.append(one)
        self._last = change


def _addition(element: Any, name: str) -> tuple[str, str] | None:
    """What an element adds beside the words, and what it says."""
    if name in ("footnoteReference", "endnoteReference"):
        return name, element.get(f"{W}id", "")
    if name == "altChunk":
        return "inserted", ""
    if name not in ("drawing", "pict", "object"):
        return None
    boxes = list(element.iter(f"{W}txbxContent"))
    if boxes:
        return "box", _text(boxes[0])
    if name == "object":
        return "object", ""
    if any(local(one) in ("pic", "imagedata") for one in element.iter()):
        said = next((one.get("descr", "") for one in element.iter() if local(one) == "docPr"), "")
        return "image", said
    return None


def comments_of(container: Container, related: dict[str, str], marks: Marks) -> tuple[Comment, ...]:
    """The comments, in the order of the document, each with what others answered.

    Raises:
        ContainerError: where they are damaged.
    """
    part = related.get("comments", "")
    if part not in container:
        return ()
    found: dict[str, tuple[Comment, str]] = {}
    parents = _parents(container, related.get("commentsExtended", ""))
    answers: dict[str, list[str]] = {}
    for element in container.root(part).iter(f"{W}comment"):
        identifier = element.get(f"{W}id", "")
        paragraphs = list(element.iter(f"{W}p"))
        own = next((one.get(f"{_W14}paraId", "") for one in reversed(paragraphs)), "")
        quoted = " ".join(marks.quoted.get(identifier, "").split())
        said = "\n".join(_text(one) for one in paragraphs).strip()
        author, date = element.get(f"{W}author", ""), element.get(f"{W}date", "")
        comment = Comment(author, date, said, marks.starts.get(identifier, 0), quoted)
        found[own or f"#{identifier}"] = comment, parents.get(own, "")
    for own, (_, parent) in found.items():
        if parent in found and parent != own:
            answers.setdefault(parent, []).append(own)
    first = [_with_replies(own, found, answers, 0) for own, (_, parent) in found.items() if parent not in found]
    return tuple(sorted(first, key=lambda one: one.line))


def _with_replies(
    own: str, found: dict[str, tuple[Comment, str]], answers: dict[str, list[str]], depth: int
) -> Comment:
    one = found[own][0]
    replies = (
        () if depth > 20 else tuple(_with_replies(each, found, answers, depth + 1) for each in answers.get(own, ()))
    )
    return Comment(one.author, one.date, one.text, one.line, one.quoted, replies)


def _parents(container: Container, part: str) -> dict[str, str]:
    """The comment that each answers, by the identifiers of their last paragraphs ([MS-DOCX], 2.5.4.2)."""
    if part not in container:
        return {}
    found = container.root(part).iter(f"{_W15}commentEx")
    return {one.get(f"{_W15}paraId", ""): one.get(f"{_W15}paraIdParent", "") for one in found}


def notes_of(container: Container, part: str) -> dict[str, str]:
    """The words of each note of a part, by identifier.

    Raises:
        ContainerError: where they are damaged.
    """
    if part not in container:
        return {}
    found = (one for one in container.root(part) if local(one) in ("footnote", "endnote"))
    return {one.get(f"{W}id", ""): _text(one).strip() for one in found}


def _text(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t", f"{W}delText"))
