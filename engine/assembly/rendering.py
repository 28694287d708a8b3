"""The text of a clause in a contract: compiled once, filled with facts, its headings with their settled numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property, lru_cache
from typing import Any, Protocol, TypeVar

from jinja2 import Environment, TemplateError, TemplateSyntaxError
from jinja2.runtime import Context

from engine import french
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
from engine.errors import Finding, InputError, LibraryError, Place
from engine.libraries.modele import Clause, EnTete
from models.records import dataclass

_NUMBERED = 2  # « ## » in the Markdown of a clause
FAILURES = (
    TemplateError,
    LookupError,
    TypeError,
    AttributeError,
    ValueError,
    ArithmeticError,
    RecursionError,
    SyntaxError,
)
"""What the code of a clause may raise: a mistake of the library."""


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
Render = Callable[["Renderer", Clause], tuple[_Made, ...]]
"""How a clause is rendered."""


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
            here = clause.place_of(text, _template_line(error) or 1)
            from engine.assembly.jinja_errors import CORRECT_THE_CLAUSE  # noqa: PLC0415 - of what fails

            known = [one if one.place else one.at(here) for one in error.findings]
            raise InputError([one if one.hint else replace(one, hint=CORRECT_THE_CLAUSE) for one in known]) from error
        except FAILURES as error:
            line = getattr(error, "lineno", None) or _template_line(error) or _line(error)
            names = (*self._names, *self.facts)
            raise InputError([_failure(error, clause.place_of(text, line), names)]) from error

    def inline(self, text: str, clause: Clause) -> tuple[Inline, ...]:
        """A title, a visa: one line of a clause."""
        try:
            return inlines(self._filled(text, clause, TITLES), of(self.printed))
        except LibraryError as error:
            raise InputError([_failure(error, clause.place_of(text, 1))]) from error

    def label(self, text: str, table: str) -> tuple[Inline, ...]:
        """A heading or a label of a computed table."""
        if "{" not in text:
            return said_inline(text, self.printed)
        tables = self.language.tables.grilles.tableaux if self.language.tables else {}
        place = tables[table].place_of(text) if table in tables else Place(f"tableaux/{table}.yaml")
        return self.inline(text, Clause(table, "", EnTete(source=table), "", place.file, place.line))

    def law(self, cite: str) -> tuple[Inline, ...]:
        """A citation of the legal register."""
        return (Text(french.typography(cite)),)

    def value(self, value: Any) -> tuple[Inline, ...]:
        """A fact of the description, exactly as typed, or what is missing."""
        return inlines(finalize(value, self.printed), of(self.printed))

    def heading(self, clause: Clause) -> tuple[Heading, ...]:
        """The heading of a clause with the form's notes on the whole of it; none where it has no title."""
        if not clause.en_tete.titre:
            return ()
        notes = tuple(self.language.note(text) for text in clause.en_tete.notes)
        if clause.id in self.doubts:
            notes += (self.language.remarque(self.doubts[clause.id].remark),)
        notes += self.agreed(clause)
        content = (*self.inline(clause.en_tete.titre, clause), *notes)
        level, number = self.numbers.level.get(clause.id, 1), self.numbers.of.get(clause.id)
        return (heading(level, content, self.numbers.anchor(clause.id), number),)

    def agreed(self, clause: Clause) -> tuple[Note, ...]:
        """What tells whoever drafts that the parties changed this clause, and those left out after it."""
        own = clause.negociee.remarques if clause.negociee else ()
        return tuple(Note(words, from_model=False) for words in (*own, *self.left_out.get(clause.id, ())))

    def clause(self, clause: Clause) -> tuple[Block, ...]:
        """The blocks of a clause, its heading first; `made` keeps them."""
        self.made[clause.id] = made = self._again(clause, Renderer._whole)
        return made

    def visa(self, clause: Clause) -> tuple[Inline, ...]:
        """The words of a visa that is an act of the parties."""
        return self._again(clause, lambda own, visa: own.inline(visa.corps, visa))

    def _again(self, clause: Clause, render: Render[_Made]) -> tuple[_Made, ...]:
        return self.again(clause, render) if self.again else render(self, clause)

    def _whole(self, clause: Clause) -> tuple[Block, ...]:
        return (*self.heading(clause), *self.body(clause))

    def body(self, clause: Clause) -> tuple[Block, ...]:
        """The blocks under the heading of a clause.

        Raises:
            InputError: where the clause cannot be rendered: a mistake of the library, not of the description.
        """
        text = without_identifiers(clause.corps)
        filled = self._filled(text, clause, BODIES if self.printed.paths is None else TRACED)
        try:
            found = blocks(filled, self.printed)
            if not clause.en_tete.titre and clause.en_tete.notes:
                found = _noted(found, tuple(self.language.note(text) for text in clause.en_tete.notes))
            if not clause.en_tete.titre and (agreed := self.agreed(clause)):
                found = noted(found, agreed)
            return (*self._choice(clause), *self._numbered(found, clause))
        except LibraryError as error:
            raise InputError([_failure(error, clause.place_of(text, error.line + 1))]) from error

    def undecided(self, key: str, what: str) -> tuple[Missing, ...]:
        """What marks, in every format, a passage or a visa that the answer to come keeps or leaves out."""
        doubt = self.doubts.get(key)
        if doubt is None:
            return ()
        words = french.typography(f"{what} est gardé ou retiré selon la réponse {doubt.called}")
        return (Missing(words, doubt.facts, place=False),)

    def framed(self, name: str) -> Hashable:
        """What stands around a clause, for all that it looks at: numbers, doubts, what the parties changed."""
        numbers, inside = self.numbers, f"{name}#"
        within = tuple((key, one, numbers.level[key]) for key, one in numbers.of.items() if key.startswith(inside))
        own = numbers.of.get(name), numbers.level.get(name)
        return (*own, within, self.doubts.get(name), tuple(self.left_out.get(name, ())))

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


def _noted(blocks: tuple[Block, ...], notes: tuple[Note, ...]) -> tuple[Block, ...]:
    """Notes on a clause without a heading stand at the end of its first paragraph."""
    first, *rest = blocks or (None,)
    if not isinstance(first, Paragraph):
        raise LibraryError("une clause annotée sans titre doit commencer par un paragraphe")
    return (replace(first, content=(*first.content, *notes)), *rest)


def _line(error: BaseException) -> int:
    """The line of a text that could not be compiled."""
    return error.line + 1 if isinstance(error, LibraryError) else 1


def _template_line(error: BaseException) -> int | None:
    """The line of the template in which a call failed."""
    trace, line = error.__traceback__, None
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def syntax_finding(error: BaseException, text: str, clause: Clause) -> Finding:
    """What Jinja could not read in a text of a clause."""
    if not isinstance(error, TemplateSyntaxError):  # half of a block, or a sum of constants that nobody can work out
        return _failure(error, clause.place_of(text, _line(error)))
    from engine.assembly.jinja_errors import syntax_mistake  # noqa: PLC0415 - of what fails

    mistake = syntax_mistake(error, text)
    return code_finding(mistake.message, mistake.hint, clause.place_of(text, mistake.line or 1))


def _failure(error: BaseException, place: Place, names: Sequence[str] = ()) -> Finding:
    from engine.assembly.jinja_errors import failure  # noqa: PLC0415 - of what fails

    return code_finding(*failure(error, names), place)


def code_finding(message: str, hint: str, place: Place) -> Finding:
    """What is wrong with the code of a clause, or of a label of a table."""
    return Finding("clause-invalide", f"la clause ne peut pas être lue : {message}", hint=hint, place=place)
