"""What would be lost of a file, were it replaced by another of its format: a sentence, nothing where nothing would.

Each format tells in its own way that it is as it was written. A plain text cannot: what begins as the new one does is
taken for a former one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from engine.errors import InputError
from engine.french import plural
from engine.importing.archive import Archive
from engine.importing.given import GivenWorkbook
from engine.importing.spreadsheet import workbook_of
from engine.passages import first_words
from engine.reading.decoding import PDF, printable
from engine.reading.form_or_contract import FormError
from engine.reading.yaml_strict import parse_yaml
from engine.rereading.files.edited import Comment, Edited
from engine.rereading.files.read import read_edited
from engine.rereading.files.told import BESIDE
from engine.rereading.replacing.changed import are_changed, lost
from engine.rereading.replacing.losses import Loss
from engine.rereading.settled import Libraries, without_settled_facts
from engine.seals import NAME, is_intact
from engine.workbook import row_mark, typed_rows
from models import chemins

_SHOWN, _WORDS = 3, 20
"""The passages told, at most, and the words of a comment."""
_PROPERTIES = "docProps/custom.xml"


_CHANGED = "a été changé depuis que cpom l'a écrit"
_UNKNOWN = Loss("document-d-ailleurs", "n'est pas de cpom, ou l'est d'une version qui ne savait pas le dire")


def loss(target: Path, old: bytes, new: bytes, libraries: Libraries) -> Loss | None:
    """What of a file, whose bytes are `old`, would be lost; `libraries` opens that of a contract."""
    if target.suffix.lower() in (".docx", ".odt"):
        return _words(target, old, new, libraries)
    examine = _EXAMINE.get(target.suffix.lower())
    return examine(printable(target), old, new) if examine else _UNKNOWN


def _words(target: Path, old: bytes, new: bytes, libraries: Libraries) -> Loss | None:
    """Of a DOCX or an ODT: words, tracked or not, facts that the new one does not say, and comments of others."""
    name = printable(target)
    try:
        edited = read_edited(old, name)
    except FormError:
        return Loss("document-change", "est un formulaire, et peut avoir des réponses", back="cpom importer")
    except InputError as error:
        return _unreadable(error)
    if edited.carried is None:
        return _UNKNOWN
    others = list(_of_others(edited.comments))
    beside = _beside(edited)
    if not others and not beside and not are_changed(edited.carried.lines, edited.lines):
        return None  # as most are: the new one need not be read
    going = read_edited(new, name)
    there = _beside(going)
    found = (*_lost(edited, going, target.parent, libraries), *(one for one in beside if one not in there))
    kept = {_said(one) for one in _of_others(going.comments)}
    remarks = [one for one in others if _said(one) not in kept]
    if not found and not remarks:
        return None
    authors = [one.author for one in edited.revisions] if found else []
    authors += [one.author for one in remarks]
    by = ", ".join(dict.fromkeys(filter(None, authors)))
    why = (
        _CHANGED if found else f"porte {plural(len(remarks), 'commentaire')} qui se perdrai{'en' * (len(remarks) > 1)}t"
    )
    told = found or tuple(f"« {first_words(one.text, _WORDS)} »" for one in remarks)
    keep = "Les commentaires restent avec --garder-commentaires. " if remarks else ""
    return Loss("document-change", f"{why} ({by})" if by else why, _first(told), "cpom relire" if found else "", keep)


def _beside(edited: Edited) -> list[str]:
    """What no line says: a note, a picture, words in the table of contents."""
    return [one.message.rstrip(".") for one in edited.findings if one.code in BESIDE]


def _lost(edited: Edited, going: Edited, folder: Path, libraries: Libraries) -> list[str]:
    """The passages that the hand changed, and that what is going to be written does not say."""
    base = edited.carried.lines if edited.carried else ()
    found = list(lost(base, edited.lines, going.lines))
    return found and list(lost(base, without_settled_facts(edited, going, folder, libraries), going.lines))


def _first(passages: Sequence[str]) -> tuple[str, ...]:
    """The first passages, and how many others there are."""
    others = len(passages) - _SHOWN
    more = f"et {others} autres passages" if others > 1 else "et un autre passage"
    return (*passages[:_SHOWN], *([more] if others > 0 else ()))


def _of_others(comments: Iterable[Comment]) -> Iterator[Comment]:
    """The comments that the draft was not written with, answers included."""
    for one in comments:
        if not one.is_ours:
            yield one
        yield from _of_others(one.replies)


def _said(one: Comment) -> tuple[str, str, str]:
    return one.author, one.date, " ".join(one.text.split())


def _cells(name: str, old: bytes, new: bytes) -> Loss | None:
    """Of a workbook: the rows where somebody typed, and that the new one does not have in the same sheet."""
    try:
        archive = Archive(old, name)
        book, written = workbook_of(archive), _marks_of(archive)
    except InputError as error:
        return _unreadable(error)
    if written is None:
        return _UNKNOWN
    going = _rows(workbook_of(Archive(new, name)))
    found = []
    for sheet, rows in _rows(book).items():
        there, then = set(going.get(sheet, {}).values()), Counter(written.get(sheet, ()))
        for row, said in rows.items():
            if then[row_mark(said)]:
                then[row_mark(said)] -= 1
            elif said not in there:
                found.append(f"{sheet}!{row} : {', '.join(said)}")
    return Loss("document-change", _CHANGED, _first(found), "cpom importer") if found else None


def _rows(book: GivenWorkbook) -> dict[str, dict[int, tuple[str, ...]]]:
    cells = ((sheet.name, cell) for sheet in book.sheets for cell in sheet.cells.values())
    return typed_rows((name, cell.row, cell.column, cell.value) for name, cell in cells if not cell.formula)


def _marks_of(archive: Archive) -> Mapping[str, Sequence[str]] | None:
    """The marks of the rows that a workbook was written with, by sheet; None where it has none."""
    if _PROPERTIES not in archive:
        return None
    said = [(one.get("name", ""), "".join(one.itertext())) for one in archive.elements(_PROPERTIES, "property")]
    try:
        found = json.loads("".join(words for name, words in sorted(said) if name.startswith(f"{NAME}-")))
    except ValueError:
        return None
    return found if isinstance(found, dict) and all(isinstance(one, list) for one in found.values()) else None


def _sealed(name: str, old: bytes, new: bytes) -> Loss | None:  # noqa: ARG001 - one signature for all
    """Of what has a seal: whatever changed one of its bytes."""
    intact = is_intact(old)
    if intact:
        return None
    if old.startswith(PDF) and (b"/ByteRange" in old or old.count(b"startxref") > 1):
        signed = "a été signé" if b"/ByteRange" in old else "a été rempli ou annoté"
        return Loss("document-change", f"{signed} depuis que cpom l'a écrit" if intact is False else signed)
    return _UNKNOWN if intact is None else Loss("document-change", _CHANGED)


def _facts(name: str, old: bytes, new: bytes) -> Loss | None:
    """Of a description: facts that are not the same in the new one."""
    try:
        data, going = parse_yaml(old, name).data, parse_yaml(new, name).data
    except InputError as error:
        return _unreadable(error)
    found = [chemins.ecrit(path) for path, value in chemins.written(data) if chemins.at(going, path) != value]
    return Loss("document-change", "dit des faits que le nouveau ne dit pas", _first(found)) if found else None


def _text(name: str, old: bytes, new: bytes) -> Loss | None:  # noqa: ARG001 - one signature for all
    """Of a plain text, which says nothing of itself: what does not even begin as the new one."""
    return None if old.partition(b"\n")[0].strip() == new.partition(b"\n")[0].strip() else _UNKNOWN


def _unreadable(error: InputError) -> Loss:
    return Loss("document-d-ailleurs", f"ne se lit pas ({error.findings[0].message.rstrip('.')})")


_EXAMINE: Mapping[str, Callable[[str, bytes, bytes], Loss | None]] = {
    ".xlsx": _cells, ".pdf": _sealed, ".html": _sealed, ".json": _sealed,
    ".yaml": _facts, ".txt": _text,
}  # fmt: skip
