"""Contracts of the same kind: one that says, of all that another looked at, what that one said, is not assembled anew.

It would look at the same, hold the same clauses and leave the same to be known. Of what its clauses only print, the
words may be others: those clauses are formed again (engine.assembly.reuse), in the place where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Set
from datetime import date
from typing import NamedTuple

from engine.assembly.inputs import Inputs
from engine.assembly.nameable import OF_ITS_HEAD
from engine.assembly.rendering import Doubt
from engine.assembly.reuse import Part, Reuse
from engine.assembly.sections import with_clauses
from engine.assembly.shapes import Shape, Shown
from engine.assembly.watched import Input
from engine.document import Block, Missing, Paragraph, Section
from engine.errors import Finding, Path
from engine.lately import Lately
from models.champs import Repondant
from models.contrat import Contrat
from models.fiches.groupe import fields_of
from models.records import dataclass

_MOST, _SHAPES = 256, 4
_ALWAYS: tuple[Input, ...] = (
    ("droit", ""), ("autorite", ""), ("tout", ("avenants",)), *(("fait", path) for path in OF_ITS_HEAD)
)  # fmt: skip
"""What is looked at before any clause, and by no view of the facts."""


class Left(NamedTuple):
    """What a contract leaves to be known: the facts that it misses, who knows each, what is found of it.

    `named` are the things of the law that it names; `served` the facts that served in it, as texts and otherwise.
    """

    missing: Mapping[Path, Missing]
    who: Mapping[Path, Repondant]
    findings: tuple[Finding, ...]
    named: Mapping[tuple[str, date | None], str]
    served: tuple[Set[Path], Set[Path]]


class Pages(NamedTuple):
    """What a contract says: its sections, the blocks of each clause."""

    sections: tuple[Section, ...]
    clauses: Mapping[str, tuple[Block, ...]]


Parts = Mapping[str, Part]
"""The clauses of a contract, by name."""


class Last(NamedTuple):
    """The contract of a kind that was assembled last: what it only prints, its clauses, what it says."""

    shown: Shown
    parts: Parts
    pages: Pages


class Around(NamedTuple):
    """The facts that a contract looked at around its clauses: of those that were `asked`, whether they are given."""

    read: Set[Path]
    asked: Set[Path]


class Assembling(NamedTuple):
    """A contract to assemble: what decides of it beside its inputs, by its identity (`of`) and by value (`way`)."""

    of: tuple[object, ...]
    way: tuple[Hashable, ...]
    contrat: Contrat
    inputs: Inputs


@dataclass(slots=True)
class Kind:
    """What contracts of a kind share: the clauses that print each input are under it, in `printed`.

    `last` is the one assembled last: threads share it, set at once.
    """

    left: Left
    doubts: Mapping[str, Doubt]
    shape: Shape
    printed: Mapping[Input, list[str]]
    last: Last

    def pages(self, inputs: Inputs, reuse: Reuse, cited: Callable[[Parts], tuple[Paragraph, ...]]) -> Pages:
        """The pages of a contract of this kind; `cited` gives its visas, where one of them prints something else.

        Raises:
            InputError: where a clause cannot be formed with the values that it prints.
        """
        (before, parts, pages), shown = self.last, inputs.shown(self.shape)
        if shown == before:
            return pages
        changed = self.shape.changed(before, shown)
        names = dict.fromkeys(name for one in changed for name in self.printed.get(one, ()))
        parts = {**parts, **{name: reuse.with_others(parts[name], changed) for name in names}}
        said = {name: parts[name].formed.words for name in names if name in pages.clauses}
        visas = cited(parts) if len(said) < len(names) else ()
        pages = Pages(with_clauses(pages.sections, said, visas), {**pages.clauses, **said})
        if all(said.values()):  # else nothing says where the clause stands
            self.last = Last(shown, parts, pages)
        return pages


class _Alike(NamedTuple):
    """What contracts of the same traits looked at lately; `of` are kept so that their identities are no one else's."""

    of: tuple[object, ...]
    shapes: tuple[Shape, ...]


_ALIKE: Lately[_Alike] = Lately(_MOST)
_KINDS: Lately[Kind] = Lately(_MOST)


def kind_of(one: Assembling) -> Kind | None:
    """The kind of a contract, where one of its kind was assembled lately."""
    known = _ALIKE.get(_key(one))
    for shape in known.shapes if known else ():
        if kind := _KINDS.get((shape, one.inputs.decided(shape))):
            return kind
    return None


def keep(one: Assembling, left: Left, pages: Pages, doubts: Mapping[str, Doubt], around: Around, reuse: Reuse) -> None:
    """Keep what a contract came to for those of its kind, unless a clause is its own."""
    parts = reuse.parts
    if parts is None:
        return
    every = _inputs_of(one.contrat, around, parts)
    known = _ALIKE.get(_key(one))
    shapes = known.shapes if known else ()
    shape = next((other for other in shapes if other.every == every), None) or Shape(every)
    printed: dict[Input, list[str]] = {}
    for name, part in parts.items():
        for key in part.shape.printing:
            for what in key.shown:
                printed.setdefault(what, []).append(name)
    if all(pages.clauses.get(name, True) for names in printed.values() for name in names):
        worth = one.inputs.worth(shape)
        _KINDS.put((shape, worth.decided), Kind(left, doubts, shape, printed, Last(worth.shown, parts, pages)))
        _ALIKE.put(_key(one), _Alike(one.of, (shape, *(other for other in shapes if other is not shape))[:_SHAPES]))


def _key(one: Assembling) -> Hashable:
    return (*one.way, *map(id, one.of))


def _inputs_of(contrat: Contrat, around: Around, parts: Mapping[str, Part]) -> frozenset[Input]:
    """All that a contract looked at, but for what is settled by its traits."""
    fields = fields_of(type(contrat))
    read = [("fait", path) for path in around.read if path[0] in fields]
    asked = [("donne", path) for path in around.asked if path[0] in fields]
    return frozenset(_ALWAYS).union(read, asked, *(part.shape.unsettled for part in parts.values()))
