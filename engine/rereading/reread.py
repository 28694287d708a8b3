"""An edited document against what it was made from, and against what its description says by now.

Without a description, the one that the document carries is that of today: all is told, and nothing of it is new. Where
the document lost what it was made from, its words are those that the description gives now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from engine import french
from engine.carried import Carried, Line
from engine.dossier import Dossier, WrongDescriptionError, dossier_of
from engine.errors import Finding, InputError, Place, Severity
from engine.importing.completed import completed
from engine.reading.natures import ActError
from engine.rereading.facts import FactRead, read_facts
from engine.rereading.files.edited import Edited
from engine.rereading.files.told import LOST
from engine.rereading.lines.differences import Differences, WordsChanged, differences
from engine.rereading.lines.letters import said
from engine.rereading.lines.reprinted import reprinted
from engine.rereading.replacing.contracts import are_two, contract_said
from engine.rereading.settled import Libraries, dossier_carried
from engine.rereading.unsettled import with_findings
from engine.rereading.words.negotiated import negotiated
from engine.writing.layout.written_lines import lines_of
from models.records import dataclass

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Rereading:
    """What was changed by hand in a document: facts with what becomes of them, words that no fact explains.

    `base` are the lines as they were written, `current` the description that the changes are for; `carried` says
    whether the document still says what it was made from. `places` names each line of the base, `now` those that were
    read; `known` are the words that `current` says by now.
    """

    edited: Edited
    base: tuple[Line, ...]
    current: Dossier
    differences: Differences
    facts: tuple[FactRead, ...]
    words: tuple[WordsChanged, ...]
    places: tuple[Place, ...]
    now: tuple[Place, ...]
    findings: tuple[Finding, ...] = ()
    known: frozenset[WordsChanged] = frozenset()

    @property
    def carried(self) -> bool:
        """Whether the document still says what it was made from."""
        return self.edited.carried is not None

    @property
    def doubtful(self) -> frozenset[str]:
        """The paths of the facts of which nobody can tell whether they or the words around them were changed."""
        return frozenset(one.places.path for one in self.facts if one.fate in ("unclear", "unknown"))


def reread(edited: Edited, name: str, current: Dossier | None, folder: Path, libraries: Libraries) -> Rereading:
    """Compare a document, called `name`, with what it was made from.

    Raises:
        InputError: where neither the document nor a description says what it was made from.
    """
    carried = edited.carried
    origin = _origin(carried, folder, libraries, needed=current is None) if carried and carried.description else None
    made_with = origin or current
    if made_with is None:
        raise InputError(_no_origin(edited, name))
    current = current or made_with
    if carried and (carried.lines or not edited.lines):
        base = carried.lines
    else:
        base, edited = lines_of(made_with.assembled().document), _without_letterhead(edited)
    found = differences(base, edited.lines)
    places, now = (tuple(_places(name, lines)) for lines in (base, edited.lines))
    read = read_facts(found.facts, made_with, current, dict(enumerate(places)))
    facts = tuple(with_findings(one, places) for one in read)
    words = _not_following(found.words, _following(made_with, facts))
    findings = (*_of_another(made_with, current, name), *_told(edited, current))
    known = frozenset() if current is made_with else _known(words, current)
    return Rereading(edited, tuple(base), current, found, facts, words, places, now, findings, known)


def _known(words: Sequence[WordsChanged], current: Dossier) -> frozenset[WordsChanged]:
    """The words changed in a document that a description says by now as the document does."""
    if not words:
        return frozenset()
    lines = frozenset(said(line.text) for line in lines_of(current.assembled().document))
    return frozenset(
        one
        for one in words
        if one.fate in ("changed", "added", "removed")
        and (one.fate == "removed" or said(one.after) in lines)
        and (one.fate == "added" or said(one.before) not in lines)
    )


def _origin(carried: Carried, folder: Path, libraries: Libraries, *, needed: bool) -> Dossier | None:
    """The description that a document carries, in the law of its day.

    None where today's models cannot read it, and it is not `needed`.

    Raises:
        InputError: where it is.
    """
    try:
        return dossier_carried(carried, folder, libraries)
    except ActError as error:
        raise ActError(replace(one, place=None) for one in error.findings) from None
    except InputError:
        if needed:
            raise
        return None


def _without_letterhead(edited: Edited) -> Edited:
    """A document without its header and its footer, which are of a letterhead: its description does not say them."""
    return replace(edited, lines=tuple(one for one in edited.lines if one.kind not in ("header", "footer")))


def _following(dossier: Dossier, facts: Sequence[FactRead]) -> frozenset[tuple[str, ...]]:
    """The lines of the contract with the facts that were read: a change to one of these needs no telling."""
    taken = {one.path: one.text for one in facts if one.fate in ("taken", "already")}
    if not taken:
        return frozenset()
    try:
        changed = with_facts(dossier, taken)
        return frozenset(said(line.text) for line in lines_of(changed.assembled().document))
    except InputError:
        return frozenset()


def _not_following(words: Sequence[WordsChanged], lines: frozenset[tuple[str, ...]]) -> tuple[WordsChanged, ...]:
    return tuple(one for one in words if one.fate != "changed" or said(one.after) not in lines)


def with_facts(dossier: Dossier, facts: dict[tuple[str | int, ...], str], today: date | None = None) -> Dossier:
    """A description with these facts (an empty text erases one), its comments and its layout kept, checked again.

    Raises:
        InputError: where it cannot be completed, or read whole once it is.
    """
    source = completed(dossier.source, dossier.modele, facts)
    return dossier_of(source, dossier.path, today or dossier.droit.jour, dossier.modele.bibliotheque, dossier.allowed)


@dataclass(frozen=True, slots=True)
class Applied:
    """A description with what was changed by hand, the clauses that it says otherwise, and what to know of them."""

    dossier: Dossier
    clauses: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def applied(read: Rereading, today: date) -> Applied:
    """The description with the facts that are to be taken, and with the words that were changed as adaptations.

    The facts that somebody is to settle are left as they are, and so is a clause that its model forbids to change.

    Raises:
        InputError: where a fact cannot be read, where the description would become wrong, or is of another contract.
    """
    if wrong := [one for one in read.findings if one.severity is Severity.ERROR]:
        raise InputError(wrong)
    return _with_words(read, _with_the_facts(read, today), today)


def _with_the_facts(read: Rereading, today: date) -> Dossier:
    if wrong := [finding for one in read.facts if one.fate == "refused" for finding in one.findings]:
        raise InputError(wrong)
    taken = {one.path: one.text for one in read.facts if one.fate == "taken"}
    if not taken:
        return read.current
    try:
        changed = with_facts(read.current, taken, today)
    except WrongDescriptionError as error:
        raise InputError(_of_the_document(error.findings, read)) from None
    if fresh := _fresh(changed, read.current):
        raise InputError(_of_the_document(fresh, read))
    return changed


def _with_words(read: Rereading, dossier: Dossier, today: date) -> Applied:
    """The description with the words that were changed, but for the clauses in which something would be wrong."""
    name = next((one.file for one in (*read.now, *read.places)), "")
    authors = sorted({one.author for one in read.edited.revisions if one.author})
    motif = f"relu dans {Path(name).name}" + (f", modifications de {french.enumerate_fr(authors)}" if authors else "")
    places = (place for one in read.differences.facts if one.path not in read.doubtful for place in one.changed)
    edited = reprinted(read.edited.lines, places)
    where = {line.clause: place for line, place in reversed(list(zip(read.base, read.places, strict=True)))}
    words = negotiated(dossier, read.base, edited, read.differences, motif=motif, where=where)
    texts, told = dict(words.texts), list(words.findings)
    while texts:
        try:
            changed = with_facts(dossier, texts, today)
            fresh = _fresh(changed, dossier)
        except WrongDescriptionError as error:
            fresh = list(error.findings)
        clauses = {one.path[:2] for one in fresh} & {path[:2] for path in texts}
        if fresh and not clauses:
            raise InputError(_of_the_document(fresh, read))
        if not fresh:
            return Applied(changed, tuple(dict.fromkeys(str(path[1]) for path in texts)), tuple(told))
        told += fresh
        texts = {path: text for path, text in texts.items() if path[:2] not in clauses}
    return Applied(dossier, (), tuple(told))


def _fresh(changed: Dossier, before: Dossier) -> list[Finding]:
    """What is wrong in a description that was not before."""
    known = {(one.code, one.path) for one in before.errors}
    return [one for one in changed.errors if (one.code, one.path) not in known]


def _of_the_document(findings: Sequence[Finding], read: Rereading) -> Iterator[Finding]:
    """What is wrong of facts that were typed, at their places of the document."""
    where = {one.path: read.places[one.places.changed[0].line] for one in read.facts if one.places.changed}
    for one in findings:
        place = next((where[path] for path in where if path[: len(one.path)] == one.path), None)
        yield replace(one, place=place or one.place)


def _places(name: str, lines: Sequence[Line]) -> Iterator[Place]:
    """How messages name the place of each line of a document: by the heading above it."""
    heading = "début du contrat"
    for line in lines:
        if line.kind == "beside":
            yield Place(name, cell="papier à en-tête")
            continue
        if line.kind in ("header", "footer"):
            yield Place(name, cell="en-tête" if line.kind == "header" else "pied de page")
            continue
        if line.kind == "heading":
            words = " ".join(line.text.split())
            heading = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]}…"
        yield Place(name, cell=heading)


def _no_origin(edited: Edited, name: str) -> Iterator[Finding]:
    """Why a document alone cannot be compared."""
    lost = [one for one in edited.findings if one.code in LOST]
    yield from (replace(one, severity=Severity.ERROR) for one in lost)
    if not lost:
        message = "ce document est un modèle vierge : aucune description ne l'a rempli."
        hint = f"Pour le comparer à un contrat, donnez sa description : « cpom relire {name} FICHIER.yaml »."
        yield Finding("document-vierge", message, hint=hint, place=Place(name))


def _of_another(made_with: Dossier, current: Dossier, name: str) -> Iterator[Finding]:
    """That a description is of another contract: what was changed in the document is not for it."""
    if made_with.source.text == current.source.text:
        return
    there, here = (contract_said(one.assembled().document.keywords) for one in (made_with, current))
    if there and here and are_two(there, here):
        message = f"ce document est d'un autre contrat ({there}) que {current.source.name} ({here})."
        hint = "Donnez la description dont il vient : rien de ce document ne va dans une autre."
        yield Finding("document-d-un-autre", message, hint=hint, place=Place(name))


def _told(edited: Edited, current: Dossier) -> Iterator[Finding]:
    """What there is to know of a document, with what it is compared to where it lost what it was made from."""
    hint = f"Il est comparé au contrat que {current.source.name} donne aujourd'hui : ce que la description, la "
    hint += "bibliothèque ou le droit sont devenus depuis paraît avoir été changé à la main."
    for one in edited.findings:
        yield replace(one, hint=hint) if one.code in LOST else one
