"""An OpenDocument text that people edited, read back: its body in order, then its headers and footers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from engine.carried import Carried, Kind, Line, marks
from engine.containers import Container, ContainerError
from engine.elements import attribute, local
from engine.rereading.files.edited import Comment, Edited, View
from engine.rereading.files.gathering import Gathering, Said, threads
from engine.rereading.files.odt_words import Context, Reader, changes_of, paragraphs
from engine.rereading.files.references import with_anchors
from engine.rereading.files.told import added

_TEXT: Final = b"application/vnd.oasis.opendocument.text"
_UNREAD: Final = ("tracked-changes", "table-of-content", "forms", "sequence-decls", "covered-table-cell")
_PAGES: Final = ("-first", "", "-left")
_BANDS: Final[tuple[Kind, ...]] = ("header", "footer")


def is_odt(container: Container) -> bool:
    """Whether an archive is a text of LibreOffice, or a template of one."""
    return "mimetype" in container and "content.xml" in container and container.read("mimetype").startswith(_TEXT)


def read_odt(container: Container, carried: Carried | None, name: str, view: View) -> Edited:
    """Read an ODT whose archive was checked.

    Raises:
        ContainerError: where a part of its words is missing or damaged.
    """
    content, styles = container.root("content.xml"), container.root("styles.xml")
    body = next(content.iter("{*}body"), None)
    if body is None:
        raise ContainerError("broken", "content.xml")
    gathering = Gathering(marks(carried.lines) if carried else {})
    facts = {words.fact for line in carried.lines for words in line.words if words.fact} if carried else set()
    looks = _looks((*styles.iter("{*}style"), *content.iter("{*}style")))
    reader = Reader(view, gathering, looks, frozenset(facts), changes_of(body))
    _blocks(body, reader)
    _bands(content, styles, reader)
    return Edited(
        "odt",
        carried,
        with_anchors(gathering.lines, carried.lines) if carried else tuple(gathering.lines),
        tuple(gathering.revisions),
        threads([_comment(key, note, gathering) for key, note in reader.notes.items()]),
        tuple(added(one, {}, name) for one in gathering.additions),
    )


def _blocks(above: Any, reader: Reader, kind: Kind | None = None) -> None:
    """Read the blocks that an element holds; the first paragraph of an item alone is one of a list."""
    for position, element in enumerate(above):
        name = local(element)
        if name in ("p", "h"):
            reader.read(element, Context())
            if not reader.is_gone:
                is_item = local(above) == "list-item" and not position
                reader.gathering.end(kind or ("heading" if name == "h" else "item" if is_item else "paragraph"))
        elif name.startswith(("change", "bookmark", "frame", "custom-shape")):
            reader.child(element)
        elif name not in _UNREAD:
            _blocks(element, reader, kind or ("cell" if name == "table-cell" else None))


def _bands(content: Any, styles: Any, reader: Reader) -> None:
    """Read the headers, then the footers, in the order of the pages; what several say alike is said once."""
    masters = {attribute(one, "name"): one for one in styles.iter("{*}master-page")}
    used = [masters[name] for name in _masters(content, masters) if name in masters]
    found, known = reader.gathering.lines, set[tuple[Kind, tuple[str, ...]]]()
    for band in _BANDS:
        for master, page in ((master, page) for master in used for page in _PAGES):
            for element in master.iterchildren(f"{{*}}{band}{page}"):
                if attribute(element, "display") == "false":
                    continue
                start = len(found)
                reader.changes |= changes_of(element)
                _blocks(element, reader, band)
                lines: Iterable[Line] = found[start:]
                text = (band, tuple(line.text for line in lines))
                if text in known:
                    del found[start:]
                known.add(text)


def _masters(content: Any, masters: dict[str, Any]) -> list[str]:
    """The kinds of pages of a document, in the order of their use, each with those that follow by themselves."""
    named = {attribute(one, "name"): attribute(one, "master-page-name") for one in content.iter("{*}style")}
    body = next(content.iter("{*}body"))
    said_by = [named.get(attribute(element, "style-name"), "") for element in _styled(body)]
    asked = list(filter(None, said_by if said_by[:1] != [""] else ["Standard", *said_by]))
    found: dict[str, None] = {}
    for name in asked:
        following = name
        while following in masters and following not in found:
            found[following] = None
            following = attribute(masters[following], "next-style-name")
    return list(found)


def _styled(above: Any) -> Iterator[Any]:
    """The paragraphs and the tables that an element shows, in order."""
    for element in above:
        if local(element) in ("p", "h", "table"):
            yield element
        if local(element) != "tracked-changes":
            yield from _styled(element)


def _looks(styles: Iterable[Any]) -> dict[str, tuple[bool, bool]]:
    """The styles of words that are bold, and italic, by themselves or by those that they rest on."""
    of_words = {attribute(one, "name"): one for one in styles if attribute(one, "family") == "text"}

    def properties(name: str) -> Iterator[Any]:
        seen: set[str] = set()
        while (style := of_words.get(name)) is not None and name not in seen:
            seen.add(name)
            yield from style.iterchildren("{*}text-properties")
            name = attribute(style, "parent-style-name")

    def first(name: str, asked: str) -> str:
        return next(filter(None, (attribute(one, asked) for one in properties(name))), "")

    return {
        name: (first(name, "font-weight") in ("bold", "700", "800", "900"), first(name, "font-style") == "italic")
        for name in of_words
    }


def _comment(key: str, note: Any, gathering: Gathering) -> Said:
    def one(tag: str) -> str:
        return next((each.text or "" for each in note.iterchildren(f"{{*}}{tag}")), "")

    text = "\n".join("".join(each.itertext()) for each in paragraphs(note)).strip()
    quoted = " ".join(gathering.quoted.get(key, "").split())
    comment = Comment(one("creator"), one("date"), text, gathering.starts.get(key, 0), quoted)
    return Said(key, attribute(note, "parent-name"), comment)
