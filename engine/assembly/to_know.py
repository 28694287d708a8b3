"""What a contract leaves to be known, its words apart: the facts that it misses, what is to be verified of it.

A contract that says, of all that another one looked at when it was assembled, what that one said, would look at the
same and leave the same: it is not assembled. What the clauses only print may be other words (engine.assembly.reuse).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Set
from typing import NamedTuple

from engine.assembly.assemble import Assembled, assemble, settled, traits_of
from engine.assembly.facts import Vue
from engine.assembly.functions import Language
from engine.assembly.inputs import Inputs, Looked, Shape
from engine.assembly.nameable import OF_ITS_HEAD
from engine.assembly.printed import Printed
from engine.assembly.tableaux import Tables
from engine.assembly.unprinted import told, unprinted
from engine.assembly.watched import Input
from engine.document import Missing
from engine.errors import Finding, Path
from engine.lately import Lately
from engine.law.applicable import Droit
from engine.law.collectivites import Autorite
from engine.libraries.modele import Modele
from engine.tables.grilles import Grilles
from models.champs import Repondant
from models.contrat import Contrat
from models.fiches.groupe import fields_of
from models.traits import Trait

_MOST, _SHAPES = 512, 4
_ALWAYS: tuple[Input, ...] = (
    ("droit", ""), ("autorite", ""), ("tout", ("avenants",)), *(("fait", path) for path in OF_ITS_HEAD)
)  # fmt: skip
"""What is looked at before any clause, and by no view of the facts."""
_SETTLED = ("trait", "numero", "numero du contrat", "cadre", "constat", "remarque")
"""The kinds of inputs that follow from the traits of a contract, or from the clauses before."""


class ToKnow(NamedTuple):
    """The facts missing from a contract, who knows each, what is found of it, the facts that serve in nothing."""

    missing: Mapping[Path, Missing]
    who: Mapping[Path, Repondant]
    findings: tuple[Finding, ...]
    unprinted: tuple[Path, ...]


class _Left(NamedTuple):
    """What an assembled contract left, and the facts that served in it: as texts, and otherwise."""

    missing: Mapping[Path, Missing]
    who: Mapping[Path, Repondant]
    findings: tuple[Finding, ...]
    served: tuple[Set[Path], Set[Path]]


class _Alike(NamedTuple):
    """What contracts of the same traits looked at lately; `of` is their model, kept so that its identity is."""

    of: Modele
    shapes: tuple[Shape, ...]


_ALIKE: Lately[_Alike] = Lately(_MOST)
_LEFT: Lately[_Left] = Lately(_MOST)


def to_know(model: Modele, contrat: Contrat, droit: Droit, autorite: Autorite | None, grilles: Grilles) -> ToKnow:
    """What a contract leaves to be known: as it is assembled (`engine.assembly.assemble`), its words apart.

    Raises:
        InputError: where a clause of the library cannot be rendered.
    """
    traits = traits_of(model, contrat, droit)
    inputs = _inputs(model, contrat, droit, autorite, grilles, traits)
    alike = id(model), tuple(traits.values())
    known = _ALIKE.get(alike)
    for shape in known.shapes if known else ():
        if left := _LEFT.get((shape, *alike, inputs.worth(shape).decided)):
            return _with_unprinted(left, contrat, grilles)
    assembled = assemble(model, contrat, droit, autorite, grilles=grilles)
    left = _left(assembled)
    if assembled.looked is not None:
        every = frozenset(_inputs_of(assembled.looked, contrat))
        shapes = known.shapes if known else ()
        shape = next((one for one in shapes if one.every == every), None) or Shape(every)
        others = tuple(one for one in shapes if one is not shape)[: _SHAPES - 1]
        _LEFT.put((shape, *alike, inputs.worth(shape).decided), left)
        _ALIKE.put(alike, _Alike(model, (shape, *others)))
    return _with_unprinted(left, contrat, grilles)


def _inputs(
    model: Modele,
    contrat: Contrat,
    droit: Droit,
    autorite: Autorite | None,
    grilles: Grilles,
    traits: Mapping[str, Trait],
) -> Inputs:
    """The values of what a contract looks at, before it is assembled."""
    _, numbers = settled(model, tuple(traits.values()))
    printed = Printed(blank=False, bibliotheque=droit.bibliotheque)
    language = Language(printed, traits, numbers, droit, numbers)
    language.tables = Tables(grilles, contrat, Vue(contrat, (), printed), printed, lambda _text, _table: ())
    return Inputs(contrat, autorite, language, _no_frame)


def _no_frame(_: str) -> Hashable:
    """What stands around a clause follows from the traits."""
    return None


def _inputs_of(looked: Looked, contrat: Contrat) -> Iterator[Input]:
    """All that a contract looked at, but for what is settled by its traits."""
    fields = fields_of(type(contrat))
    yield from _ALWAYS
    yield from (("fait", path) for path in looked.read if path[0] in fields)
    yield from (("donne", path) for path in looked.asked if path[0] in fields)
    for shape in looked.shapes:
        yield from (one for one in shape.every if one[0] not in _SETTLED)


def _left(assembled: Assembled) -> _Left:
    lost = set(told(assembled.unprinted))
    findings = tuple(one for one in assembled.findings if one not in lost)
    return _Left(assembled.missing, assembled.who, findings, assembled.served)


def _with_unprinted(left: _Left, contrat: Contrat, grilles: Grilles) -> ToKnow:
    lost = unprinted(contrat, *left.served, grilles)
    return ToKnow(left.missing, left.who, tuple(dict.fromkeys((*left.findings, *told(lost)))), lost)
