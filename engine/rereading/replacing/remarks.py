"""What the other party left in a document, kept in the draft that takes its place: tracked changes and comments.

A tracked change is tracked again where its words still stand; what the draft says already is no more a change; of the
rest a comment tells the words. A comment stands at the same words, or at the nearest paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from engine.carried import Line, Words
from engine.elements import SPACE, W
from engine.errors import InputError, Severity
from engine.rereading.files.edited import Comment, Edited, Revision, RevisionKind
from engine.rereading.files.read import read_edited
from engine.rereading.files.told import no_words
from engine.rereading.lines.alignment import aligned
from engine.rereading.replacing.comments import PARSER, Remark, comments_part, with_comments
from engine.rereading.replacing.paragraphs import Part, compared, paragraphs, parts, run_before, runs
from models.records import dataclass

_DOCUMENT = "word/document.xml"
_FIRST = 900_000
"""The identifiers of tracked changes, far from those of a draft."""
_PENDING: Mapping[RevisionKind, str] = {"ins": "ajout", "del": "retrait", "move": "déplacement"}
_AROUND = 24
"""The letters before and after a change by which its place is known again."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A tracked change of a paragraph: words gone and words added, and those around them, in what was there before."""

    gone: str
    added: str
    before: str
    after: str
    author: str
    date: str

    def place_in(self, text: str) -> int | None:
        """Where its words stand in a text, if they stand there once."""
        for around in (_AROUND, _AROUND // 2):
            before, after = self.before[-around:], self.after[:around]
            sought = compared(before + self.gone + after)
            if sought and compared(text).count(sought) == 1:
                return compared(text).index(sought) + len(before)
        return None


def with_remarks(draft: bytes, edited: bytes, name: str) -> bytes:
    """A draft, in DOCX, with what others left in an edited document, of which an ODT gives its comments alone.

    Raises:
        InputError: where the edited document cannot be read, or is a PDF.
    """
    read = read_edited(edited, name)
    if read.kind == "pdf":
        raise InputError([replace(no_words(name), severity=Severity.ERROR)])
    if read.kind == "odt":
        return _with_those_of_an_odt(draft, read)
    comments = read.comments
    old = list(paragraphs(_root(edited)))
    root = _root(draft)
    new = list(paragraphs(root))
    places = _places([_text(one, "ins") for one in old], [_text(one) for one in new])
    remarks: list[Remark] = []
    number = _FIRST
    for rank, paragraph in enumerate(old):
        here = new[places[rank]] if new else None
        if here is None or not any(one.change for one in parts(paragraph)):
            continue
        if not _text(paragraph, "ins").strip():
            number = _new_paragraph(here, paragraph, number)
            continue
        for change in reversed(_changes(paragraph)):
            if _is_said(change, here):
                continue
            at = change.place_in(_text(here))
            if at is None:
                remarks.append(Remark(here, "", _told(change)))
            else:
                number = _track(here, at, change, number)
    stands_for = dict(zip(old, places, strict=True))
    remarks += _of_others(comments, _commented(edited, old), new, stands_for)
    members = with_comments(draft, remarks)
    members[_DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _replaced(draft, members)


def _with_those_of_an_odt(draft: bytes, read: Edited) -> bytes:
    """A draft with the comments of an ODT, at the paragraphs that stand for theirs, and its tracked changes told."""
    root = _root(draft)
    new = list(paragraphs(root))
    places = _places([line.text for line in read.lines], [_text(one) for one in new])
    held = [(one.line, one.quoted, one) for one in read.comments if not one.is_ours]
    held += [(one.line, "", _pending(one)) for one in read.revisions if one.kind in _PENDING and one.text.strip()]
    remarks = [
        Remark(new[places[min(line, len(places) - 1)]], quoted, one)
        for line, quoted, one in sorted(held, key=lambda one: one[0])
        if places and new
    ]
    members = with_comments(draft, remarks)
    members[_DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _replaced(draft, members)


def _pending(one: Revision) -> Comment:
    text = f"Modification suivie dans le document LibreOffice, {_PENDING[one.kind]} : « {' '.join(one.text.split())} »"
    return Comment(one.author, one.date, text, one.line)


def _root(content: bytes) -> Any:
    with ZipFile(BytesIO(content)) as archive:
        return etree.fromstring(archive.read(_DOCUMENT), PARSER)


def _replaced(content: bytes, members: dict[str, bytes]) -> bytes:
    """The archive with other members; the same each time."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w") as archive:
        for name in dict.fromkeys([*old.namelist(), *sorted(members)]):
            member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 0
            archive.writestr(member, members[name] if name in members else old.read(name), ZIP_DEFLATED)
    return written.getvalue()


def _text(paragraph: Any, without: str = "") -> str:
    return "".join(one.text for one in parts(paragraph) if not without or one.change != without)


def _places(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """The paragraph of the draft that stands for each of those edited, or the one that stands for the one before."""
    lines = [[Line((Words(text),)) for text in texts] for texts in (old, new)]
    found = {at: pair.edited[0] for pair in aligned(*lines) if pair.edited for at in pair.base}
    places, last = [], 0
    for at in range(len(old)):
        last = found.get(at, last)
        places.append(last)
    return places


def _changes(paragraph: Any) -> list[_Change]:
    """The tracked changes of a paragraph; words gone and words added side by side are one."""
    groups = [(tracked, list(some)) for tracked, some in groupby(parts(paragraph), lambda one: bool(one.change))]
    was = ["".join(one.text for one in some if one.change != "ins") for _, some in groups]
    found = []
    for rank, (tracked, some) in enumerate(groups):
        if tracked:
            gone, added = (_joined(some, change) for change in ("del", "ins"))
            around = "".join(was[:rank]), "".join(was[rank + 1 :])
            found.append(_Change(gone, added, *around, some[0].author, some[0].date))
    return found


def _joined(some: Sequence[Part], change: str) -> str:
    return "".join(one.text for one in some if one.change == change)


def _is_said(change: _Change, here: Any) -> bool:
    """Whether the draft says what a change makes of the words around it."""
    made = change.before[-_AROUND:] + change.added + change.after[:_AROUND]
    was = change.before[-_AROUND:] + change.gone + change.after[:_AROUND]
    text = compared(_text(here))
    return compared(made) in text and compared(was) not in text


def _told(change: _Change) -> Comment:
    gone = f"[-{change.gone}-]" if change.gone else ""
    added = f"{{+{change.added}+}}" if change.added else ""
    words = " ".join(filter(None, (f"…{change.before[-_AROUND:]}", gone, added, f"{change.after[:_AROUND]}…")))
    text = f"Modification suivie dont les mots ne sont plus dans ce projet : {words}"
    return Comment(change.author, change.date, text, 0)


def _track(paragraph: Any, at: int, change: _Change, number: int) -> int:
    """Track a change again at a place; the next free identifier."""
    last = None
    for run in runs(paragraph, at, at + len(change.gone)) if change.gone else ():
        mark = _mark("del", change, number)
        number += 1
        run.addprevious(mark)
        mark.append(run)
        for one in run.iter(f"{W}t"):
            one.tag = f"{W}delText"
        last = mark
    if change.added:
        before = last if last is not None else run_before(paragraph, at)
        mark = _mark("ins", change, number)
        number += 1
        mark.append(_run(change.added, before))
        if before is None:
            paragraph.append(mark)
        elif at == 0 and last is None:
            before.addprevious(mark)
        else:
            before.addnext(mark)
    return number


def _new_paragraph(before: Any, paragraph: Any, number: int) -> int:
    """A paragraph that somebody added, tracked after another; the next free identifier."""
    (change, *_) = _changes(paragraph)
    made = etree.Element(f"{W}p")
    look = etree.SubElement(etree.SubElement(made, f"{W}pPr"), f"{W}rPr")
    look.append(_mark("ins", change, number))
    mark = _mark("ins", change, number + 1)
    mark.append(_run(_text(paragraph, "del"), None))
    made.append(mark)
    before.addnext(made)
    return number + 2


def _mark(kind: str, change: _Change, number: int) -> Any:
    return etree.Element(f"{W}{kind}", {f"{W}id": str(number), f"{W}author": change.author, **_date(change.date)})


def _date(date: str) -> dict[str, str]:
    return {f"{W}date": date} if date else {}


def _run(text: str, like: Any) -> Any:
    run = etree.Element(f"{W}r")
    look = like.find(f".//{W}rPr") if like is not None else None
    if look is not None:
        run.append(etree.fromstring(etree.tostring(look)))
    for rank, line in enumerate(text.split("\n")):
        if rank:
            etree.SubElement(run, f"{W}br")
        written = etree.SubElement(run, f"{W}t", {SPACE: "preserve"})
        written.text = line
    return run


def _commented(edited: bytes, paragraphs: Sequence[Any]) -> dict[tuple[str, str, str], Any]:
    """The paragraph that each comment is about, by its author, its date and its words."""
    with ZipFile(BytesIO(edited)) as archive:
        name = comments_part(archive)
        if name not in archive.namelist():
            return {}
        root = etree.fromstring(archive.read(name), PARSER)
    where = {
        mark.get(f"{W}id", ""): one
        for one in reversed(paragraphs)
        for mark in one.iter(f"{W}commentReference", f"{W}commentRangeStart")
    }
    return {_known_by(one): where[one.get(f"{W}id")] for one in root if one.get(f"{W}id") in where}


def _known_by(comment: Any) -> tuple[str, str, str]:
    words = " ".join("".join(one.itertext(f"{W}t")) for one in comment.iter(f"{W}p"))
    return comment.get(f"{W}author", ""), comment.get(f"{W}date", ""), " ".join(words.split())


def _of_others(
    comments: Sequence[Comment],
    about: Mapping[tuple[str, str, str], Any],
    new: Sequence[Any],
    places: Mapping[Any, int],
) -> list[Remark]:
    """The comments of others, at the paragraph of the draft that stands for theirs, with what they answered to ours."""
    found = []
    for one in comments:
        if new and (not one.is_ours or any(not reply.is_ours for reply in one.replies)):
            paragraph = about.get((one.author, one.date, " ".join(one.text.split())))
            found.append(Remark(new[places.get(paragraph, 0)], one.quoted, one))
    return found
