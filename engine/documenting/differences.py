"""What a model changes of another: clauses inherited, replaced, added and left out, and the words that differ.

What is compared is what their authors write, marks included: whoever reads it changes it in these words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from engine.libraries.lignee import BY_KEY
from engine.libraries.modele import Clause, Modele
from engine.passages import Passage, passages
from models.fiches.groupe import fields_of
from models.records import dataclass

Fate = Literal["heritee", "remplacee", "ajoutee", "retiree"]
"""What became of a clause of the other model, or that it is new."""

_SHORT = 160
"""Beyond, what two mappings say is compared key by key."""
_OF_A_FILE = frozenset({"source", "questions", "notes", "derives", "vierge", "ecarts", "remarques"})
"""What the front matter of a clause says of its own words, and is not compared key by key."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a key of a clause or of a plan says in the other model, and in this one; empty where nothing."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A clause of one of two models. `keys` are what differs beside its words: title, condition, questions."""

    fate: Fate
    clause: Clause
    other: Clause | None = None
    keys: tuple[Difference, ...] = ()
    words: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """All that a model changes: its clauses in its own order, then those left out; keys of its plan; its tables."""

    clauses: tuple[Change, ...]
    plan: tuple[Difference, ...]
    tables: Mapping[Fate, tuple[str, ...]]

    def of(self, fate: Fate) -> tuple[Change, ...]:
        """The clauses of this fate."""
        return tuple(one for one in self.clauses if one.fate == fate)


def differences(model: Modele, other: Modele) -> Differences:
    """What `model` changes of `other`."""
    own, theirs = _every_clause(model), _every_clause(other)
    kept = [_change(clause, theirs.get(identifier)) for identifier, clause in own.items()]
    gone = [Change("retiree", clause) for identifier, clause in theirs.items() if identifier not in own]
    return Differences((*kept, *gone), tuple(_plan(model, other)), _tables(model, other))


def _every_clause(model: Modele) -> dict[str, Clause]:
    found = dict(model.clauses)
    for part in model.documents.values():
        found |= part.clauses
    return found


def _change(clause: Clause, other: Clause | None) -> Change:
    if other is None:
        return Change("ajoutee", clause)
    if clause.fichier == other.fichier:
        return Change("heritee", clause, other)
    return Change("remplacee", clause, other, tuple(_keys(clause, other)), tuple(passages(other.ecrit, clause.ecrit)))


def _keys(clause: Clause, other: Clause) -> Iterator[Difference]:
    own, theirs = (one.lu.data if one.lu else {} for one in (clause, other))
    for name in fields_of(type(clause.en_tete)):
        if name not in _OF_A_FILE:
            yield from _differing(name, theirs.get(name), own.get(name))
    yield from _listed("questions", list(other.en_tete.questions), list(clause.en_tete.questions))


def _differing(name: str, before: object, after: object) -> Iterator[Difference]:
    if isinstance(before, Mapping) and isinstance(after, Mapping) and len(_said(before) + _said(after)) > _SHORT:
        for key in dict.fromkeys((*before, *after)):
            yield from _differing(f"{name}.{key}", before.get(key), after.get(key))
    elif _said(before) != _said(after):
        yield Difference(name, _said(before), _said(after))


def _listed(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    """What is in one list alone."""
    if gone := [one for one in before if one not in after]:
        yield Difference(f"{name} retirées" if name == "questions" else f"{name} retirés", ", ".join(gone), "")
    if new := [one for one in after if one not in before]:
        yield Difference(f"{name} ajoutées" if name == "questions" else f"{name} ajoutés", "", ", ".join(new))


def _said(value: object) -> str:
    """A key of a clause or of a plan, in the words of its file."""
    if isinstance(value, Mapping):
        return " ; ".join(f"{name} : {_said(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)
    return "" if value is None else str(value)


_NOT_COMPARED = frozenset(
    ("modele", "herite", "source", "ecarts", "remarques", "parties", "articles", "signatures", "annexes", "documents",
     "preambule", "visas")
)  # fmt: skip
"""The keys of a plan that name clauses, which are compared one by one, and those that say where a model comes from."""
_ADDED = "incompatibilites"
"""The rules that a model adds to those that it inherits."""


def _plan(model: Modele, other: Modele) -> Iterator[Difference]:
    for name in fields_of(type(model.plan)):
        if name == "regles":
            before, after = (_rules(one) for one in (other, model))
            for rule in dict.fromkeys((*before, *after)):
                yield from _differing(f"{name}.{rule}", before.get(rule), after.get(rule))
        elif name == "visas":
            yield from _listed(name, *([visa.visa for visa in one.plan.visas] for one in (other, model)))
        elif name not in _NOT_COMPARED:
            yield from _differing(name, *(_in_the_plan(one, name) for one in (other, model)))


def _in_the_plan(model: Modele, key: str) -> object:
    """What its plan says, or that of a model it inherits from; both, of what a plan adds to key by key."""
    if key in BY_KEY:
        found: dict[str, object] = {}
        for source in reversed(model.lus):
            found |= said if isinstance(said := source.data.get(key), dict) else {}
        return found or None
    return next((source.data[key] for source in model.lus if key in source.data), None)


def _rules(model: Modele) -> dict[str, object]:
    found: dict[str, object] = {}
    for source in reversed(model.lus):
        said = source.data.get("regles")
        if isinstance(said, dict):
            added = [*said.get(_ADDED, []), *_list(found.get(_ADDED))]
            found |= {**said, **({_ADDED: added} if added else {})}
    return found


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _tables(model: Modele, other: Modele) -> dict[Fate, tuple[str, ...]]:
    own, theirs = model.tableaux, other.tableaux
    same = [name for name in own if name in theirs]
    files = {name: own[name].place().file == theirs[name].place().file for name in same}
    return {
        "heritee": tuple(name for name in same if files[name]),
        "remplacee": tuple(name for name in same if not files[name]),
        "ajoutee": tuple(name for name in own if name not in theirs),
        "retiree": tuple(name for name in theirs if name not in own),
    }
