"""What is tracked, commented and added in a DOCX (ECMA-376, part 1, 17.11 and 17.13)."""

from __future__ import annotations

from typing import Any, Final

from engine.containers import Container
from engine.elements import W, local
from engine.rereading.files.edited import Comment, RevisionKind
from engine.rereading.files.gathering import Addition, Gathering, Said, threads

_KINDS: Final[dict[str, RevisionKind]] = {"ins": "ins", "del": "del", "moveFrom": "move", "moveTo": "move"}
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def met(element: Any, name: str, gathering: Gathering) -> None:
    """Note an element that is no word, where it stands."""
    identifier = element.get(f"{W}id", "")
    if name == "bookmarkStart":
        gathering.mark(element.get(f"{W}name", ""))
    elif name == "commentRangeStart":
        gathering.begin_comment(identifier)
    elif name in ("commentRangeEnd", "commentReference"):
        gathering.end_comment(identifier)
    elif addition := _addition(element, name):
        gathering.additions.append(addition)


def changed(change: Any, letters: str, gathering: Gathering) -> None:
    """Note a tracked change of some words."""
    author, date = change.get(f"{W}author", ""), change.get(f"{W}date", "")
    gathering.change(author, date, _KINDS.get(local(change), "format"), letters)


def _addition(element: Any, name: str) -> Addition | None:
    """What an element adds beside the words, and what it says."""
    if name in ("footnoteReference", "endnoteReference"):
        return name, element.get(f"{W}id", "")
    if name == "altChunk":
        return "inserted", ""
    if boxes := list(element.iter(f"{W}txbxContent")):
        return "box", text(boxes[0])
    if name == "object":
        return "object", ""
    if any(local(one) in ("pic", "imagedata") for one in element.iter()):
        return "image", next((one.get("descr", "") for one in element.iter() if local(one) == "docPr"), "")
    return None


def comments_of(container: Container, related: dict[str, str], gathering: Gathering) -> tuple[Comment, ...]:
    """The comments, in the order of the document, each with what others answered.

    Raises:
        ContainerError: where they are damaged.
    """
    part = related.get("comments", "")
    if part not in container:
        return ()
    parents = _parents(container, related.get("commentsExtended", ""))
    return threads([_said(one, parents, gathering) for one in container.root(part).iter(f"{W}comment")])


def _said(element: Any, parents: dict[str, str], gathering: Gathering) -> Said:
    identifier = element.get(f"{W}id", "")
    paragraphs = list(element.iter(f"{W}p"))
    own = next((one.get(f"{_W14}paraId", "") for one in reversed(paragraphs)), "")
    comment = Comment(
        element.get(f"{W}author", ""),
        element.get(f"{W}date", ""),
        "\n".join(map(text, paragraphs)).strip(),
        gathering.starts.get(identifier, 0),
        " ".join(gathering.quoted.get(identifier, "").split()),
    )
    return Said(own or f"#{identifier}", parents.get(own, ""), comment)


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
    return {one.get(f"{W}id", ""): text(one).strip() for one in found}


def text(element: Any) -> str:
    """The letters of an element."""
    hyphen = f"{W}noBreakHyphen"
    return "".join("-" if one.tag == hyphen else one.text or "" for one in element.iter(f"{W}t", f"{W}delText", hyphen))
