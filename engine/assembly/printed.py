"""What a rendering prints of facts: words of the clause, words of the user, what is missing; and their tokens."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from engine import french
from engine.compiling.marks import TOKEN
from engine.document import Block, Fact, Figure, Inline, Missing, Text
from engine.errors import Path, dotted
from engine.libraries.bibliotheque import Bibliotheque
from models.champs import Repondant
from models.chemins import ecrit
from models.records import dataclass
from models.reponses import SANS_OBJET, nom_simple


class Written(str):
    """Words of a clause (not of a user): they follow French typography and may hold tokens."""

    __slots__ = ()


class Typed(str):
    """A text of the user. Compared and measured as it is; but printed, or joined to other words, it is its token.

    Its apostrophes are those of the clauses, and its figures keep on one line with what they count; not those of a
    `name`, nor of what has `words`. It is a fact by itself where it has a `label`; its `year` is the last step of its
    place where facts go by year.
    """

    printed: Printed
    path: Path
    name: bool
    words: str
    label: str
    year: str

    def __new__(
        cls, text: str, path: Path, printed: Printed, name: bool = False, words: str = "", label: str = ""
    ) -> Typed:
        """A text of a description, at its YAML path, whose printed values are kept in `printed`."""
        typed = super().__new__(cls, text)
        typed.path, typed.printed, typed.name, typed.words, typed.label = path, printed, name, words, label
        typed.year = ""
        return typed

    def reworded(self, text: str, *, name: bool | None = None) -> Typed:
        """What a sentence makes of it; where that is something else, it is no more a fact printed by itself."""
        label = self.label if text == self[:] else ""
        return Typed(text, self.path, self.printed, self.name if name is None else name, label=label)

    @property
    def aucun(self) -> bool:
        """Whether it answers that there is none: where a clause looks at it, the answer has served."""
        none = nom_simple(self[:]) in SANS_OBJET
        if none:
            self.printed.texts.add(self.path)
        return none

    def looked_up(self) -> str:
        """The text as a code, whose names are printed in its place."""
        self.printed.texts.add(self.path)
        return self[:]

    def __str__(self) -> str:
        self.printed.texts.add(self.path)
        if self.printed.paths is not None:
            self.printed.paths[len(self.printed.values)] = self.path
        words = french.apostrophes(self.words or (self[:] if self.name else french.figures(self[:])))
        place = (*self.path, self.year) if self.year else self.path
        return self.printed.token(Fact(words, ecrit(place), self.label) if self.label else Text(words))


class Choisi(Typed):
    """The answer to a choice: compared as it is, printed as the words that its question gives it.

    `rang` is its place among the answers that have words.
    """

    mots: str
    rang: int

    def __str__(self) -> str:
        self.printed.texts.add(self.path)
        return Written(self.mots)


class Given:
    """A date or a number of the description, at its `path`: compared and worked out as it is, printed as a fact.

    What is worked out of it has no path.
    """

    path: Path = ()
    label: str = ""

    def said(self, words: str) -> Text:
        """Words that print it by itself."""
        return Fact(words, ecrit(self.path), self.label) if self.path else Text(words)


class GivenDate(Given, date):
    """A date of the description."""


class GivenInt(Given, int):
    """A whole number of the description."""


class GivenDecimal(Given, Decimal):
    """A number of the description."""


class Chiffre(GivenDecimal):
    """A figure compared as it is, and printed as its table prints it, with its unit, or as its kind does.

    One that is computed has a `case`, its place among the tables.
    """

    ecrit: str
    case: str = ""

    @classmethod
    def written(cls, value: Decimal, words: str, path: Path = (), label: str = "", case: str = "") -> Chiffre:
        """A figure, and how it is printed."""
        figure = cls(value)
        figure.ecrit, figure.path, figure.label, figure.case = words, path, label, case
        return figure

    def said(self, words: str) -> Text:
        """Words that print it by itself."""
        return Figure(words, self.case) if self.case else super().said(words)


def said_by(value: object, words: str) -> Text:
    """Words that print a value by itself: a fact where the description gives it."""
    return value.said(words) if isinstance(value, Given) else Text(words)


class Shown(NamedTuple):
    """Something that a clause prints and does nothing else with: what it is, and its values among those printed."""

    what: tuple[str, Hashable]
    first: int
    last: int


@dataclass(slots=True)
class Printed:
    """What one rendering has printed: the values behind the tokens, every missing fact in order, the texts typed.

    `read` are the facts that it has looked at, to print them or to choose its words; `undecided` are the choices
    among them that the description does not make. `paths` are the facts behind tokens, kept where they are asked for.
    What a name is called by is of its `bibliotheque`. Where what is only `shown` has to be told from what is looked
    at, `apart` prints it: all that it prints is printed here; `looked` are facts of which little is looked at.
    """

    blank: bool
    values: list[Inline | tuple[Block, ...]] = field(default_factory=list)
    missing: dict[Path, Missing] = field(default_factory=dict)
    who: dict[Path, Repondant] = field(default_factory=dict)
    texts: set[Path] = field(default_factory=set)
    read: set[Path] = field(default_factory=set)
    undecided: dict[Path, None] = field(default_factory=dict)
    paths: dict[int, Path] | None = None
    bibliotheque: Bibliotheque = field(kw_only=True, repr=False)
    shown: list[Shown] = field(default_factory=list)
    looked: list[tuple[str, Hashable]] = field(default_factory=list)
    apart: Printed | None = None

    def show(self, what: tuple[str, Hashable], say: Callable[[Printed], str]) -> Written:
        """Print what a clause only shows."""
        assert self.apart is not None  # noqa: S101 - whoever shows it has looked
        first = len(self.values)
        said = Written(say(self.apart))
        self.shown.append(Shown(what, first, len(self.values)))
        return said

    def token(self, value: Inline | tuple[Block, ...]) -> str:
        """Keep a value; the token stands for it in the text."""
        self.values.append(value)
        return f"\ue000{len(self.values) - 1}\ue001"

    def as_words(self, text: str) -> str:
        """A text with its values in words, where nothing else can stand: a note."""
        return TOKEN.sub(lambda token: getattr(self.values[int(token[1])], "text", ""), text)

    def ask(self, unknown: Manquant) -> Missing:
        """List a missing fact once, under its own name, whatever is printed for want of it (a date that follows).

        For want of a computed figure none is listed: whoever computes lists the facts that no cell prints.
        """
        path = dotted(unknown.path)
        if unknown.computed:
            return Missing(french.typography(unknown.label), path, place=False, computed=True)
        self.who[unknown.path] = unknown.who
        self.missing.setdefault(unknown.path, Missing(french.typography(unknown.named), path))
        place = unknown.named == unknown.label and not unknown.several and isinstance(unknown.path[-1], str)
        return Missing(french.typography(unknown.label), path, place)


class Manquant:
    """A fact that the description does not give. It is falsy, empty, and prints what is to be filled in.

    `named` is what the fact is called where `label` says what follows from it; `optional` says that a contract is
    complete without it, unless a clause prints it. `several` facts, a list or those of each year, are no fact alone.
    What is `computed` of it is said to be.
    """

    __slots__ = ("computed", "label", "named", "optional", "path", "printed", "several", "who")
    aucun = False  # unknown is not none

    def __init__(
        self, path: Path, label: str, who: Repondant, printed: Printed, named: str = "", optional: bool = False
    ) -> None:
        self.path, self.label, self.who, self.printed = path, label, who, printed
        self.named, self.optional, self.several, self.computed = named or label, optional, False, False

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __str__(self) -> str:
        return self.printed.token(self.printed.ask(self))


def computed(missing: Manquant) -> Manquant:
    """What stands for a figure that is computed of a missing fact."""
    figure = Manquant(missing.path, missing.label, missing.who, missing.printed)
    figure.computed = True
    return figure
