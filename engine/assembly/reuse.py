"""A clause whose facts did not change is not rendered again: what it said in another contract is said again.

A clause is rendered by itself, and what it looks at is written down. Another contract that says the same there would
have it look at the same things in the same order, and say the same words: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

from engine.assembly.functions import Language
from engine.assembly.inputs import Inputs, Shape
from engine.assembly.printed import Printed
from engine.assembly.rendering import Render, Renderer
from engine.assembly.watched import Input, Look
from engine.document import Block, Inline, Missing
from engine.errors import Finding, Path
from engine.lately import Lately
from engine.libraries.modele import Clause
from models.champs import Repondant
from models.contrat import Contrat
from models.fiches.groupe import fields_of
from models.traits import Trait

_Made = TypeVar("_Made", bound=Block | Inline)
_SHAPES_OF_A_CLAUSE = 6
Alone = Callable[[Look], Renderer]
"""What renders one clause by itself, and tells what it looks at."""


class _Shapes(NamedTuple):
    """Those of a clause lately; `of` are the things that a clause is told by, kept so that their identities are."""

    of: tuple[object, ...]
    shapes: tuple[Shape, ...]


class Said(NamedTuple):
    """What a clause said: its blocks or words, and all that it left to be known of the contract, in order."""

    words: tuple[Any, ...]
    missing: dict[Path, Missing]
    who: dict[Path, Repondant]
    texts: set[Path]
    read: set[Path]
    undecided: dict[Path, None]
    looked_at: dict[Trait, None]
    findings: dict[Finding, None]
    remarked: dict[Finding, None]
    named: dict[Any, str]
    of_tables: dict[Finding, None]

    def to(self, language: Language) -> tuple[Any, ...]:
        """The words, once a contract knows all that they leave to be known."""
        printed = language.printed
        for path, missing in self.missing.items():
            printed.missing.setdefault(path, missing)
        printed.who |= self.who
        printed.texts |= self.texts
        printed.read |= self.read
        printed.undecided |= self.undecided
        language.looked_at |= self.looked_at
        language.findings |= self.findings
        language.remarked |= self.remarked
        for key, name in self.named.items():
            language.named.setdefault(key, name)
        if self.of_tables and language.tables:
            language.tables.findings.update(self.of_tables)
        return self.words


_SHAPES: Lately[_Shapes] = Lately(2048)
_SAID: Lately[Said] = Lately(1024)


class Reuse:
    """The clauses of one contract: said again, or rendered and kept."""

    def __init__(self, contrat: Contrat, inputs: Inputs, language: Language, alone: Alone, *around: object) -> None:
        """`around` is all that a clause is rendered with and that is no input: its model's rules, its library."""
        self._inputs, self._language, self._alone = inputs, language, alone
        self._fields = fields_of(type(contrat))
        printed = language.printed
        self._around = (type(contrat), *around, printed.bibliotheque)
        self._how = (printed.blank, printed.paths is None, *map(id, self._around))

    def of(self, clause: Clause, render: Render[_Made], /) -> tuple[_Made, ...]:
        """What a clause says, as this renders it: always in the same way.

        Raises:
            InputError: where it cannot be rendered.
        """
        if clause.negociee:
            return self._rendered(clause, render)[0].to(self._language)
        key = (id(clause), *self._how)
        known = _SHAPES.get(key)
        shapes = known.shapes if known else ()
        for shape in shapes:
            if said := _SAID.get((shape, self._inputs.values(shape))):
                return said.to(self._language)
        said, looked = self._rendered(clause, render)
        shape = next((one for one in shapes if one.every == looked), None) or Shape(looked)
        others = tuple(one for one in shapes if one is not shape)[: _SHAPES_OF_A_CLAUSE - 1]
        _SAID.put((shape, self._inputs.values(shape)), said)
        _SHAPES.put(key, _Shapes((clause, *self._around), (shape, *others)))
        return said.to(self._language)

    def _rendered(self, clause: Clause, render: Render[Any]) -> tuple[Said, set[Input]]:
        """What a clause says, and its inputs."""
        looked: set[Input] = {("cadre", clause.id)}

        def look(kind: str, key: Hashable) -> None:
            looked.add((kind, key))

        renderer = self._alone(look)
        words = render(renderer, clause)
        printed, language = renderer.printed, renderer.language
        inputs = looked | {("fait", path) for path in printed.read if path[0] in self._fields}
        said = _said(words, printed, language)
        language.tables = None  # they hold what holds them: only a collector would free both
        return said, inputs


def _said(words: tuple[Any, ...], printed: Printed, language: Language) -> Said:
    return Said(
        words,
        printed.missing,
        printed.who,
        printed.texts,
        printed.read,
        printed.undecided,
        language.looked_at,
        dict.fromkeys(language.findings),
        dict.fromkeys(language.remarked),
        language.named,
        language.tables.findings if language.tables else {},
    )
