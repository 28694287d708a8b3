"""The text of a clause in a contract: compiled once, filled with facts, its headings with their settled numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property, lru_cache
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from jinja2 import Environment, TemplateSyntaxError
from jinja2.runtime import Context

from engine import french
from engine.assembly.clause_findings import FAILURES, failure_finding, line_of, syntax_finding, template_line
from engine.assembly.environments import (
    BODIES,
    FACTS,
    LANGUAGE,
    TITLES,
    TRACED,
    AnEnvironment,
    Names,
    of_the_parties,
    rendered,
)
from engine.assembly.facts import finalize
from engine.assembly.filled import blocks
from engine.assembly.filled_values import of
from engine.assembly.filled_words import inlines, said_inline
from engine.assembly.functions import Language
from engine.assembly.negocie import noted
from engine.assembly.numbering import Numbers
from engine.assembly.printed import Printed
from engine.assembly.shared import heading, paragraph
from engine.compiling.parsing import UNNUMBERED, without_identifiers
from engine.document import Block, Heading, Inline, Missing, Note, Paragraph, Text
from engine.errors import InputError, LibraryError, Place
from engine.libraries.modele import Clause, EnTete
from models.records import dataclass

_NUMBERED = 2  # « ## » in the Markdown of a clause


@lru_cache(maxsize=1024)
def _constant(text: str, environment: Environment) -> str:
    """What a text without code says, whatever the contract."""
    return environment.get_template(text).render()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a draft shows a clause that its contract may not hold.

    The facts that decide by their places, the same as they are called, and a remark that says so.
    """

    facts: str
    called: str
    remark: str


_Made = TypeVar("_Made", bound=Block | Inline)
Filled = tuple[str, ...]
"""What the texts of a clause say, its values behind tokens."""


class Render(NamedTuple, Generic[_Made]):
    """How a clause is rendered: its texts are filled with facts, and what they say is formed, whatever the values."""

    fill: Callable[[Renderer, Clause], Filled]
    form: Callable[[Renderer, Clause, Filled, Printed], tuple[_Made, ...]]


class Again(Protocol):
    """What says again what a clause said in another contract, or else has it rendered by itself."""

    def __call__(self, clause: Clause, render: Render[_Made], /) -> tuple[_Made, ...]:
        """What the clause says."""


@dataclass(frozen=True)
class Renderer:
    """Renders the clauses of one contract with its facts.

    `doubts` says, by clause, why a draft shows one that its contract may not hold; `made` are the blocks of each.
    `again` gives what a clause says as it was in another contract, or else rendered by itself.
    """

    facts: Mapping[str, Any]
    language: Language
    numbers: Numbers
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    left_out: Mapping[str, Sequence[str]] = field(default_factory=dict)
    made: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    again: Again | None = None

    @property
    def printed(self) -> Printed:
        """What has been printed so far."""
        return self.language.printed

    @cached_property
    def _names(self) -> dict[str, Any]:
        """Everything that a clause may name beside facts."""
        known = {name: one for name, one in BODIES.globals.items() if name not in self.facts}
        return {
            **known,
            **self.language.names,
            **self.language.budget.names,
            LANGUAGE: self.language,
            FACTS: self.facts,
        }

    @cached_property
    def _context(self) -> Context:
        """The same, as templates read them."""
        return Names(BODIES, self._names, None, {})

    def _filled(self, text: str, clause: Clause, environment: AnEnvironment) -> str:
        """What a compiled text says in this contract."""
        environment = of_the_parties(environment) if clause.negociee else environment
        try:
            if "{" not in text:
                return _constant(text, environment)
            return rendered(environment.get_template(text), self._context)
        except TemplateSyntaxError as error:
            raise InputError([syntax_finding(error, text, clause)]) from error
        except InputError as error:
            here = clause.place_of(text, template_line(error) or 1)
            from engine.assembly.jinja_errors import CORRECT_THE_CLAUSE  # noqa: PLC0415 - of what fails

            known = [one if one.place else one.at(here) for one in error.findings]
            raise InputError([one if one.hint else replace(one, hint=CORRECT_THE_CLAUSE) for one in known]) from error
        except FAILURES as error:
            line = getattr(error, "lineno", None) or template_line(error) or line_of(error)
            names = (*self._names, *self.facts)
            raise InputError([failure_finding(error, clause.place_of(text, line), names)]) from error

    def inline(self, text: str, clause: Clause) -> tuple[Inline, ...]:
        """A title, a visa: one line of a clause."""
        return self._inline(text, clause, self._filled(text, clause, TITLES), self.printed)

    def _inline(self, text: str, clause: Clause, filled: str, printed: Printed) -> tuple[Inline, ...]:
        try:
            return inlines(filled, of(printed))
        except LibraryError as error:
            raise InputError([failure_finding(error, clause.place_of(text, 1))]) from error

    def label(self, text: str, table: str) -> tuple[Inline, ...]:
        """A heading or a label of a computed table."""
        if "{" not in text:
            return said_inline(text, self.printed)
        tables = self.language.tables.grilles.tableaux if self.language.tables else {}
        place = tables[table].place_of(text) if table in tables else Place(f"tableaux/{table}.yaml")
        clause = Clause(table, "", EnTete(source=table), "", place.file, place.line)
        apart, self.printed.apart = self.printed.apart, None  # what it prints is a table, in which no word is replaced
        try:
            return self.inline(text, clause)
        finally:
            self.printed.apart = apart

    def law(self, cite: str) -> tuple[Inline, ...]:
        """A citation of the legal register."""
        return (Text(french.typography(cite)),)

    def value(self, value: Any) -> tuple[Inline, ...]:
        """A fact of the description, exactly as typed, or what is missing."""
        return inlines(finalize(value, self.printed), of(self.printed))

    def _heading(self, clause: Clause, filled: str, printed: Printed) -> tuple[Heading, ...]:
        """The heading of a clause with the form's notes on the whole of it; none where it has no title."""
        if not clause.en_tete.titre:
            return ()
        notes = tuple(self.language.note(text) for text in clause.en_tete.notes)
        if clause.id in self.doubts:
            notes += (self.language.remarque(self.doubts[clause.id].remark),)
        notes += self.agreed(clause)
        content = (*self._inline(clause.en_tete.titre, clause, filled, printed), *notes)
        level, number = self.numbers.level.get(clause.id, 1), self.numbers.of.get(clause.id)
        return (heading(level, content, self.numbers.anchor(clause.id), number),)

    def agreed(self, clause: Clause) -> tuple[Note, ...]:
        """What tells whoever drafts that the parties changed this clause, and those left out after it."""
        own = clause.negociee.remarques if clause.negociee else ()
        return tuple(Note(words, from_model=False) for words in (*own, *self.left_out.get(clause.id, ())))

    def clause(self, clause: Clause) -> tuple[Block, ...]:
        """The blocks of a clause, its heading first; `made` keeps them.

        Raises:
            InputError: where the clause cannot be rendered: a mistake of the library, not of the description.
        """
        self.made[clause.id] = made = self._again(clause, _WHOLE)
        return made

    def visa(self, clause: Clause) -> tuple[Inline, ...]:
        """The words of a visa that is an act of the parties."""
        return self._again(clause, _VISA)

    def _again(self, clause: Clause, render: Render[_Made]) -> tuple[_Made, ...]:
        if self.again:
            return self.again(clause, render)
        return render.form(self, clause, render.fill(self, clause), self.printed)

    def filled(self, clause: Clause) -> Filled:
        """What the title and the body of a clause say."""
        title, body = clause.en_tete.titre, without_identifiers(clause.corps)
        return (
            self._filled(title, clause, TITLES) if title else "",
            self._filled(body, clause, BODIES if self.printed.paths is None else TRACED),
        )

    def formed(self, clause: Clause, filled: Filled, printed: Printed) -> tuple[Block, ...]:
        """The blocks of what a clause says, its heading first, with the values that are printed."""
        title, body = filled
        return (*self._heading(clause, title, printed), *self._body(clause, body, printed))

    def _body(self, clause: Clause, filled: str, printed: Printed) -> tuple[Block, ...]:
        try:
            found = blocks(filled, printed)
            if not clause.en_tete.titre and clause.en_tete.notes:
                found = _noted(found, tuple(self.language.note(text) for text in clause.en_tete.notes))
            if not clause.en_tete.titre and (agreed := self.agreed(clause)):
                found = noted(found, agreed)
            return (*self._choice(clause), *self._numbered(found, clause))
        except LibraryError as error:
            place = clause.place_of(without_identifiers(clause.corps), error.line + 1)
            raise InputError([failure_finding(error, place)]) from error

    def undecided(self, key: str, what: str) -> tuple[Missing, ...]:
        """What marks, in every format, a passage or a visa that the answer to come keeps or leaves out."""
        doubt = self.doubts.get(key)
        if doubt is None:
            return ()
        words = french.typography(f"{what} est gardé ou retiré selon la réponse {doubt.called}")
        return (Missing(words, doubt.facts, place=False),)

    def framed(self, name: str) -> Hashable:
        """What stands around a clause, for all that it looks at: numbers, doubts, what the parties changed."""
        own = self.numbers.of.get(name), self.numbers.level.get(name), tuple(self._inside.get(name, ()))
        return (*own, self.doubts.get(name), tuple(self.left_out.get(name, ())))

    @cached_property
    def _inside(self) -> Mapping[str, Sequence[Hashable]]:
        """The headings inside each clause, with their numbers and levels."""
        found: dict[str, list[Hashable]] = {}
        for key, number in self.numbers.of.items():
            name, inside, _ = key.partition("#")
            if inside:
                found.setdefault(name, []).append((key, number, self.numbers.level[key]))
        return found

    def _choice(self, clause: Clause) -> tuple[Paragraph, ...]:
        marked = self.undecided(clause.id, "le passage qui suit")
        if not marked:
            return ()
        remark = () if clause.en_tete.titre else (self.language.remarque(self.doubts[clause.id].remark),)
        return (paragraph((*marked, *remark), keep_with_next=True),)

    def _numbered(self, blocks: tuple[Block, ...], clause: Clause) -> tuple[Block, ...]:
        keys = (key for key in self.numbers.of if key.startswith(f"{clause.id}#"))
        settled: list[Block] = []
        for position, block in enumerate(blocks):
            if not isinstance(block, Heading):
                settled.append(block)
            elif block.level == _NUMBERED:
                key = next(keys, "")
                if not key:
                    raise LibraryError(UNNUMBERED)
                anchor = self.numbers.anchor(key)
                settled.append(heading(self.numbers.level[key], block.content, anchor, self.numbers.of[key]))
            else:  # no number, but a place of its own in the outline
                anchor = f"{self.numbers.anchor(clause.id)}-titre-{position}"
                settled.append(heading(block.level, block.content, anchor, block.number))
        return tuple(settled)


_WHOLE = Render(Renderer.filled, Renderer.formed)
_VISA = Render(
    lambda own, visa: (own._filled(visa.corps, visa, TITLES),),
    lambda own, visa, filled, printed: own._inline(visa.corps, visa, filled[0], printed),
)


def _noted(blocks: tuple[Block, ...], notes: tuple[Note, ...]) -> tuple[Block, ...]:
    """Notes on a clause without a heading stand at the end of its first paragraph."""
    first, *rest = blocks or (None,)
    if not isinstance(first, Paragraph):
        raise LibraryError("une clause annotée sans titre doit commencer par un paragraphe")
    return (replace(first, content=(*first.content, *notes)), *rest)
