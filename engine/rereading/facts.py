"""The facts typed in a document, read as a description reads them: what each becomes, or why it does not.

Three things are compared: what the document was written with, what stands in it now, what the description says today.
What the description became since is never undone, and one fact changed in two ways is told, not settled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any, Literal

from engine.as_read import as_read
from engine.dossier import Dossier
from engine.errors import Finding, Path, Place, Severity, dotted
from engine.reading.description import valid_part
from engine.reading.invisibles import cleaned
from engine.rereading.lines.differences import FactPlaces
from engine.rereading.lines.letters import said
from engine.rereading.ranks import followed
from models import chemins
from models.champs import Fiche
from models.kind import Kind, kind_of
from models.records import dataclass

Fate = Literal["taken", "already", "conflict", "refused", "several", "unclear", "unknown"]
"""What becomes of a fact: it is to be written; the description says it already, or says something else by now; it
cannot be read; its places say different things; words around it changed too; the model has no such fact."""


@dataclass(frozen=True, slots=True)
class FactRead:
    """A fact changed by hand.

    `old` is what was printed at the first place that changed, `typed` the different things that are read there, `text`
    what a description would write, empty where the fact is to be erased. `now` is what the description says by now,
    where it is something else.
    """

    path: Path
    label: str
    places: FactPlaces
    fate: Fate
    old: str
    typed: tuple[str, ...] = ()
    text: str = ""
    now: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """Its path, as messages write it."""
        return dotted(self.path)


def read_facts(
    changed: Iterable[FactPlaces], base: Dossier, current: Dossier, where: Mapping[int, Place]
) -> tuple[FactRead, ...]:
    """The facts of a document, made with `base`, to be put in `current`; `where` names the place of each line.

    One that is typed in another form, and says the same, is not told.
    """
    facts = [_typed(one) for one in changed]
    values = {one.path: _values(one, base) for one in facts if one.typed}
    read = (_read(one, values.get(one.path, ()), base, current, where) for one in facts)
    return tuple(one for one in read if one)


def _typed(one: FactPlaces) -> FactRead:
    path = chemins.lire(one.path)
    told = one.changed or one.unclear
    texts = {said(place.found): _plain(place.found) for place in one.changed if place.found is not None}
    return FactRead(path, "", one, "taken" if one.changed else "unclear", told[0].printed, tuple(texts.values()))


def _plain(text: str) -> str:
    """What was typed, with plain spaces: those that are printed are made again."""
    return re.sub(r"[^\S\n]+", " ", cleaned(text)).strip()


_Value = tuple[str, Any, tuple[Finding, ...]]
"""What was typed, what it says, why it cannot be read."""


def _values(fact: FactRead, base: Dossier) -> tuple[_Value, ...]:
    """What each of the different texts of a fact says."""
    found = []
    for text in fact.typed:
        data = deepcopy(base.source.data)
        if text:
            chemins.put(data, fact.path, text)
        else:
            chemins.take_out(data, fact.path)
        read, wrong = valid_part(replace(base.source, data=data), base.modele.description)
        read = read and as_read(base.modele.bibliotheque, read)
        mine = tuple(one for one in wrong if one.path[: len(fact.path)] == fact.path)
        found.append((text, None if mine or read is None else chemins.at(read, fact.path), mine))
    return tuple(found)


def _read(
    fact: FactRead, values: Sequence[_Value], base: Dossier, current: Dossier, where: Mapping[int, Place]
) -> FactRead | None:
    """What becomes of a fact; None where nothing of it changed."""
    info = chemins.field_at(current.modele.description, fact.path)
    kind = kind_of(info.annotation, info.marks) if info else None
    if info is None or kind is None:
        return replace(fact, fate="unknown")
    fact = replace(fact, label=info.title or "")
    if fact.fate == "unclear":
        return fact
    wrong = [(text, one) for text, _, findings in values for one in findings]
    if wrong:
        findings = tuple(_in_its_place(one, fact, text, where) for text, one in wrong)
        return replace(fact, fate="refused", findings=findings)
    before = chemins.at(base.contrat, fact.path)
    others = [(text, value) for text, value, _ in values if value != before]
    if not others:
        return None
    fact = replace(fact, typed=tuple(text for text, _ in others))
    if any(value != others[0][1] for _, value in others):
        now = chemins.at(current.contrat, followed(fact.path, base.contrat, current.contrat) or fact.path)
        chosen = now != before and any(value == now for _, value in others)
        return replace(fact, fate="already" if chosen else "several")
    return _against(fact, others[0], base.contrat, current, kind)


def _against(fact: FactRead, typed: tuple[str, Any], base: Fiche, current: Dossier, kind: Kind) -> FactRead:
    """A fact read in one way, against what the description says by now, wherever its item is in its list."""
    text, value = typed
    written = _written(text, value, kind)
    path_then, path = fact.path, followed(fact.path, base, current.contrat)
    if path is None:
        return replace(fact, fate="conflict", text=written)
    fact = replace(fact, path=path)
    now = chemins.at(current.contrat, path)
    if now == value:
        return replace(fact, fate="already", text=written)
    if now != chemins.at(base, path_then):
        return replace(fact, fate="conflict", text=written, now=_plain(_said(current, path)))
    if value is None and len(fact.places.changed) < len(fact.places.places):
        return replace(fact, fate="unclear")  # a place where it was deleted: is it no more known, or only less said?
    return replace(fact, text=written)


def _said(dossier: Dossier, path: Path) -> str:
    held = chemins.at(dossier.source.data, path)
    return held if isinstance(held, str) else ""


def _written(text: str, value: Any, kind: Kind) -> str:
    """What a description writes for a value: as its kind does, or as it was typed where that says it another way."""
    if value is None:
        return ""
    if kind.free:
        return text
    written = kind.writes(value)
    try:
        return written if kind.read(written) == value else text
    except ValueError:
        return text


def _in_its_place(finding: Finding, fact: FactRead, text: str, where: Mapping[int, Place]) -> Finding:
    """What is wrong with a text that was typed, at the place of the document where it is."""
    place = next(one for one in fact.places.changed if one.found is not None and _plain(one.found) == text)
    return replace(finding, severity=Severity.ERROR, place=where.get(place.line))
