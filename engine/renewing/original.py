"""The document that is to be made again: what it carries, and what of it is as cpom wrote it."""

from __future__ import annotations

from typing import Literal

from engine.carried import Carried
from engine.errors import Finding, InputError, Place, Severity
from engine.lock import FORMAT, Lock
from engine.reading.decoding import PDF, ZIP
from engine.reading.packed import carried_of
from engine.rereading.files.read import read_edited
from engine.rereading.replacing.changed import lost
from engine.seals import intact_revision, is_intact
from models.records import dataclass

State = Literal["intact", "signé", "annoté", "changé", "inconnu"]
"""« annoté »: something was added after what cpom wrote; « inconnu »: the file has nothing that says it."""


@dataclass(frozen=True, slots=True)
class Original:
    """A document: its bytes as cpom wrote them, where they can be told, and else as they are.

    `lock` is None in a document of a version that wrote none. `by_hand` are the passages that somebody changed in it,
    and `state` whether it is as it was written.
    """

    name: str
    content: bytes
    carried: Carried
    lock: Lock | None
    format: str
    state: State
    by_hand: tuple[str, ...] = ()


def original_of(data: bytes, name: str) -> Original:
    """The document of these bytes, called `name` in messages.

    Raises:
        InputError: where it carries nothing, or what a later version of cpom wrote.
    """
    carried, wrong = carried_of(data, name)
    if wrong or carried is None:
        raise InputError(map(_error, wrong or [_without_origin(name)]))
    lock = carried.lock
    if lock and lock.format > FORMAT:
        raise InputError([_later(name)])
    if not carried.description and not (lock and dict(lock.asked).get("vierge")):
        raise InputError([_of_a_contract(name) if lock else _without_origin(name)])
    written = dict(lock.asked).get("format", "") if lock else _format_of(data)
    if data.startswith(ZIP):
        edited = read_edited(data, name)
        by_hand = tuple(lost(carried.lines, edited.lines, carried.lines)) if carried.lines else ()
        people = any(not one.is_ours for one in edited.comments) or bool(edited.revisions)
        state: State = "changé" if by_hand or people else "inconnu"
        return Original(name, data, carried, lock, written, state, by_hand)
    content, state = _as_written(data)
    return Original(name, content, carried, lock, written, state)


def _as_written(data: bytes) -> tuple[bytes, State]:
    """The first revision of a PDF, or all of a file that is as it was written; all of it too where nothing tells."""
    if is_intact(data):
        return data, "intact"
    if first := intact_revision(data):
        return first, "signé" if b"/ByteRange" in data[len(first) :] else "annoté"
    return data, "inconnu" if is_intact(data) is None else "changé"


def _format_of(data: bytes) -> str:
    """The format of a document that says none, by its bytes."""
    if data.startswith(PDF):
        return "pdf"
    return "odt" if b"mimetypeapplication/vnd.oasis" in data[:100] else "docx"


def _error(found: Finding) -> Finding:
    return Finding(found.code, found.message, Severity.ERROR, found.hint, found.source, place=found.place)


def _without_origin(name: str) -> Finding:
    message = "ce fichier ne dit pas de quoi il est fait : c'est un texte, un classeur, une comparaison ou une "
    message += "explication en JSON, qui ne le disent jamais, un logiciel l'a refait, ou cpom ne l'a pas écrit."
    hint = "Donnez le docx, l'odt, le pdf, le html ou le json du contrat, ou refaites-le de sa description : "
    hint += "« cpom generer »."
    return Finding("refaire-sans-origine", message, hint=hint, place=Place(name))


def _of_a_contract(name: str) -> Finding:
    """It says that cpom wrote it, and carries no description: a sheet about a contract."""
    message = "c'est une feuille que cpom a faite d'un contrat (fiche de conformité ou explication) : "
    message += "elle ne porte pas la description dont elle vient."
    hint = "Refaites-la de la description, par sa commande : « cpom conformite » ou « cpom expliquer »."
    return Finding("refaire-feuille", message, hint=hint, place=Place(name))


def _later(name: str) -> Finding:
    message = "ce document a été écrit par une version plus récente de cpom, dont le verrou ne se lit pas ici."
    return Finding("refaire-verrou-recent", message, hint="Mettez cpom à jour, puis recommencez.", place=Place(name))
