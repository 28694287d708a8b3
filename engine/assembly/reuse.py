"""A clause whose facts did not change is not rendered again: what it said in another contract is said again.

A clause is rendered by itself, and what it looks at is written down. Another contract that says the same there would
have it look at the same things in the same order, and say the same words: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any, NamedTuple, TypeVar

from engine.assembly.functions import Language
from engine.assembly.inputs import Inputs
from engine.assembly.printed import Printed, Shown
from engine.assembly.rendering import Filled, Render, Renderer
from engine.assembly.shapes import Shape
from engine.assembly.watched import Input, Look
from engine.document import Block, Inline, Missing
from engine.errors import Finding, Path
from engine.lately import Lately
from engine.libraries.modele import Clause
from models.champs import Repondant
from models.contrat import Contrat
from models.fiches.groupe import fields_of
from models.records import dataclass
from models.traits import Trait

_Made = TypeVar("_Made", bound=Block | Inline)
_SHAPES_OF_A_CLAUSE = 6
Alone = Callable[[Look], Renderer]
"""What renders one clause by itself, and tells what it looks at."""


class _Shapes(NamedTuple):
    """Those of a clause lately; `of` are the things that a clause is told by, kept so that their identities are."""

    of: tuple[object, ...]
    shapes: tuple[Shape, ...]


class Formed(NamedTuple):
    """What a clause came to in a contract, from the values that it printed there."""

    values: Sequence[Any]
    words: tuple[Any, ...]


class Last(NamedTuple):
    """What a clause came to in the contract that said it last, where these were the facts that it only prints."""

    shown: tuple[Any, ...]
    formed: Formed


@dataclass(slots=True)
class Said:
    """What a clause said: what its texts were filled with, and all that it left to be known of the contract, in order.

    Where a contract has other words for what is only `shown`, they stand in the place of those that were printed last.
    """

    filled: Filled
    paths: dict[int, Path] | None
    shown: tuple[Shown, ...]
    last: Last
    missing: dict[Path, Missing]
    who: dict[Path, Repondant]
    texts: set[Path]
    read: set[Path]
    undecided: dict[Path, None]
    looked_at: dict[Trait, None]
    findings: dict[Finding, None]
    remarked: dict[Finding, None]
    named: dict[Any, str]
    called: dict[str, str]
    of_tables: dict[Finding, None]

    def to(self, language: Language) -> None:
        """Tell a contract all that the words leave to be known."""
        printed = language.printed
        for path, missing in self.missing.items():
            printed.missing.setdefault(path, missing)
        printed.who |= self.who
        printed.texts |= self.texts
        printed.undecided |= self.undecided
        language.looked_at |= self.looked_at
        language.findings |= self.findings
        language.remarked |= self.remarked
        for key, name in self.named.items():
            language.named.setdefault(key, name)
        for thing, name in self.called.items():
            language.call(thing, name)
        if self.of_tables and language.tables:
            language.tables.findings.update(self.of_tables)


class Part(NamedTuple):
    """A clause of a contract: how it is rendered, what it said, what it looked at, what it came to in that contract."""

    clause: Clause
    render: Render[Any]
    said: Said
    shape: Shape
    formed: Formed


_SHAPES: Lately[_Shapes] = Lately(2048)
_SAID: Lately[Said] = Lately(1024)


class Reuse:
    """The clauses of one contract: said again, or rendered and kept.

    `read` are the facts that they looked at, `parts` are all of them by name; None where one is the contract's own.
    """

    def __init__(self, contrat: Contrat, inputs: Inputs, renderer: Renderer, alone: Alone, *around: object) -> None:
        """`around` is all that a clause is rendered with and that is no input: its model's rules, its library."""
        self._inputs, self._renderer, self._alone = inputs, renderer, alone
        inputs.frame(renderer.framed)
        self._fields = fields_of(type(contrat))
        self.read: set[Path] = set()
        self.parts: dict[str, Part] | None = {}
        printed = renderer.printed
        self._around = (type(contrat), *around, printed.bibliotheque)
        self._how = (printed.blank, printed.paths is None, *map(id, self._around))

    def of(self, clause: Clause, render: Render[_Made], /) -> tuple[_Made, ...]:
        """What a clause says, as this renders it: always in the same way.

        Raises:
            InputError: where it cannot be rendered.
        """
        if clause.negociee:
            self.parts = None
            said = self._rendered(clause, render)[0]
            self._tell(said)
            return said.last.formed.words
        said, shape = self._known(clause, render)
        self._tell(said)
        last, shown = said.last, self._inputs.shown(shape)  # of some contract: another thread puts that of its own
        part = Part(clause, render, said, shape, last.formed)
        if shown != last.shown:
            part = self.with_others(part, shape.changed(last.shown, shown))
            said.last = Last(shown, part.formed)
        if self.parts is not None:
            self.parts[clause.id] = part
        return part.formed.words

    def with_others(self, part: Part, changed: Collection[Input]) -> Part:
        """A clause with the values that this contract has for what `changed` since it was formed."""
        values = self._values(part, changed)
        return part._replace(formed=Formed(values, self._formed(part, values)))

    def _tell(self, said: Said) -> None:
        said.to(self._renderer.language)
        self.read |= said.read

    def _known(self, clause: Clause, render: Render[Any]) -> tuple[Said, Shape]:
        """What a clause says with what it looks at, whatever it only prints."""
        key = (id(clause), *self._how)
        known = _SHAPES.get(key)
        shapes = known.shapes if known else ()
        for shape in shapes:
            if said := _SAID.get((shape, self._inputs.decided(shape))):
                return said, shape
        said, looked = self._rendered(clause, render)
        shape = next((one for one in shapes if one.every == looked), None) or Shape(looked)
        others = tuple(one for one in shapes if one is not shape)[: _SHAPES_OF_A_CLAUSE - 1]
        worth = self._inputs.worth(shape)
        said.last = said.last._replace(shown=worth.shown)
        _SAID.put((shape, worth.decided), said)
        _SHAPES.put(key, _Shapes((clause, *self._around), (shape, *others)))
        return said, shape

    def _values(self, part: Part, changed: Collection[Input]) -> list[Any]:
        """The values that a clause printed, with those that this contract has for what changed."""
        values = [*part.formed.values]
        for what, first, end in part.said.shown:
            if what in changed:
                values[first:end] = self._inputs.values(what)
        return values

    def _formed(self, part: Part, values: list[Any]) -> tuple[Any, ...]:
        """What a clause says with these values."""
        whole, said = self._renderer.printed, part.said
        printed = Printed(whole.blank, values, paths=said.paths, bibliotheque=whole.bibliotheque)
        return part.render.form(self._renderer, part.clause, said.filled, printed)

    def _rendered(self, clause: Clause, render: Render[Any]) -> tuple[Said, set[Input]]:
        """What a clause says, and its inputs."""
        looked: set[Input] = {("cadre", clause.id)}

        def look(kind: str, key: Hashable) -> None:
            looked.add((kind, key))

        renderer = self._alone(look)
        filled = render.fill(renderer, clause)
        printed, language = renderer.printed, renderer.language
        formed = render.form(renderer, clause, filled, printed)
        inputs = looked | {("fait", path) for path in printed.read if path[0] in self._fields}
        if printed.apart:
            inputs |= {one.what for one in printed.shown}.union(printed.looked)
            printed.read |= printed.apart.read
        said = _said(filled, formed, printed, language)
        language.tables = None  # they hold what holds them: only a collector would free both
        return said, inputs


def _said(filled: Filled, formed: tuple[Any, ...], printed: Printed, language: Language) -> Said:
    return Said(
        filled,
        printed.paths,
        tuple(printed.shown),
        Last((), Formed(printed.values, formed)),
        printed.missing,
        printed.who,
        printed.texts,
        printed.read,
        printed.undecided,
        language.looked_at,
        dict.fromkeys(language.findings),
        dict.fromkeys(language.remarked),
        language.named,
        language.called,
        language.tables.findings if language.tables else {},
    )
